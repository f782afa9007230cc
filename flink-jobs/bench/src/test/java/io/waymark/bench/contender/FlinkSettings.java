package io.waymark.bench.contender;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/** The configuration that every contender on Flink runs with. */
final class FlinkSettings {
  static final int PARALLELISM = 2;

  private FlinkSettings() {}

  static Configuration of(String stateBackend, Path work) {
    Configuration flink = new Configuration();
    flink.setString("parallelism.default", Integer.toString(PARALLELISM));
    flink.setString("pipeline.max-parallelism", "720");
    flink.setString("pipeline.object-reuse", "true");
    flink.setString("pipeline.auto-watermark-interval", "200ms");
    flink.setString("state.backend.type", stateBackend);
    flink.setString("state.backend.rocksdb.localdir", work.resolve("state").toString());
    flink.setString("taskmanager.memory.managed.size", "1g");
    flink.setString("taskmanager.memory.network.min", "64m");
    flink.setString("taskmanager.memory.network.max", "64m");
    flink.setString("taskmanager.numberOfTaskSlots", Integer.toString(PARALLELISM));
    flink.setString("execution.checkpointing.interval", "10s");
    flink.setString("execution.checkpointing.incremental", "true");
    flink.setString("execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString());
    flink.setString("io.tmp.dirs", work.toString());
    flink.setString("restart-strategy.type", "none");
    return flink;
  }
}
