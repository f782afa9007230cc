package io.waymark.app.cli;

import io.waymark.app.cluster.ClusterFailed;
import io.waymark.app.cluster.ClusterSize;
import io.waymark.app.cluster.Distribution;
import io.waymark.app.cluster.LocalCluster;
import io.waymark.app.job.Job;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark cluster up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts what does not run: all of a new cluster, or what was killed of one that is there.",
      "A cluster that was down goes on with its topics, its jobs and their last checkpoints."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every process runs and answers",
      "2:wrong usage",
      "3:a process did not start, or a file cannot be written"
    })
final class ClusterUpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterPlace place = new ClusterPlace();

  @Option(
      names = "--brokers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Brokers, each half a gigabyte; of three one can be killed without anybody waiting for it"
              + " (default: ${DEFAULT-VALUE}).")
  private int brokers = ClusterSize.USUAL.brokers();

  @Option(
      names = "--taskmanagers",
      paramLabel = "N",
      defaultValue = "2",
      description = "TaskManagers of four slots each (default: ${DEFAULT-VALUE}).")
  private int taskManagers = ClusterSize.USUAL.taskManagers();

  @Override
  public Integer call() {
    if (brokers < 1 || taskManagers < 1) {
      throw new ParameterException(
          spec.commandLine(), "--brokers and --taskmanagers have to be 1 or more");
    }
    try {
      LocalCluster cluster =
          LocalCluster.inOrNew(
              place.path(), new ClusterSize(brokers, taskManagers), LocalCluster.Ports.USUAL);
      cluster.up(distribution(), place::say);
      sayWhatNext(cluster);
      return ExitCode.OK;
    } catch (ClusterFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }

  private static Distribution distribution() throws ClusterFailed {
    String home = System.getProperty("waymark.home");
    if (home == null) {
      throw new CommandFailed(
          "there is no build to start it from: run it with the launcher ./waymark");
    }
    return Distribution.in(Path.of(home));
  }

  private void sayWhatNext(LocalCluster cluster) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        """

        Kafka is at %1$s, Flink's web page at %2$s, all files in %3$s.

          ./waymark rules push --bootstrap-servers %1$s
          ./waymark run journey --config %4$s --target %2$s
          ./waymark console --bootstrap-servers %1$s
          ./waymark cluster status%5$s
          ./waymark cluster kill taskmanager-1%5$s      and bring it back with: cluster up
          ./waymark cluster down%5$s
        """,
        cluster.bootstrapServers(),
        cluster.web(),
        cluster.path(),
        cluster.configuration(Job.JOURNEY),
        place.option());
    err.flush();
  }
}
