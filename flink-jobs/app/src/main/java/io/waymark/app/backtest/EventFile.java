package io.waymark.app.backtest;

import io.waymark.app.format.Format;
import io.waymark.app.format.NamedFormat;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * A file of events, one record a line, plain or {@code .gz}.
 *
 * @param name where it is
 */
public record EventFile(String name, Format format) implements Serializable {

  public static EventFile of(Path path, Format format) {
    return new EventFile(path.toString(), format);
  }

  /** A file in Waymark's own format. */
  public static EventFile of(Path path) {
    return of(path, NamedFormat.WAYMARK);
  }

  public Path path() {
    return Path.of(name);
  }

  EventFile absolute() {
    return of(path().toAbsolutePath(), format);
  }
}
