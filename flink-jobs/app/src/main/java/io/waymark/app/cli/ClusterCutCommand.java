package io.waymark.app.cli;

import io.waymark.app.cluster.ClusterFailed;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark cluster cut}. */
@Command(
    name = "cut",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Cuts a process off from all others while it runs on, as a broken cable does, until it is"
            + " mended. The cluster has to be made with up --namespaces.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:cut, or mended",
      "2:wrong usage",
      "3:there is no such process, or no network namespace of its own"
    })
final class ClusterCutCommand implements Callable<Integer> {
  @Mixin private ClusterPlace place = new ClusterPlace();

  @Parameters(
      paramLabel = "PROCESS",
      description = "As cluster status names it: taskmanager-1, jobmanager, broker, zookeeper.")
  private String process = "";

  @Option(names = "--mend", description = "Lets it reach the others again.")
  private boolean mend;

  @Override
  public Integer call() {
    try {
      place.cluster().cut(process, !mend);
      place.say(
          mend
              ? process + " reaches the others again"
              : process + " is cut off; mend it with: cluster cut " + process + " --mend");
      return ExitCode.OK;
    } catch (ClusterFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }
}
