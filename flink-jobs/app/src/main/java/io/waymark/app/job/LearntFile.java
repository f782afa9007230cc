package io.waymark.app.job;

import io.waymark.app.learnt.LearntPlacesFile;
import io.waymark.pipeline.anomaly.LearntSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/** The file of a configuration that says what was learnt of places before. */
final class LearntFile {
  private LearntFile() {}

  /**
   * What is wrong with it, if there is one; a file that is not of this machine is not looked at.
   */
  static List<String> problems(Configuration config) {
    Optional<String> file = config.getOptional(WaymarkOptions.ANOMALIES_HISTORY);
    if (file.isEmpty() || file.get().contains("://") || !AnomaliesFile.problems(config).isEmpty()) {
      return List.of();
    }
    String key = WaymarkOptions.ANOMALIES_HISTORY.key();
    try {
      if (!Files.isRegularFile(Path.of(file.get()))) {
        return List.of("%s: there is no file \"%s\"".formatted(key, file.get()));
      }
      new LearntPlacesFile(file.get()).open(AnomaliesFile.read(config).load().calendar()).close();
      return List.of();
    } catch (IOException | InvalidPathException e) {
      return List.of(key + ": " + Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }

  static LearntSource read(Configuration config) {
    return config
        .getOptional(WaymarkOptions.ANOMALIES_HISTORY)
        .<LearntSource>map(LearntPlacesFile::new)
        .orElse(LearntSource.NONE);
  }
}
