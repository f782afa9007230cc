package io.waymark.app.cli;

import io.waymark.app.kafka.TopicDifference;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code waymark topics diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says what apply would do, and what it would leave as it is, and why.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the topics are as they should be",
      "1:some are not",
      "2:wrong usage, or a file that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses"
    })
final class TopicsDiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ChosenTopics topics = new ChosenTopics();

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    return topics.with(
        place,
        (admin, wanted) -> {
          List<TopicDifference> differences = admin.compare(wanted);
          PrintWriter out = spec.commandLine().getOut();
          TopicLines.print(out, differences, "would create", "would change", "would leave");
          TopicLines.count(spec.commandLine().getErr(), wanted.size(), differences);
          return differences.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
        });
  }
}
