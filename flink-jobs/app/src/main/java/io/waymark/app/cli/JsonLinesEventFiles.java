package io.waymark.app.cli;

import io.waymark.app.format.JsonRecordWriter;
import io.waymark.domain.event.Event;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of interactions in Waymark's own JSON, one a line. */
public final class JsonLinesEventFiles implements EventFiles {
  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public Sink create(Path file) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    JsonRecordWriter json = new JsonRecordWriter();
    return new Sink() {
      @Override
      public void write(Event event) throws IOException {
        out.write(json.interaction(event));
        out.write('\n');
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
