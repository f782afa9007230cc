package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.AnyEvent;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class JsonInteractionProperties {
  private final JsonRecordWriter writer = new JsonRecordWriter();
  private final WaymarkFormat format = new WaymarkFormat(WaymarkFormat.DEFAULT_MAX_BYTES);
  private final InteractionCodec avro = new InteractionCodec();

  @Property
  void whatIsWrittenIsReadBack(@ForAll("events") Event event) throws Exception {
    assertThat(format.read(writer.interaction(event))).isEqualTo(event);
  }

  @Property
  void jsonAndAvroSayTheSame(@ForAll("events") Event event) throws Exception {
    byte[] body = format.peek(writer.interaction(event)).body();

    assertThat(body).isEqualTo(format.peek(avro.encode(event)).body());
    assertThat(avro.decodeBody(body)).isEqualTo(event);
  }

  @Property(tries = 200)
  void everyTruncationIsRefused(@ForAll("events") Event event) {
    byte[] line = writer.interaction(event);
    for (int length = 0; length < line.length; length++) {
      assertThat(readable(Arrays.copyOf(line, length))).isFalse();
    }
  }

  @Property(tries = 5000)
  void brokenBytesNeverEndInAnythingButARefusal(
      @ForAll("events") Event event,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 100_000) Integer> places,
      @ForAll byte value) {
    byte[] line = writer.interaction(event);
    for (int place : places) {
      line[place % line.length] = value;
    }
    readable(line);
  }

  /** Any exception but a refusal breaks the test; what is readable has to survive a round trip. */
  private boolean readable(byte[] line) {
    try {
      Event event = format.read(line);
      assertThat(avro.decode(avro.encode(event))).isEqualTo(event);
      return true;
    } catch (UndecodableException e) {
      assertThat(e.detail()).isNotBlank();
      return false;
    }
  }

  @Provide
  Arbitrary<Event> events() {
    return AnyEvent.event();
  }
}
