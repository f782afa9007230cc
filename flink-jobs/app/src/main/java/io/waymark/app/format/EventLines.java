package io.waymark.app.format;

import io.waymark.domain.event.Event;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Interactions in Waymark's own JSON, one a line, that are being written. */
public final class EventLines implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final JsonRecordWriter json = new JsonRecordWriter();
  private final OutputStream out;

  private EventLines(OutputStream out) {
    this.out = out;
  }

  /** Creates the file, or empties it if it exists. */
  public static EventLines create(Path file) throws IOException {
    return to(Files.newOutputStream(file));
  }

  /** Writes to something open, which {@link #close} closes. */
  public static EventLines to(OutputStream out) {
    return new EventLines(new BufferedOutputStream(out, BUFFER_BYTES));
  }

  public void write(Event event) throws IOException {
    out.write(json.interaction(event));
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
