package io.waymark.app.job;

import io.waymark.catalogue.Problem;
import io.waymark.catalogue.SettingsDocuments;
import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.pipeline.anomaly.SettingsSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * What a configuration's file says of anomalies: read where the job is started, understood in each
 * of its tasks.
 *
 * @param name of the file, in messages
 */
public record AnomaliesFile(String name, String text) implements SettingsSource {
  private static final long serialVersionUID = 1L;

  /** What holds if no file is named. */
  public static final AnomaliesFile SHIPPED =
      new AnomaliesFile("shipped", SettingsDocuments.ANOMALIES.shippedText());

  /** What is wrong with it, if there is one. */
  static List<String> problems(Configuration config) {
    Optional<String> file = config.getOptional(WaymarkOptions.ANOMALIES);
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      return SettingsDocuments.ANOMALIES.load(Path.of(file.get())).problems().stream()
          .map(Problem::toString)
          .toList();
    } catch (IOException | InvalidPathException e) {
      return List.of(
          "%s: \"%s\" cannot be read".formatted(WaymarkOptions.ANOMALIES.key(), file.get()));
    }
  }

  /** The file, which has no problems; what is shipped if none is named. */
  static AnomaliesFile read(Configuration config) {
    Optional<String> file = config.getOptional(WaymarkOptions.ANOMALIES);
    if (file.isEmpty()) {
      return SHIPPED;
    }
    try {
      return new AnomaliesFile(
          file.get(), Files.readString(Path.of(file.get()), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(file.get() + " is gone since it was checked", e);
    }
  }

  @Override
  public AnomalySettings load() {
    return Objects.requireNonNull(SettingsDocuments.ANOMALIES.load(name, text).settings());
  }
}
