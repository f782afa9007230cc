package io.waymark.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.avro.Interaction;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.event.AnyEvent;
import io.waymark.domain.event.Event;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class InteractionCodecProperties {
  private final InteractionCodec codec = new InteractionCodec();
  private final RecordReader<Interaction> avroReads =
      new RecordReader<>(Subject.INTERACTION.byFingerprint(), Subject.INTERACTION.current());
  private final RecordWriter<Interaction> avroWrites = new RecordWriter<>(Subject.INTERACTION);

  @Property
  void whatIsWrittenIsReadBack(@ForAll("events") Event event) throws Exception {
    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
    assertThat(codec.decodeBody(codec.encodeBody(event))).isEqualTo(event);
  }

  @Property
  void avroReadsWhatTheCodecWrites(@ForAll("events") Event event) throws Exception {
    Interaction record = avroReads.read(codec.encode(event));

    assertThat(InteractionRecord.toEvent(record)).isEqualTo(event);
  }

  @Property
  void theCodecReadsWhatAvroWrites(@ForAll("events") Event event) throws Exception {
    Interaction record = avroReads.read(codec.encode(event));

    assertThat(codec.decode(avroWrites.write(record))).isEqualTo(event);
  }

  @Property
  void aPeekSeesWhatTheEventSays(@ForAll("events") Event event) throws Exception {
    for (PeekedInteraction peeked : List.of(codec.peek(codec.encode(event)), codec.peek(event))) {
      assertThat(peeked.eventId()).isEqualTo(event.id());
      assertThat(peeked.eventTime()).isEqualTo(event.time());
      assertThat(peeked.customer()).isEqualTo(event.customer());
      assertThat(peeked.identified()).isEqualTo(event.customerId() != null);
      assertThat(codec.decodeBody(peeked.body())).isEqualTo(event);
    }
  }

  @Property(tries = 200)
  void everyTruncationIsRefused(@ForAll("events") Event event) {
    byte[] message = codec.encode(event);
    for (int length = 0; length < message.length; length++) {
      byte[] cut = Arrays.copyOf(message, length);
      assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(UndecodableException.class);
      assertThatThrownBy(() -> codec.peek(cut)).isInstanceOf(UndecodableException.class);
    }
  }

  @Property(tries = 5000)
  void brokenBytesAreRefusedOrReadAlikeByAllReaders(
      @ForAll("events") Event event,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 100_000) Integer> places,
      @ForAll byte value) {
    byte[] message = codec.encode(event);
    for (int place : places) {
      message[SingleObject.HEADER_BYTES + place % (message.length - SingleObject.HEADER_BYTES)] =
          value;
    }

    Object decoded = outcome(() -> codec.decode(message));
    Object peeked = outcome(() -> codec.decodeBody(codec.peek(message).body()));
    Object resolved = outcome(() -> InteractionRecord.toEvent(avroReads.read(message)));

    assertThat(peeked).isEqualTo(decoded);
    assertThat(resolved).isEqualTo(decoded);
  }

  @Property(tries = 5000)
  void noiseIsRefusedOrReadAlikeByAllReaders(@ForAll byte[] noise) {
    byte[] message = Arrays.copyOf(codec.encode(SOME), SingleObject.HEADER_BYTES + noise.length);
    System.arraycopy(noise, 0, message, SingleObject.HEADER_BYTES, noise.length);

    Object decoded = outcome(() -> codec.decode(message));

    assertThat(outcome(() -> codec.decodeBody(codec.peek(message).body()))).isEqualTo(decoded);
    assertThat(outcome(() -> InteractionRecord.toEvent(avroReads.read(message))))
        .isEqualTo(decoded);
  }

  private static final Event SOME =
      new Event("e", "t", Admission.EARLIEST, "c", null, null, null, null, Map.of());

  private interface Reading {
    Event read() throws UndecodableException;
  }

  /** The event or the reason; any other exception breaks the test. */
  private static Object outcome(Reading reading) {
    try {
      return reading.read();
    } catch (UndecodableException e) {
      return e.reason();
    }
  }

  @Provide
  Arbitrary<Event> events() {
    return AnyEvent.event();
  }
}
