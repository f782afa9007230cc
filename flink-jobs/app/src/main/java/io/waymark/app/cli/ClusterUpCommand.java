package io.waymark.app.cli;

import io.waymark.app.cluster.ClusterFailed;
import io.waymark.app.cluster.ClusterSize;
import io.waymark.app.cluster.Distribution;
import io.waymark.app.cluster.LocalCluster;
import io.waymark.app.job.Job;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
  private static final int MOST = 9;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterPlace place = new ClusterPlace();

  @Option(
      names = "--brokers",
      paramLabel = "N",
      description =
          "Brokers of a new cluster, each half a gigabyte; of three one can be killed without anybody"
              + " waiting for it (default: 1).")
  private @Nullable Integer brokers;

  @Option(
      names = "--taskmanagers",
      paramLabel = "N",
      description = "TaskManagers of a new cluster, of four slots each (default: 2).")
  private @Nullable Integer taskManagers;

  @Option(
      names = "--namespaces",
      description =
          "Gives each process of a new cluster a network namespace, so that it can be cut off: on"
              + " Linux, as root.")
  private boolean namespaces;

  @Override
  public Integer call() {
    ClusterSize size =
        new ClusterSize(
            atLeastOne("--brokers", brokers, ClusterSize.USUAL.brokers()),
            atLeastOne("--taskmanagers", taskManagers, ClusterSize.USUAL.taskManagers()));
    try {
      Distribution distribution = distribution();
      LocalCluster cluster =
          isAsItWas()
              ? LocalCluster.in(place.path())
              : LocalCluster.inOrNew(
                  place.path(),
                  size,
                  namespaces ? LocalCluster.Ports.NAMESPACES : LocalCluster.Ports.USUAL);
      cluster.up(distribution, place::say);
      sayWhatNext(cluster);
      return ExitCode.OK;
    } catch (ClusterFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }

  private boolean isAsItWas() {
    return brokers == null
        && taskManagers == null
        && !namespaces
        && LocalCluster.isIn(place.path());
  }

  private int atLeastOne(String option, @Nullable Integer said, int usual) {
    if (said == null) {
      return usual;
    }
    if (said < 1 || said > MOST) {
      throw new ParameterException(
          spec.commandLine(), "%s %d is not between 1 and %d".formatted(option, said, MOST));
    }
    return said;
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
