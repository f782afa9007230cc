package io.waymark.app.cli;

import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waymark rules rollback}. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Pushes the catalogue of a former revision once more, as a revision of its own: numbers only rise, and a rollback can be rolled back.",
      "A rule whose version is lower than the one in force replaces it as it arrives: what customers have open under the"
          + " higher one ends without a signal; what is still open under the lower one goes on.",
      "The last 100 revisions are kept."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:published",
      "2:wrong usage, or a configuration that won't do",
      "3:the revision is not kept, or no broker answers, or it refuses, or there is no such topic"
    })
final class RulesRollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "The one to go back to (default: the one before that in force).")
  private @Nullable Long revision;

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    TopicsPlace.Place topics = place.resolve(false, difference -> {});
    long wanted = revision == null ? before(topics) : revision;
    PushedRules.push(topics, KeptRevision.documents(topics, wanted), spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private static long before(TopicsPlace.Place topics) {
    SortedSet<Long> former = topics.revisions().list().headSet(topics.open().list().revision());
    if (former.isEmpty()) {
      throw new CommandFailed("there is no revision before the one in force");
    }
    return former.last();
  }
}
