package io.waymark.app.job;

import io.waymark.app.delivery.HttpSenders;
import io.waymark.app.delivery.config.InvalidDestinations;
import io.waymark.catalogue.Problem;
import io.waymark.pipeline.delivery.Senders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The destinations that a configuration names. Their file travels with the job. */
final class NamedDestinations {
  private NamedDestinations() {}

  /**
   * What is wrong with them; nothing if they can be told.
   *
   * @param file null if none is named
   */
  static List<String> problems(@Nullable String file) {
    String key = WaymarkOptions.DESTINATIONS.key();
    if (file == null) {
      return List.of(key + " is missing: say whom to tell, in a file of destinations");
    }
    try {
      load(file);
      return List.of();
    } catch (InvalidDestinations e) {
      return e.problems().stream().map(Problem::toString).toList();
    } catch (IOException | InvalidPathException e) {
      return List.of("%s: \"%s\" cannot be read".formatted(key, file));
    }
  }

  /** Them; they have no problems. */
  static Senders senders(@Nullable String file) {
    if (file == null) {
      throw new IllegalStateException("nobody is to be told");
    }
    try {
      return load(file);
    } catch (InvalidDestinations | IOException e) {
      throw new IllegalStateException(file + " has changed since it was checked", e);
    }
  }

  private static HttpSenders load(String file) throws InvalidDestinations, IOException {
    return new HttpSenders(file, Files.readString(Path.of(file)));
  }
}
