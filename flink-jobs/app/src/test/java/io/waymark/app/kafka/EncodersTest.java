package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.DeadLetterCodec;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.RejectReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EncodersTest {

  @Test
  void aDeadLetterKeepsItsReasonItsCoordinatesAndItsBytes() throws Exception {
    byte[] key = {7};
    byte[] value = {1, 2, 3};
    DeadLetter letter =
        new DeadLetter("in", 2, 17, 1000L, RejectReason.OVERSIZE, "3 bytes", key, value);

    DeadLetter read = new DeadLetterCodec().decode(new DeadLetterEncoder().value(letter));

    assertThat(read.reason()).isEqualTo(RejectReason.OVERSIZE);
    assertThat(read.detail()).isEqualTo("3 bytes");
    assertThat(read.key()).isEqualTo(key);
    assertThat(read.value()).isEqualTo(value);
    assertThat(new DeadLetterEncoder().key(letter)).isEqualTo("in/2/17");
  }

  @Test
  void aLateEventIsTheInteractionItWas() throws Exception {
    Event event =
        new Event("e1", "page_view", 1_750_000_000_000L, "c", null, null, null, null, Map.of());
    byte[] body = new InteractionCodec().encodeBody(event);

    LateEncoder encoder = new LateEncoder();
    Envelope late = new Envelope("c", event.time(), body, 0, (byte) 0);

    assertThat(encoder.key(late)).isEqualTo("c");
    assertThat(new InteractionCodec().decode(encoder.value(late))).isEqualTo(event);
  }
}
