package io.waymark.app.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What records were found to tell, one line a thing: an event is a line of Waymark's own JSON. */
public final class ReadingLines implements Readings {
  public final List<String> lines = new ArrayList<>();
  public final List<Event> events = new ArrayList<>();

  /** The bytes of what was refused. */
  public final List<byte @Nullable []> refused = new ArrayList<>();

  private final JsonRecordWriter json = new JsonRecordWriter();

  /** Reads records by themselves, as a job does. */
  public static ReadingLines of(RecordFormat format, String... records) {
    ReadingLines readings = new ReadingLines();
    for (String record : records) {
      format.read(SourceRecord.line(record.getBytes(UTF_8)), readings);
    }
    return readings;
  }

  @Override
  public void event(Event event) {
    events.add(event);
    lines.add(new String(json.interaction(event), UTF_8));
  }

  @Override
  public void event(PeekedInteraction event) {
    throw new AssertionError("a foreign format has nothing to peek at");
  }

  @Override
  public void filtered() {
    lines.add("filtered");
  }

  @Override
  public void refused(UndecodableException why, byte @Nullable [] value) {
    refused.add(value);
    lines.add("refused, " + why.reason().code() + ": " + why.detail());
  }
}
