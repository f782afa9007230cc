package io.waymark.app.backtest;

import io.waymark.app.backtest.EventLog.Head;
import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.Filtered;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.Origin;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes events and dead letters of the lines of files. Serves one thread. */
final class RecordReader {
  private final List<EventFile> files;
  private final List<RecordFormat> formats;
  private final InteractionCodec codec = new InteractionCodec();

  RecordReader(List<EventFile> files, int largestRecord) {
    this.files = files;
    this.formats = files.stream().map(file -> file.format().open(largestRecord)).toList();
  }

  /**
   * Reads a line, which tells one thing at least. Of several those that are no event come first,
   * then the events in order of time.
   *
   * @param file its number among the files, from 0 on
   * @param number of the line in the file, from 1 on
   */
  List<Head> read(int file, long number, byte[] line) {
    Heads heads = new Heads(file, number);
    formats.get(file).read(SourceRecord.line(line), heads);
    if (heads.read.isEmpty()) {
      heads.filtered();
    }
    if (heads.read.size() > 1) {
      heads.read.sort(Comparator.comparingLong(Head::time));
    }
    return heads.read;
  }

  /** What one line tells. */
  private final class Heads implements Readings {
    private final List<Head> read = new ArrayList<>(1);
    private final int file;
    private final long number;
    private final long origin;

    Heads(int file, long number) {
      this.file = file;
      this.number = number;
      this.origin = Origin.of(files.get(file).name(), file);
    }

    @Override
    public void event(Event event) {
      event(codec.peek(event));
    }

    @Override
    public void event(PeekedInteraction event) {
      byte flags = Envelope.flags(event, false);
      add(new Envelope(event.customer(), event.eventTime(), event.body(), origin, flags));
    }

    @Override
    public void filtered() {
      add(new Filtered(origin));
    }

    @Override
    public void refused(UndecodableException why, byte @Nullable [] value) {
      add(
          new DeadLetter(
              files.get(file).name(), file, number, null, why.reason(), why.detail(), null, value));
    }

    private void add(Arrival arrival) {
      read.add(new Head(file, arrival));
    }
  }
}
