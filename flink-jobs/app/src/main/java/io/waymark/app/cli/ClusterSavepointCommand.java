package io.waymark.app.cli;

import io.waymark.app.cluster.ClusterFailed;
import io.waymark.app.cluster.FlinkJob;
import io.waymark.app.cluster.LocalCluster;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark cluster savepoint}. */
@Command(
    name = "savepoint",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Has a job of the cluster write a savepoint, and prints the path that run --from takes: with"
            + " another parallelism, another configuration, another version.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:written", "2:wrong usage", "3:no such job runs, or it could not write one"})
final class ClusterSavepointCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterPlace place = new ClusterPlace();

  @Parameters(paramLabel = "JOB", description = "journey, intervention, pulse or delivery.")
  private String job = "";

  @Option(
      names = "--stop",
      description = "Ends the job with it: nothing is read that the savepoint does not hold.")
  private boolean stop;

  @Override
  public Integer call() {
    LocalCluster cluster = place.cluster();
    try {
      List<FlinkJob> named =
          cluster.flink().jobs().stream().filter(one -> one.name().equals(job)).toList();
      if (named.size() != 1) {
        throw new CommandFailed(
            "%d jobs named %s are on the cluster; there has to be one"
                .formatted(named.size(), job));
      }
      String path = cluster.flink().savepoint(named.get(0).id(), cluster.savepoints(), stop);
      spec.commandLine().getOut().println(path);
      return ExitCode.OK;
    } catch (ClusterFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailed(
          "the JobManager at %s does not answer as it should: %s"
              .formatted(cluster.web(), e.getMessage()));
    }
  }
}
