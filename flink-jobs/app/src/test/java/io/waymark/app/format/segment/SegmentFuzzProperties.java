package io.waymark.app.format.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.format.JsonMutations;
import io.waymark.app.format.ReadingLines;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to sound messages, each ends as its events, filtered or refused. */
class SegmentFuzzProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SegmentFormat format = new SegmentFormat();
  private final InteractionCodec avro = new InteractionCodec();

  @Property(tries = 4000)
  void changedMessagesAreStillReadOnce(@ForAll("bodies") String body, @ForAll long seed)
      throws Exception {
    readOnce(JsonMutations.of(body, seed));
  }

  @Property(tries = 2000)
  void brokenBytesAreStillReadOnce(
      @ForAll("bodies") String body, @ForAll int cut, @ForAll int place, @ForAll byte value)
      throws Exception {
    byte[] bytes = body.getBytes(UTF_8);
    bytes[Math.floorMod(place, bytes.length)] = value;
    assertThat(read(bytes).lines).isNotEmpty();
    assertThat(read(Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length))).lines).hasSize(1);
  }

  /** What could not be read of a batch is refused again when it comes by itself. */
  @Property(tries = 1000)
  void refusedPartsCanBeReadByThemselves(@ForAll("bodies") String body, @ForAll long seed) {
    for (byte[] part : read(JsonMutations.of(body, seed).getBytes(UTF_8)).refused) {
      assertThat(read(part).refused).hasSize(1);
    }
  }

  private void readOnce(String body) throws Exception {
    ReadingLines readings = read(body.getBytes(UTF_8));
    JsonNode tree = JSON.readTree(body);
    JsonNode batch = tree.path("batch");
    int messages = batch.isArray() ? Math.max(1, batch.size()) : 1;
    // Who somebody is and what is known of them are two events.
    long identified =
        readings.events.stream().filter(event -> event.id().endsWith(":profile")).count();
    assertThat(readings.lines.size()).isBetween(messages, messages + (int) identified);
    for (Event event : readings.events) {
      assertThat(avro.decode(avro.encode(event))).isEqualTo(event);
    }
  }

  private ReadingLines read(byte[] bytes) {
    ReadingLines readings = new ReadingLines();
    format.read(SourceRecord.line(bytes), readings);
    return readings;
  }

  @Provide
  Arbitrary<String> bodies() throws IOException {
    List<String> bodies = new ArrayList<>();
    for (String name :
        List.of("analytics-node", "analytics-next", "rudder-sdk-node", "semantic", "delivered")) {
      bodies.addAll(SegmentGoldenTest.lines(name + ".jsonl"));
    }
    return Arbitraries.of(bodies);
  }
}
