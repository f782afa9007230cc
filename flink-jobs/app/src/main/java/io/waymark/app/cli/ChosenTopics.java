package io.waymark.app.cli;

import io.waymark.app.job.JobSettings;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics.Topic;
import io.waymark.app.kafka.TopicsFile;
import io.waymark.app.work.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that says what topics there should be. */
final class ChosenTopics {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = {
        "The topics by their whole names, as infra/topics.yaml has them.",
        "Without it: the same as in that file, with the prefix."
      })
  private @Nullable Path file;

  /**
   * Does something with them where they are, and returns its exit code; or that of a file that
   * won't do, after saying what is wrong with it.
   *
   * @throws CommandFailed if a file can't be read, or no broker answers, or it refuses
   */
  int with(TopicsPlace place, ToIntBiFunction<TopicAdmin, List<Topic>> what) {
    JobSettings settings = place.settings();
    List<Topic> topics = settings.topics().all();
    if (file != null) {
      TopicsFile.Loaded loaded = TopicsFile.load(file.toString(), read(file));
      if (!loaded.problems().isEmpty()) {
        loaded.problems().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        return ExitCode.USAGE;
      }
      topics = loaded.topics();
    }
    try (TopicAdmin admin = TopicAdmin.connect(settings.client())) {
      return what.applyAsInt(admin, topics);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailed("there is no file " + file);
    } catch (IOException e) {
      throw new CommandFailed("cannot read " + file + ": " + FileFailures.reason(e));
    }
  }
}
