package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what became of one record, and holds each event against what the wire can carry. */
public final class CountedReadings implements Readings {
  public int events;
  public int filtered;
  public int refused;

  /** Of the events, those that say only whose the device of the next one is. */
  public int implied;

  private final InteractionCodec avro = new InteractionCodec();
  private final Set<String> ids = new HashSet<>();

  /** Events of one record count as one outcome. */
  public int outcomes() {
    return (events > 0 ? 1 : 0) + filtered + refused;
  }

  /** Each thing a record tells of counts. */
  public int things() {
    return events + filtered + refused;
  }

  @Override
  public void event(Event event) {
    events++;
    if (event.id().startsWith("#identify.")) {
      implied++;
      assertThat(event.customerId()).isNotNull();
      assertThat(event.anonymousId()).isNotNull();
    }
    assertThat(ids.add(event.id())).as("an id of its own: " + event.id()).isTrue();
    try {
      assertThat(avro.decode(avro.encode(event))).isEqualTo(event);
    } catch (UndecodableException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void event(PeekedInteraction event) {
    throw new AssertionError("a foreign format has nothing to peek at");
  }

  @Override
  public void filtered() {
    filtered++;
  }

  @Override
  public void refused(UndecodableException why, byte @Nullable [] value) {
    refused++;
    assertThat(why.detail()).isNotBlank();
  }
}
