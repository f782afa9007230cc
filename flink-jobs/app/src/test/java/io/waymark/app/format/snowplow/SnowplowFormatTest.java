package io.waymark.app.format.snowplow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.ReadingLines;
import io.waymark.app.format.Rfc3339;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowplowFormatTest {
  private static final String CLIENT_SESSION = "com.snowplowanalytics.snowplow/client_session";
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  @Test
  void theColumnsOfTheEnvelopeBecomeTheFieldsOfAnEvent() {
    Event event = Row.of("page_view").with("user_id", "c1").event();

    assertThat(event.id()).isEqualTo("e1");
    assertThat(event.type()).isEqualTo("page_view");
    assertThat(Rfc3339.format(event.time())).isEqualTo("2026-03-01T10:00:00.125Z");
    assertThat(event.customerId()).isEqualTo("c1");
    assertThat(event.anonymousId()).isEqualTo("d1");
    assertThat(event.sessionId()).isEqualTo("s1");
    assertThat(event.channel()).isEqualTo("web");
    assertThat(event.touchpoint()).isEqualTo("/shoes");
  }

  @Test
  void withoutADerivedTimeItIsTheCollectors() {
    Event event = Row.of("page_view").without("derived_tstamp").event();

    assertThat(Rfc3339.format(event.time())).isEqualTo("2026-03-01T10:00:05.250Z");
  }

  @Test
  void aRowOfAnotherLengthIsRefusedWithTheNumbers() {
    String row = Row.of("page_view").line();

    assertThat(read(row + "\t"))
        .isEqualTo("refused, undecodable: an enriched event has 131 columns, this has 132");
    assertThat(read("{\"event\":\"page_view\"}")).endsWith("has 131 columns, this has 1");
    assertThat(read("")).endsWith("has 131 columns, this has 1");
    assertThat(read(row + "\r\n")).contains("\"event_id\":\"e1\"");
  }

  @Test
  void whatIsNotUtf8OrHasNoValueIsRefused() {
    ReadingLines readings = new ReadingLines();
    byte[] latin = Row.of("page_view").with("page_title", "Schuhgröße").line().getBytes(ISO_8859_1);

    new SnowplowFormat().read(SourceRecord.line(latin), readings);
    new SnowplowFormat().read(new SourceRecord(null, null, Map.of(), null), readings);

    assertThat(readings.lines)
        .containsExactly(
            "refused, undecodable: it is not UTF-8",
            "refused, undecodable: the record has no value");
  }

  @Test
  void brokenJsonIsRefusedWithItsColumn() {
    assertThat(read(Row.of("page_view").with("contexts", "{").line()))
        .startsWith("refused, undecodable: contexts: JSON: ");
    assertThat(read(Row.of("unstruct").with("unstruct_event", "[1]").line()))
        .startsWith("refused, undecodable: unstruct_event: JSON: ");
    assertThat(read(Row.of("unstruct").line()))
        .isEqualTo("refused, undecodable: unstruct_event is no self-describing JSON");
  }

  @Test
  void whatNoEventMayLackIsNamed() {
    assertThat(read(Row.of("page_view").without("event_id").line())).startsWith("refused, no_id");
    assertThat(read(Row.of("page_view").with("derived_tstamp", "soon").line()))
        .isEqualTo("refused, no_time: derived_tstamp is no RFC 3339 time");
    assertThat(
            read(Row.of("page_view").without("derived_tstamp").without("collector_tstamp").line()))
        .isEqualTo("refused, no_time: collector_tstamp is missing");
    assertThat(read(Row.of("page_view").without("domain_userid").line()))
        .startsWith("refused, no_customer");
    assertThat(read(Row.of("").line())).isEqualTo("refused, no_type: event is missing");
  }

  @Test
  void aRowWithBothIdsSaysFirstWhoseTheDeviceIs() {
    ReadingLines readings = Row.of("page_view").with("user_id", "c1").readings();

    assertThat(readings.events).extracting(Event::type).containsExactly("identify", "page_view");
    assertThat(readings.events).extracting(Event::time).containsOnly(readings.events.get(0).time());
    assertThat(readings.events).extracting(Event::sessionId).containsOnly("s1");
  }

  @Test
  void ofARowThatIsRefusedOrFilteredNothingIsTold() {
    Row known = Row.of("page_view").with("user_id", "c1");

    assertThat(read(known.without("event_id").line())).startsWith("refused, no_id");
    assertThat(read(known.with("event", "page_ping").line())).isEqualTo("filtered");
  }

  @Test
  void aPagePingIsAHeartbeatAndNoEvent() {
    assertThat(Row.of("page_ping").readings().lines).containsExactly("filtered");
  }

  @Test
  void anAppIsKnownByItsSessionRatherThanByTheCollectorsCookie() {
    Event event =
        Row.of("struct")
            .with("se_action", "x")
            .with("platform", "mob")
            .without("domain_userid")
            .without("domain_sessionid")
            .with("network_userid", "n1")
            .contexts(CLIENT_SESSION, "{'userId':'u9','sessionId':'s9'}")
            .event();

    assertThat(event.anonymousId()).isEqualTo("u9");
    assertThat(event.sessionId()).isEqualTo("s9");
    assertThat(event.channel()).isEqualTo("app");
  }

  @Test
  void theCollectorsCookieIsTheLastResortAndNeverAServers() {
    Row row = Row.of("page_view").without("domain_userid").with("network_userid", "n1");

    assertThat(row.event().anonymousId()).isEqualTo("n1");
    assertThat(read(row.with("platform", "srv").line())).startsWith("refused, no_customer");
  }

  @Test
  void theIdOfAnonymousTrackingIsNobodys() {
    Row row = Row.of("page_view").without("domain_userid").with("network_userid", NOBODY);

    assertThat(read(row.line())).startsWith("refused, no_customer");
  }

  @Test
  void aServerDoesNotSayWhereTheCustomerIs() {
    Event event = Row.of("page_view").with("platform", "srv").with("user_id", "c1").event();

    assertThat(event.channel()).isNull();
  }

  @Test
  void aPageWithoutAPathIsTheRoot() {
    Event event =
        Row.of("page_view")
            .without("page_urlpath")
            .with("page_url", "https://shop.example?mail=ann@mail.example")
            .event();

    assertThat(event.touchpoint()).isEqualTo("/");
  }

  @Test
  void theDeviceIsDescribedOnEveryEvent() {
    Event event =
        Row.of("struct")
            .with("se_action", "x")
            .with("useragent", "Mozilla/5.0")
            .with("os_family", "iOS")
            .with("br_lang", "de-DE")
            .with("os_timezone", "Europe/Berlin")
            .contexts("com.snowplowanalytics.mobile/application", "{'version':'1.2','build':'7'}")
            .derived("nl.basjes/yauaa_context", "{'deviceClass':'Phone'}")
            .event();

    assertThat(event.attributes())
        .containsEntry("source", "shop")
        .containsEntry("user_agent", "Mozilla/5.0")
        .containsEntry("device_type", "mobile")
        .containsEntry("os", "iOS")
        .containsEntry("app_version", "1.2")
        .containsEntry("locale", "de-DE")
        .containsEntry("tz", "Europe/Berlin")
        .doesNotContainKey("bot");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.iab.snowplow/spiders_and_robots | {'spiderOrRobot':true}",
        "nl.basjes/yauaa_context | {'deviceClass':'Robot Mobile'}",
        "com.snowplowanalytics.snowplow/bot_detection | {'bot':true,'indicators':['iab']}",
        "com.snowplowanalytics.snowplow/client_side_bot_detection | {'bot':true}",
      },
      quoteCharacter = '`')
  void whatAnEnrichmentTakesForARobotIsMarked(String key, String data) {
    assertThat(Row.of("page_view").derived(key, data).event().attributes())
        .containsEntry("bot", true);
  }

  @Test
  void theRecordIsKeptAsItCameIfItIsRefused() {
    byte[] value = "a\tb".getBytes(UTF_8);
    ReadingLines readings = new ReadingLines();

    new SnowplowFormat().read(SourceRecord.line(value), readings);

    assertThat(readings.refused).containsExactly(value);
  }

  private static String read(String line) {
    ReadingLines readings = ReadingLines.of(new SnowplowFormat(), line);
    assertThat(readings.lines).hasSize(1);
    return readings.lines.get(0);
  }
}
