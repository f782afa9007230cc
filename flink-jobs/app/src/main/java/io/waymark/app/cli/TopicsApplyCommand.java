package io.waymark.app.cli;

import io.waymark.app.kafka.TopicDifference;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code waymark topics apply}. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Creates the topics that are missing, adds partitions and changes settings, as diff says.",
      "No topic and no partition is deleted, and no setting touched that the file does not name. A"
          + " compacted topic keeps its number of partitions: what a key had would stay in the old one."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the topics are as they should be",
      "1:some were left as they are, for the reason said",
      "2:wrong usage, or a file that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses"
    })
final class TopicsApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ChosenTopics topics = new ChosenTopics();

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    return topics.with(
        place,
        (admin, wanted) -> {
          List<TopicDifference> differences = admin.compare(wanted);
          admin.mend(wanted, differences);
          PrintWriter out = spec.commandLine().getOut();
          TopicLines.print(out, differences, "created", "changed", "left");
          List<TopicDifference> left =
              differences.stream().filter(difference -> difference.obstacle().isPresent()).toList();
          TopicLines.count(spec.commandLine().getErr(), wanted.size(), left);
          return left.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
        });
  }
}
