package io.waymark.app.demo;

import io.waymark.app.backtest.EventFile;
import io.waymark.app.format.JsonLines;
import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.app.format.WaymarkFormat;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What the lines of a file tell, in turn; what is no interaction is left out. */
final class LogRecords implements Closeable {
  private final JsonLines lines;
  private final RecordFormat format;
  private final InteractionCodec codec = new InteractionCodec();
  private final List<Told> told = new ArrayList<>();

  private LogRecords(JsonLines lines, RecordFormat format) {
    this.lines = lines;
    this.format = format;
  }

  static LogRecords open(EventFile file) throws IOException {
    InputStream in = Files.newInputStream(file.path());
    try {
      return new LogRecords(
          new JsonLines(
              file.name().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in,
              WaymarkFormat.DEFAULT_MAX_BYTES),
          file.format().open(WaymarkFormat.DEFAULT_MAX_BYTES));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * An event, or what could not be read as one.
   *
   * @param unreadable the bytes, of no event
   */
  record Told(@Nullable Event event, byte[] unreadable) {
    private long time() {
      return event == null ? Long.MIN_VALUE : event.time();
    }
  }

  /** The next thing, those of one line in order of time; null at the end. */
  @Nullable Told next() throws IOException {
    while (told.isEmpty()) {
      byte[] line = lines.next();
      if (line == null) {
        return null;
      }
      format.read(SourceRecord.line(line), new Line());
      told.sort(Comparator.comparingLong(Told::time));
    }
    return told.remove(0);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private final class Line implements Readings {
    @Override
    public void event(Event event) {
      told.add(new Told(event, new byte[0]));
    }

    @Override
    public void event(PeekedInteraction event) {
      event(codec.decodeBody(event.body()));
    }

    @Override
    public void filtered() {
      // Nothing to see.
    }

    @Override
    public void refused(UndecodableException why, byte @Nullable [] value) {
      told.add(new Told(null, value == null ? new byte[0] : value));
    }
  }
}
