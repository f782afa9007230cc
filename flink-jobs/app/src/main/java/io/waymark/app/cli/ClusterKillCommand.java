package io.waymark.app.cli;

import io.waymark.app.cluster.ClusterFailed;
import io.waymark.app.cluster.LocalCluster;
import io.waymark.app.cluster.ProcessSignal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark cluster kill}. */
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Sends a process of the cluster a signal: kill -9, unless another one is asked for.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:sent, and what was to end has ended",
      "2:wrong usage",
      "3:there is no such process, it does not run, or it did not end"
    })
final class ClusterKillCommand implements Callable<Integer> {
  @Mixin private ClusterPlace place = new ClusterPlace();

  @Parameters(
      paramLabel = "PROCESS",
      description = "As cluster status names it: taskmanager-1, jobmanager, broker, zookeeper.")
  private String process = "";

  @Option(
      names = "--signal",
      paramLabel = "S",
      defaultValue = "KILL",
      description =
          "${COMPLETION-CANDIDATES}; STOP freezes it, CONT lets it go on"
              + " (default: ${DEFAULT-VALUE}).")
  private ProcessSignal signal = ProcessSignal.KILL;

  @Override
  public Integer call() {
    LocalCluster cluster = place.cluster();
    try {
      long pid = cluster.signal(process, signal);
      place.say(
          "%s (process %d) has got %s%s"
              .formatted(
                  process,
                  pid,
                  signal,
                  signal.ends() ? " and has ended; cluster up brings it back" : ""));
      return ExitCode.OK;
    } catch (ClusterFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }
}
