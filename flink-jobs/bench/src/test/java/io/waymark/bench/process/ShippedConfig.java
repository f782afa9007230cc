package io.waymark.bench.process;

import io.waymark.app.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JourneyJob's configuration as it is shipped, but for some values. */
public final class ShippedConfig {
  private ShippedConfig() {}

  /** Writes the file. */
  public static Path write(Path file, Map<String, String> changes) throws IOException {
    return Files.writeString(file, changed(Job.JOURNEY.template(), changes));
  }

  /** The text with other values for these keys; those that it lacks come last. */
  static String changed(String template, Map<String, String> changes) {
    Map<String, String> left = new LinkedHashMap<>(changes);
    List<String> lines = new ArrayList<>();
    template
        .lines()
        .forEach(
            line -> {
              String key = line.substring(0, Math.max(0, line.indexOf(':')));
              String value = left.remove(key);
              lines.add(value == null ? line : key + ": " + value);
            });
    left.forEach((key, value) -> lines.add(key + ": " + value));
    return String.join("\n", lines) + "\n";
  }

  /** What a bench of one machine adds: memory, and places under {@code work}. */
  public static Map<String, String> local(Path work) {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString());
    changes.put("state.backend.rocksdb.localdir", work.resolve("state").toString());
    changes.put("io.tmp.dirs", work.toString());
    changes.put("taskmanager.memory.managed.size", "1g");
    changes.put("taskmanager.memory.network.min", "64m");
    changes.put("taskmanager.memory.network.max", "64m");
    changes.put("restart-strategy.type", "none");
    return changes;
  }
}
