package io.waymark.bench.contender;

import java.nio.file.Path;
import org.apache.flink.cep.configuration.CEPCacheOptions;
import org.apache.flink.configuration.Configuration;

/** The configuration that every contender on Flink runs with. */
final class FlinkSettings {
  private static final int CEP_CACHE_SLOTS = 65_536;

  private FlinkSettings() {}

  static Configuration of(String stateBackend, int parallelism, Path work) {
    Configuration flink = new Configuration();
    flink.setString("parallelism.default", Integer.toString(parallelism));
    flink.setString("pipeline.max-parallelism", "720");
    flink.setString("pipeline.object-reuse", "true");
    flink.setString("pipeline.auto-watermark-interval", "200ms");
    flink.setString("state.backend.type", stateBackend);
    flink.setString("state.backend.rocksdb.localdir", work.resolve("state").toString());
    flink.setString(
        "state.backend.rocksdb.compression.per.level", "NO_COMPRESSION;SNAPPY_COMPRESSION");
    flink.setString("state.backend.rocksdb.thread.num", "8");
    flink.setString("taskmanager.memory.managed.size", "1g");
    flink.setString("taskmanager.memory.network.min", "64m");
    flink.setString("taskmanager.memory.network.max", "64m");
    flink.setString("taskmanager.numberOfTaskSlots", Integer.toString(parallelism));
    flink.setString("execution.buffer-timeout.interval", "50ms");
    flink.setString("execution.checkpointing.interval", "10s");
    flink.setString("execution.checkpointing.min-pause", "5s");
    flink.setString("execution.checkpointing.incremental", "true");
    flink.setString("execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString());
    flink.setString("io.tmp.dirs", work.toString());
    flink.setString("restart-strategy.type", "none");
    // As CEP's documentation has it. Its operator (2.2.1) looks for them in its own configuration,
    // where no user's settings arrive, stays with 1024 and empties the caches after each event.
    flink.set(CEPCacheOptions.CEP_SHARED_BUFFER_EVENT_CACHE_SLOTS, CEP_CACHE_SLOTS);
    flink.set(CEPCacheOptions.CEP_SHARED_BUFFER_ENTRY_CACHE_SLOTS, CEP_CACHE_SLOTS);
    return flink;
  }
}
