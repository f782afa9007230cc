package io.waymark.app.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A job on a Flink cluster.
 *
 * @param state Flink's word for it: RUNNING, RESTARTING
 * @param tasks how many it has
 * @param running how many of them run
 * @param restarts how often it has been started again since the JobManager has been there, up to as
 *     many failures as that one remembers (16)
 * @param checkpoint the last complete one since the JobManager has been there; null while there is
 *     none
 * @param failedCheckpoints since the JobManager has been there
 */
public record FlinkJob(
    String id,
    String name,
    String state,
    int tasks,
    int running,
    int restarts,
    @Nullable Checkpoint checkpoint,
    long failedCheckpoints) {

  /**
   * A complete checkpoint.
   *
   * @param completedAt epoch milliseconds
   * @param bytes of the whole state, whatever was newly written of it
   */
  public record Checkpoint(long number, long completedAt, long bytes) {}

  /** Whether every task of it runs. */
  public boolean allRuns() {
    return state.equals("RUNNING") && tasks > 0 && running == tasks;
  }

  static FlinkJob of(JsonNode overview, JsonNode checkpoints, int restarts) {
    JsonNode completed = checkpoints.path("latest").path("completed");
    return new FlinkJob(
        overview.path("jid").asText(),
        overview.path("name").asText(),
        overview.path("state").asText(),
        overview.path("tasks").path("total").asInt(),
        overview.path("tasks").path("running").asInt(),
        restarts,
        completed.isObject()
            ? new Checkpoint(
                completed.path("id").asLong(),
                completed.path("latest_ack_timestamp").asLong(),
                completed.path("state_size").asLong())
            : null,
        checkpoints.path("counts").path("failed").asLong());
  }
}
