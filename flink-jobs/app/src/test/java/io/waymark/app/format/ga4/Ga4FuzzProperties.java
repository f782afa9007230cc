package io.waymark.app.format.ga4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.format.CountedReadings;
import io.waymark.app.format.JsonMutations;
import io.waymark.app.format.SourceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to sound records, each thing they tell ends as exactly one reading. */
class Ga4FuzzProperties {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> RECORDS = records();

  private final Ga4Format format = new Ga4Format();

  @Property(tries = 6000)
  void eachThingOfAChangedRecordIsReadOnce(@ForAll("anyRecord") String record, @ForAll long seed)
      throws IOException {
    String changed = JsonMutations.of(record, seed);

    assertThat(read(changed.getBytes(UTF_8))).isEqualTo(things(JSON.readTree(changed)));
  }

  @Property(tries = 2000)
  void brokenBytesNeverThrowAndAreNeverLost(
      @ForAll("anyRecord") String record, @ForAll int cut, @ForAll int place, @ForAll byte value) {
    byte[] bytes = record.getBytes(UTF_8);
    bytes[Math.floorMod(place, bytes.length)] = value;

    assertThat(read(bytes)).isPositive();
    assertThat(read(Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length)))).isEqualTo(1);
  }

  private int read(byte[] bytes) {
    CountedReadings readings = new CountedReadings();
    format.read(SourceRecord.line(bytes), readings);
    return readings.things() - readings.implied;
  }

  private static int things(JsonNode record) {
    boolean payload = !record.has("event_name") && record.path("events").isArray();
    return payload ? Math.max(1, record.get("events").size()) : 1;
  }

  @Provide
  Arbitrary<String> anyRecord() {
    return Arbitraries.of(RECORDS);
  }

  private static List<String> records() {
    List<String> records = new ArrayList<>();
    for (String name : List.of("export", "payloads", "client")) {
      try (InputStream in =
          Ga4FuzzProperties.class.getResourceAsStream("/ga4/" + name + ".jsonl")) {
        new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().forEach(records::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return records;
  }
}
