package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;

/** What holds of every format, whatever it is given. */
public final class ReadingsCheck {
  private ReadingsCheck() {}

  /** As many readings as things, and each event one that every format of ours can carry. */
  public static void check(NotedReadings noted, int things) throws Exception {
    assertThat(noted.lines()).hasSize(things);
    InteractionCodec avro = new InteractionCodec();
    WaymarkFormat json = new WaymarkFormat(WaymarkFormat.DEFAULT_MAX_BYTES);
    JsonRecordWriter writer = new JsonRecordWriter();
    for (Event event : noted.events()) {
      assertThat(avro.decode(avro.encode(event))).isEqualTo(event);
      assertThat(json.read(writer.interaction(event))).isEqualTo(event);
    }
  }
}
