package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TaskManagerWatchITCase {
  @Test
  void aClusterThatLosesItsTaskManagerGetsAnother() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    try (MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .build())) {
      cluster.start();
      Patience.until("there is one", () -> taskManagers(cluster) == 1);
      try (TaskManagerWatch watch = TaskManagerWatch.over(cluster)) {
        assertThat(watch).isNotNull();
        cluster.terminateTaskManager(0).get();
        Patience.until("there is none", () -> taskManagers(cluster) == 0);
        Patience.until("there is one again", () -> taskManagers(cluster) == 1);
      }
    }
  }

  private static int taskManagers(MiniCluster cluster) throws Exception {
    return cluster.requestClusterOverview().get().getNumTaskManagersConnected();
  }
}
