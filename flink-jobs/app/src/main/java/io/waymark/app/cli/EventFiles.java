package io.waymark.app.cli;

import io.waymark.domain.event.Event;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Creates files of events in some format. */
@FunctionalInterface
public interface EventFiles {

  /** Creates the file, or empties it if it exists. */
  Sink create(Path file) throws IOException;

  /** A file that events are being written to. */
  interface Sink extends Closeable {
    void write(Event event) throws IOException;
  }
}
