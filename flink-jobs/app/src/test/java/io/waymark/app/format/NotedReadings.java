package io.waymark.app.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Notes what a format tells: a line each, which is the event in JSON, {@code filtered}, or {@code
 * refused} with reason and detail.
 */
public class NotedReadings implements Readings {
  private final JsonRecordWriter json = new JsonRecordWriter();
  private final List<Event> events = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<byte[]> refusedBytes = new ArrayList<>();

  /** What the format makes of a line of a file. */
  public static NotedReadings of(RecordFormat format, String line) {
    return of(format, SourceRecord.line(line.getBytes(UTF_8)));
  }

  public static NotedReadings of(RecordFormat format, SourceRecord record) {
    var noted = new NotedReadings();
    format.read(record, noted);
    return noted;
  }

  /** A record of a topic. */
  public static SourceRecord record(byte[] value, Map<String, byte[]> headers, long appended) {
    return new SourceRecord(null, value, headers, appended);
  }

  @Override
  public void event(Event event) {
    events.add(event);
    lines.add(new String(json.interaction(event), UTF_8));
  }

  @Override
  public void event(PeekedInteraction event) {
    event(new InteractionCodec().decodeBody(event.body()));
  }

  @Override
  public void filtered() {
    lines.add("filtered");
  }

  @Override
  public void refused(UndecodableException why, byte[] value) {
    refusedBytes.add(value);
    lines.add("refused " + why.reason().code() + ": " + why.detail());
  }

  public List<String> lines() {
    return lines;
  }

  public List<Event> events() {
    return events;
  }

  /** The bytes that were given back with each refusal. */
  public List<byte[]> refusedBytes() {
    return refusedBytes;
  }

  /** The one event that was told, and nothing else. */
  public Event event() {
    if (events.size() != 1 || lines.size() != 1) {
      throw new AssertionError("expected one event: " + lines);
    }
    return events.get(0);
  }

  /** The one thing that was told. */
  public String line() {
    if (lines.size() != 1) {
      throw new AssertionError("expected one thing: " + lines);
    }
    return lines.get(0);
  }
}
