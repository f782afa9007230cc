package io.waymark.app.cli;

import io.waymark.app.cluster.ClusterFailed;
import io.waymark.app.cluster.LocalCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code waymark cluster down}. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Ends the cluster's processes, and no others. Its folder stays, and cluster up goes on from"
            + " it; remove the folder to begin anew.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing of it runs any more",
      "2:wrong usage",
      "3:there is no cluster, or a process does not end"
    })
final class ClusterDownCommand implements Callable<Integer> {
  @Mixin private ClusterPlace place = new ClusterPlace();

  @Override
  public Integer call() {
    LocalCluster cluster = place.cluster();
    try {
      cluster.down(place::say);
      place.say("down; its data is in " + cluster.path());
      return ExitCode.OK;
    } catch (ClusterFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }
}
