package io.waymark.app.format.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.GoldenFiles;
import io.waymark.app.format.NotedReadings;
import io.waymark.domain.event.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedJsonFormatTest {
  private static final long T = 1_772_532_000_000L;

  @Test
  void theExamplesBytesBecomeExactlyTheseEvents() throws Exception {
    for (Path record : GoldenFiles.of("json")) {
      MappedJsonFormat format = new MappedJsonFormat(example(record));

      assertThat(GoldenFiles.told(format, record)).isEqualTo(GoldenFiles.told(record));
    }
  }

  @Test
  void whatIsRefusedIsARecordThatCanBeReadByItself() throws Exception {
    Path record = GoldenFiles.of("json").get(0);
    MappedJsonFormat format = new MappedJsonFormat(example(record));
    byte[] refused = NotedReadings.of(format, GoldenFiles.record(record)).refusedBytes().get(0);

    String mended =
        new String(refused, UTF_8).replace("2026-03-03T17:00:03+07:00", "03/03/2026 17:00:03.000");

    Event event = NotedReadings.of(format, mended).event();
    assertThat(event.id()).isEqualTo("4");
    assertThat(event.customerId()).isEqualTo("7001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "epoch_seconds|1772532000",
        "epoch_seconds|'1772532000'",
        "epoch_seconds|1772532000.0009",
        "epoch_seconds|1.772532E9",
        "epoch_millis|1772532000000",
        "epoch_micros|1772532000000999",
        "rfc3339|'2026-03-03T17:00:00+07:00'",
        "uuuu-MM-dd HH:mm:ss X|'2026-03-03 17:00:00 +07'"
      })
  void timesAreReadAsTheyAreWritten(String format, String time) throws Exception {
    assertThat(timed(format, time).event().time()).isEqualTo(T);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "epoch_seconds|'2026-03-03T10:00:00Z'",
        "epoch_seconds|true",
        "epoch_seconds|1e400",
        "epoch_millis|99999999999999999999999",
        "rfc3339|1772532000",
        "uuuu-MM-dd HH:mm:ss X|'2026-13-03 17:00:00 +07'"
      })
  void andOthersAreRefused(String format, String time) throws Exception {
    assertThat(timed(format, time).line())
        .isEqualTo("refused no_time: ts is not written as the mapping says");
  }

  private static NotedReadings timed(String format, String time) throws Exception {
    String mapping =
        "{event_id: i, event_type: e, customer_id: c, event_time: {field: ts, format: '%s'}}";
    return read(mapping.formatted(format), "{'i':1,'e':'x','c':'c','ts':" + time + "}");
  }

  @Test
  void attributesAreMadeOfTheTypeThatIsAskedForOrLeftOut() throws Exception {
    String mapping =
        "{event_id: i, event_type: e, customer_id: c, event_time: ts, attributes: {"
            + "s: {field: s, type: string}, l: {field: l, type: long}, m: {field: m, type: long},"
            + "d: {field: d, type: double}, b: {field: b, type: boolean},"
            + "no: {field: s, type: double}, nul: {field: nul, type: long}, obj: obj}}";
    Event event =
        read(
                mapping,
                "{'i':1,'e':'x','c':'c','ts':'2026-03-03T10:00:00Z','s':12,'l':'34','m':5.0,"
                    + "'d':'1e3','b':'TRUE','nul':null,'obj':{'a':1}}")
            .event();

    assertThat(event.attribute("s")).isEqualTo("12");
    assertThat(event.attribute("l")).isEqualTo(34L);
    assertThat(event.attribute("m")).isEqualTo(5L);
    assertThat(event.attribute("d")).isEqualTo(1000.0);
    assertThat(event.attribute("b")).isEqualTo(true);
    assertThat(event.attribute("no")).isEqualTo(12.0);
    assertThat(event.has("nul")).isTrue();
    assertThat(event.has("obj")).isFalse();
  }

  @Test
  void typesThatAreNotInTheMapAreKeptMadeOrDropped() throws Exception {
    String mapping =
        "{event_id: i, customer_id: c, event_time: ts, event_type: {field: e, map: {A: b}%s}}";
    String record = "{'i':1,'c':'c','ts':'2026-03-03T10:00:00Z','e':'%s'}";

    assertThat(line(mapping.formatted(""), record.formatted("A"))).contains("\"b\"");
    assertThat(line(mapping.formatted(""), record.formatted("Any Thing"))).contains("Any Thing");
    assertThat(line(mapping.formatted(", otherwise: snake_case"), record.formatted("Any Thing")))
        .contains("any_thing");
    assertThat(line(mapping.formatted(", otherwise: drop"), record.formatted("Any Thing")))
        .isEqualTo("filtered");
  }

  @Test
  void theRecordMayBeTheList() throws Exception {
    String mapping = "{each: $, event_id: '$[0].i', event_type: e, customer_id: c, event_time: ts}";

    assertThat(
            read(mapping, "[{'i':'first','e':'x','c':'c','ts':'2026-03-03T10:00:00Z'}]")
                .event()
                .id())
        .isEqualTo("first");
    assertThat(line(mapping, "[]")).isEqualTo("filtered");
    assertThat(line(mapping, "{}")).isEqualTo("refused undecodable: JSON: $ is not a list");
  }

  private static JsonMapping example(Path record) throws Exception {
    return MappingLoader.load("shop.yaml", Files.readString(record.resolveSibling("shop.yaml")));
  }

  private static String line(String mapping, String record) throws Exception {
    return read(mapping, record).line();
  }

  private static NotedReadings read(String mapping, String record) throws Exception {
    MappedJsonFormat format = new MappedJsonFormat(MappingLoader.load("m.yaml", mapping));
    return NotedReadings.of(format, record.replace('\'', '"'));
  }
}
