package io.waymark.app.cli;

import io.waymark.app.cluster.ClusterFailed;
import io.waymark.app.cluster.ClusterStatus;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code waymark cluster status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows the cluster's processes, and its jobs with their last checkpoints.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every process runs, and every task of every job",
      "1:some don't",
      "2:wrong usage",
      "3:there is no cluster"
    })
final class ClusterStatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterPlace place = new ClusterPlace();

  @Override
  public Integer call() {
    try {
      ClusterStatus status = place.cluster().status();
      new ClusterTable(InstantSource.system().millis()).print(status, spec.commandLine().getOut());
      return status.isWell() ? ExitCode.OK : ExitCode.FINDINGS;
    } catch (ClusterFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }
}
