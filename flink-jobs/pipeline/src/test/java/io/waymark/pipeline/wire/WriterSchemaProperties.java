package io.waymark.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.event.AnyEvent;
import io.waymark.domain.event.Event;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WriterSchemaProperties {
  private static final String OURS = Subject.INTERACTION.current().toString();

  private final InteractionCodec codec = new InteractionCodec();

  @Property
  void whatIsWrittenWithOurSchemaIsReadBack(@ForAll("events") Event event) throws Exception {
    byte[] body = codec.encodeBody(event);

    assertThat(WriterSchema.parse(OURS).read(body, 0)).isEqualTo(codec.decodeBody(body));
  }

  @Property(tries = 3000)
  void brokenBodiesEndInAnEventOrARefusal(
      @ForAll("events") Event event,
      @ForAll("schemas") String schema,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 100_000) Integer> places,
      @ForAll byte value)
      throws Exception {
    byte[] body = codec.encodeBody(event);
    for (int place : places) {
      body[place % body.length] = value;
    }
    outcome(WriterSchema.parse(schema), body);
    outcome(WriterSchema.parse(schema), Arrays.copyOf(body, body.length / 2));
  }

  /** Any exception but a refusal breaks the test; what is readable has to survive a round trip. */
  private void outcome(WriterSchema schema, byte[] body) {
    try {
      Event event = schema.read(body, 0);
      assertThat(codec.decodeBody(codec.encodeBody(event))).isEqualTo(event);
    } catch (UndecodableException e) {
      assertThat(e.detail()).isNotBlank();
    }
  }

  /** Our own schema with types that are laid out alike, and some that are not. */
  @Provide
  Arbitrary<String> schemas() {
    return Arbitraries.of(
        OURS,
        OURS.replace("\"name\":\"Interaction\"", "\"name\":\"Click\""),
        OURS.replace("\"double\"", "\"float\""),
        OURS.replace("\"long\"", "\"int\""),
        OURS.replace("\"name\":\"touchpoint\"", "\"name\":\"place\""),
        OURS.replace("timestamp-millis", "timestamp-micros"),
        OURS.replace(
            "\"name\":\"event_id\",\"type\":{\"type\":\"string\"",
            "\"name\":\"event_id\",\"type\":{\"type\":\"bytes\""));
  }

  @Provide
  Arbitrary<Event> events() {
    return AnyEvent.event();
  }
}
