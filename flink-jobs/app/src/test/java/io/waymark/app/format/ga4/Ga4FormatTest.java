package io.waymark.app.format.ga4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.waymark.app.format.ReadingLines;
import io.waymark.app.format.Rfc3339;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class Ga4FormatTest {
  private static final String ROW =
      "{'event_name':'page_view','event_timestamp':'1772359200123456','user_pseudo_id':'d1',"
          + "'platform':'WEB','batch_event_index':'3'%s}";
  private static final String PAYLOAD =
      "{'client_id':'d1','timestamp_micros':1772359200123456,'events':[%s]}";

  @Test
  void theColumnsOfARowBecomeTheFieldsOfAnEvent() {
    Event event =
        row(
            ",'user_id':'c1','event_params':[{'key':'ga_session_id','value':{'int_value':'77'}},"
                + "{'key':'page_location','value':{'string_value':'https://shop.example/a?b'}}]");

    assertThat(event.type()).isEqualTo("page_view");
    assertThat(Rfc3339.format(event.time())).isEqualTo("2026-03-01T10:00:00.123Z");
    assertThat(event.customerId()).isEqualTo("c1");
    assertThat(event.anonymousId()).isEqualTo("d1");
    assertThat(event.sessionId()).isEqualTo("d1.77");
    assertThat(event.channel()).isEqualTo("web");
    assertThat(event.touchpoint()).isEqualTo("/a");
  }

  @Test
  void integersMayBeInQuotesOrNot() {
    assertThat(event(ROW.formatted("").replace("'1772359200123456'", "1772359200123456")))
        .isEqualTo(row(""));
  }

  @Test
  void theSameRowHasTheSameIdInTheStreamingAndTheDailyExport() {
    String later = ",'event_params':[{'key':'campaign','value':{'string_value':'spring'}}]";

    assertThat(row(later).id()).isEqualTo(row("").id());
    assertThat(row(",'stream_id':'1'").id()).isNotEqualTo(row("").id());
  }

  @Test
  void eventsOfOneTimeAreOrderedAsTheyHappened() {
    Event first = event(ROW.formatted(""));
    Event second = event(ROW.formatted("").replace("index':'3'", "index':'12'"));
    Event later = event(ROW.formatted("").replace("123456'", "123789'"));

    assertThat(Event.ORDER.compare(first, second)).isNegative();
    assertThat(Event.ORDER.compare(second, later)).isNegative();
  }

  @Test
  void parametersKeepTheirNamesAndTypes() {
    Event event =
        row(
            ",'event_params':["
                + "{'key':'size','value':{'int_value':'42'}},"
                + "{'key':'value','value':{'int_value':'10'}},"
                + "{'key':'offer_id','value':{'int_value':'7'}},"
                + "{'key':'ratio','value':{'double_value':0.5}},"
                + "{'key':'outbound','value':{'string_value':'true'}},"
                + "{'key':'ga_x','value':{'string_value':'inner'}},"
                + "{'key':'phone','value':{'string_value':'1'}},"
                + "{'key':'none','value':{}}]");

    assertThat(event.attributes())
        .contains(
            entry("size", 42L),
            entry("value", 10.0),
            entry("offer_id", "7"),
            entry("ratio", 0.5),
            entry("outbound", true))
        .doesNotContainKeys("ga_x", "phone", "none");
  }

  @Test
  void halfACharacterBecomesAQuestionMarkInAValueAndIsRefusedInAName() {
    Event event = event(PAYLOAD.formatted("{'name':'login','params':{'x':'y\\ud800'}}"));

    assertThat(event.attributes()).containsEntry("x", "y?");
    assertThat(read(PAYLOAD.formatted("{'name':'login','params':{'x\\ud800':1}}")).lines)
        .singleElement(STRING)
        .startsWith("refused, undecodable: JSON: Broken surrogate pair in field name");
  }

  @Test
  void eachEventOfAPayloadIsReadByItself() {
    ReadingLines readings =
        read(PAYLOAD.formatted("{'name':'login'},{'name':'erase'},{'name':'search'}"));

    assertThat(readings.events).extracting(Event::type).containsExactly("login", "search");
    assertThat(readings.lines.get(1)).startsWith("refused, undecodable: erase");
    assertThat(new String(Objects.requireNonNull(readings.refused.get(0)), UTF_8))
        .isEqualTo(json(PAYLOAD.formatted("{'name':'erase'}")));
  }

  @Test
  void twoEventsThatAreAlikeHaveIdsOfTheirOwn() {
    assertThat(read(PAYLOAD.formatted("{'name':'login'},{'name':'login'}")).events)
        .extracting(Event::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void aPayloadThatIsSentAgainHasTheSameIds() {
    String payload = PAYLOAD.formatted("{'name':'login'},{'name':'search'}");

    assertThat(read(payload).events).isEqualTo(read(payload).events);
  }

  @Test
  void theTimeOfAnEventWinsOverThePayloads() {
    Event event =
        event(PAYLOAD.formatted("{'name':'login','timestamp_micros':'1772359260000000'}"));

    assertThat(Rfc3339.format(event.time())).isEqualTo("2026-03-01T10:01:00.000Z");
  }

  @Test
  void withoutATimeItIsTheRecords() {
    String payload = json("{'client_id':'d1','events':[{'name':'login'}]}");
    ReadingLines readings = new ReadingLines();

    new Ga4Format()
        .read(
            new SourceRecord(null, payload.getBytes(UTF_8), Map.of(), 1_772_359_260_000L),
            readings);
    new Ga4Format().read(SourceRecord.line(payload.getBytes(UTF_8)), readings);

    assertThat(readings.events)
        .extracting(event -> Rfc3339.format(event.time()))
        .containsExactly("2026-03-01T10:01:00.000Z");
    assertThat(readings.lines.get(1)).isEqualTo("refused, no_time: timestamp_micros is missing");
  }

  @Test
  void anAppIsKnownByItsInstance() {
    Event event =
        event(
            PAYLOAD
                .formatted("{'name':'login','params':{'session_id':5}}")
                .replace("client_id", "app_instance_id"));

    assertThat(event.anonymousId()).isEqualTo("d1");
    assertThat(event.sessionId()).isEqualTo("d1.5");
    assertThat(event.channel()).isEqualTo("app");
  }

  @Test
  void moreThanTwoHundredItemsAreCountedAndNotAllNamed() {
    StringBuilder items = new StringBuilder("{'item_id':'i0'}");
    for (int i = 1; i < 250; i++) {
      items.append(",{'item_id':'i").append(i).append("'}");
    }
    Event event =
        event(PAYLOAD.formatted("{'name':'view_cart','params':{'items':[" + items + "]}}"));

    assertThat(event.attributes()).containsEntry("item_count", 250L);
    assertThat(String.valueOf(event.attribute("item_ids"))).endsWith(",i199");
  }

  @Test
  void aRowWithBothIdsSaysFirstWhoseTheDeviceIs() {
    ReadingLines readings = read(ROW.formatted(",'user_id':'c1'"));

    assertThat(readings.events).extracting(Event::type).containsExactly("identify", "page_view");
    assertThat(readings.events).extracting(Event::customerId).containsOnly("c1");
    assertThat(readings.events).extracting(Event::anonymousId).containsOnly("d1");
  }

  @Test
  void aPayloadSaysItOnceAndWithWhatIsToldOnly() {
    String payload = PAYLOAD.replace("{'client_id'", "{'user_id':'c1','client_id'");

    assertThat(
            read(payload.formatted("{'name':'erase'},{'name':'login'},{'name':'search'}")).events)
        .extracting(Event::type)
        .containsExactly("identify", "login", "search");
    assertThat(read(payload.formatted("{'name':'erase'},{'name':'user_engagement'}")).events)
        .isEmpty();
  }

  @Test
  void whatIsNeitherFormIsRefused() {
    assertThat(read("{'events':{}}").lines.get(0))
        .startsWith("refused, undecodable: it has neither");
    assertThat(read("{'events':[]}").lines.get(0))
        .startsWith("refused, undecodable: it has neither");
    assertThat(read("[]").lines).containsExactly("refused, undecodable: JSON: it is not an object");
    assertThat(read("{'event_name':'x','user_pseudo_id':'d1'}").lines)
        .containsExactly("refused, no_time: event_timestamp is missing");
    assertThat(read("{'event_name':'x','event_timestamp':1.5}").lines)
        .containsExactly("refused, no_time: event_timestamp is no number of microseconds");
  }

  private static Event row(String more) {
    return event(ROW.formatted(more));
  }

  private static Event event(String text) {
    ReadingLines readings = read(text);
    List<Event> own =
        readings.events.stream().filter(event -> !event.type().equals("identify")).toList();
    assertThat(readings.lines).hasSameSizeAs(readings.events);
    assertThat(own).as(readings.lines.toString()).hasSize(1);
    return own.get(0);
  }

  private static ReadingLines read(String text) {
    return ReadingLines.of(new Ga4Format(), json(text));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
