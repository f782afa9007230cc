package io.waymark.app.demo;

import io.waymark.app.format.JsonLines;
import io.waymark.app.format.WaymarkFormat;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file of recorded events that can be replayed.
 *
 * @param file JSON Lines, plain or {@code .gz}
 * @param events how many of its lines can be read
 * @param first time of the earliest of them
 * @param last time of the latest
 */
record EventLog(Path file, long events, long first, long last) {

  /**
   * Reads the file once to learn what time it covers.
   *
   * @throws DemoFailed if it cannot be read or no event is in it
   */
  static EventLog scan(Path file) {
    long events = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    WaymarkFormat format = new WaymarkFormat(WaymarkFormat.DEFAULT_MAX_BYTES);
    try (JsonLines lines = open(file)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        try {
          Event event = format.read(line);
          events++;
          first = Math.min(first, event.time());
          last = Math.max(last, event.time());
        } catch (UndecodableException refused) {
          // The replay sends it on as it is: the job has to say what is wrong with it.
        }
      }
    } catch (IOException e) {
      throw new DemoFailed("cannot read " + file + ": " + e.getMessage(), e);
    }
    if (events == 0) {
      throw new DemoFailed("there is no event in " + file + ": one JSON object a line", null);
    }
    return new EventLog(file, events, first, last);
  }

  /** Milliseconds from the first event to the last. */
  long span() {
    return last - first;
  }

  JsonLines open() throws IOException {
    return open(file);
  }

  private static JsonLines open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return new JsonLines(
          file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in,
          WaymarkFormat.DEFAULT_MAX_BYTES);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
