package io.waymark.app.format.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MappingLoaderTest {
  private static final String SOUND =
      "event_id: id\nevent_type: type\nevent_time: at\ncustomer_id: user\n";

  @Test
  void allThatIsWrongIsToldAtOnceWithItsPlace() {
    assertThat(
            problems(
                """
                format: xml
                each: events[
                when: {field: kind}
                event_id: {feild: id}
                event_type: {field: action, otherwise: snake}
                event_time: {field: at, format: "uuuu-MM-dd HH:mm"}
                attributes: {value: {field: total, type: money}, n: {const: [1]}}
                """))
        .isEqualTo(
            """
            m.yaml:1:1: error: mapping: "customer_id" and "anonymous_id" are both missing; expected one
            m.yaml:1:9: error: format: a mapping is for json, got "xml"
            m.yaml:2:7: error: each: expected a path such as basket.lines[0].sku, /basket/lines/0/sku \
            or, from the record, $.sent.at, got "events["
            m.yaml:3:7: error: when: "in" is missing; expected a list of values
            m.yaml:4:11: error: event_id: "field" is missing; expected a path such as \
            basket.lines[0].sku, /basket/lines/0/sku or, from the record, $.sent.at
            m.yaml:4:12: error: event_id: unknown key "feild"; did you mean "field"?
            m.yaml:5:40: error: event_type: otherwise: unknown value "snake"; expected one of keep, \
            snake_case, drop
            m.yaml:6:33: error: event_time: format: expected epoch_seconds, epoch_millis, \
            epoch_micros, rfc3339, or a pattern with date and time such as "dd/MM/uuuu HH:mm:ss" and \
            the zone, got "uuuu-MM-dd HH:mm"
            m.yaml:7:42: error: attributes: value: type: unknown value "money"; expected one of \
            string, long, double, boolean
            m.yaml:7:61: error: attributes: n: const: expected a single value, got a list""");
  }

  @Test
  void whatIsNoMappingIsToldToo() {
    assertThat(problems("")).isEqualTo("m.yaml:1:1: error: an empty file");
    assertThat(problems("- a"))
        .startsWith("m.yaml:1:1: error: mapping: expected a map with format");
    assertThat(problems("a: [")).startsWith("m.yaml:");
    assertThat(problems(SOUND + "---\n" + SOUND)).contains("more than one document");
    assertThat(problems(SOUND + "channel: &a web\ntouchpoint: *a\n")).contains("anchors");
    assertThat(problems(SOUND + "channel: web\nchannel: app\n"))
        .isEqualTo("m.yaml:6:1: error: mapping: \"channel\" is given twice, first on line 5");
  }

  @Test
  void aZoneBelongsToAPatternThatHasNone() {
    String time = SOUND.replace("event_time: at", "event_time: {field: at, %s}");

    assertThat(problems(time.formatted("format: epoch_millis, zone: UTC")))
        .isEqualTo("m.yaml:3:53: error: event_time: zone: only a pattern may leave the zone out");
    assertThat(problems(time.formatted("format: 'uuuu-MM-dd HH:mm:ss', zone: Bangkok")))
        .contains("expected a zone such as Asia/Bangkok, got \"Bangkok\"");
    assertThat(problems(time.formatted("format: 'uuuu-MM-dd', zone: UTC")))
        .contains("a pattern with date and time");
    assertThat(problems(time.formatted("format: 'uuuu-MM-dd HH:mm:ss', zone: UTC"))).isEmpty();
  }

  @Test
  void theTrapsOfYamlAreNamed() {
    assertThat(problems(SOUND + "channel: {const: on}\n"))
        .contains("YAML reads an unquoted on as true or false; quote it");
    assertThat(problems(SOUND.replace("id: id", "id: 7")))
        .contains("YAML reads an unquoted 7 as a number; quote it");
  }

  private static String problems(String text) {
    try {
      MappingLoader.load("m.yaml", text);
      return "";
    } catch (InvalidMapping e) {
      assertThat(e.problems()).isNotEmpty();
      return e.getMessage();
    }
  }
}
