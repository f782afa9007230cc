package io.waymark.app.format.snowplow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.CountedReadings;
import io.waymark.app.format.JsonMutations;
import io.waymark.app.format.SourceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to real records, each ends as its events, filtered or refused. */
class SnowplowFuzzProperties {
  private static final List<String> RECORDS = records();

  private final SnowplowFormat format = new SnowplowFormat();

  @Property(tries = 4000)
  void aRecordWithChangedColumnsIsStillReadOnce(
      @ForAll("rows") String row, @ForAll("changes") List<Change> changes) {
    String[] columns = row.split("\t", -1);
    for (Change change : changes) {
      columns[change.column().ordinal()] = change.value();
    }
    readOnce(String.join("\t", columns).getBytes(UTF_8));
  }

  @Property(tries = 4000)
  void aRecordWithChangedJsonIsStillReadOnce(
      @ForAll("rows") String row, @ForAll("json") Column column, @ForAll long seed) {
    String[] columns = row.split("\t", -1);
    String json = columns[column.ordinal()];
    columns[column.ordinal()] = JsonMutations.of(json.isEmpty() ? "{}" : json, seed);
    readOnce(String.join("\t", columns).getBytes(UTF_8));
  }

  @Property(tries = 2000)
  void brokenBytesAreStillReadOnce(
      @ForAll("rows") String row, @ForAll int cut, @ForAll int place, @ForAll byte value) {
    byte[] bytes = row.getBytes(UTF_8);
    bytes[Math.floorMod(place, bytes.length)] = value;
    readOnce(bytes);
    readOnce(Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length)));
  }

  private void readOnce(byte[] bytes) {
    CountedReadings readings = new CountedReadings();
    format.read(SourceRecord.line(bytes), readings);
    assertThat(readings.outcomes()).isEqualTo(1);
    assertThat(readings.implied).isLessThanOrEqualTo(readings.events - readings.implied);
  }

  private record Change(Column column, String value) {}

  @Provide
  Arbitrary<String> rows() {
    return Arbitraries.of(RECORDS);
  }

  @Provide
  Arbitrary<Column> json() {
    return Arbitraries.of(Column.CONTEXTS, Column.UNSTRUCT_EVENT, Column.DERIVED_CONTEXTS);
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                "\t",
                " ",
                "null",
                "NaN",
                "1e999",
                "-0",
                "9".repeat(400),
                "unstruct",
                "struct",
                "{}",
                "[]",
                "{\"data\":{\"data\":1}}",
                "2026-13-45 99:00:00",
                "anon:x",
                "\u0000"),
            Arbitraries.strings().ofMaxLength(20));
    return Arbitraries.of(Column.class)
        .flatMap(column -> values.map(value -> new Change(column, value)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static List<String> records() {
    String name = "/snowplow/trackers.tsv";
    try (InputStream in = SnowplowFuzzProperties.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
