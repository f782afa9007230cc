package io.waymark.app.format.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.NotedReadings;
import io.waymark.domain.event.Event;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventsFormatTest {
  private static final long T = 1_772_532_000_000L;
  private static final String CONTEXT =
      "'specversion':'1.0','id':'e-1','source':'/shop','type':'com.example.cart_abandoned.v1',"
          + "'time':'2026-03-03T10:00:00Z'";

  private final CloudEventsFormat format = new CloudEventsFormat();

  @Test
  void theSubjectIsTheCustomerAndDataAreTheAttributes() {
    assertThat(
            read("{" + CONTEXT + ",'subject':'c-1','data':{'cart_id':'k1','value':12.5,'n':null}}"))
        .isEqualTo(
            new Event(
                "/shop e-1",
                "cart_abandoned",
                T,
                "c-1",
                null,
                null,
                null,
                null,
                attributes("source", "/shop", "cart_id", "k1", "value", 12.5, "n", null)));
  }

  @Test
  void whatNamesAPersonInClearIsLeftOut() {
    Event event = read("{" + CONTEXT + ",'subject':'c-1','data':{'email':'a@b.c','order_id':7}}");

    assertThat(event.has("email")).isFalse();
    assertThat(event.attribute("order_id")).isEqualTo("7");
  }

  @Test
  void dataSayWhoItIsBeforeExtensionsAndTheseBeforeTheSubject() {
    String extended = CONTEXT + ",'subject':'order/7','customerid':'c-2','anonymousid':'a-2'";

    Event byExtension = read("{" + extended + "}");
    assertThat(byExtension.customerId()).isEqualTo("c-2");
    assertThat(byExtension.anonymousId()).isEqualTo("a-2");
    assertThat(read("{" + extended + ",'data':{'customer_id':'c-3'}}").customerId())
        .isEqualTo("c-3");
    Event unknown = read("{" + CONTEXT + ",'subject':'order/7','data':{'anonymous_id':'a-3'}}");
    assertThat(unknown.customerId()).isNull();
    assertThat(unknown.anonymousId()).isEqualTo("a-3");
    assertThat(unknown.attributes()).isEqualTo(Map.of("source", "/shop"));
  }

  @Test
  void visitAndPlaceMayBeExtensions() {
    Event event =
        read(
            "{"
                + CONTEXT
                + ",'subject':'c-1','sessionid':'s','channel':'app','touchpoint':'/cart',"
                + "'traceparent':'00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'}");

    assertThat(event.sessionId()).isEqualTo("s");
    assertThat(event.channel()).isEqualTo("app");
    assertThat(event.touchpoint()).isEqualTo("/cart");
    assertThat(event.attributes()).isEqualTo(Map.of("source", "/shop"));
  }

  @Test
  void dataThatAreAnInteractionOfOurOwnAreTakenAsTheyAre() {
    assertThat(
            read(
                "{"
                    + CONTEXT
                    + ",'subject':'c-1','data':{'event_id':'own','event_type':'add_to_cart',"
                    + "'event_time':1772531999000,'customer_id':'c-9','channel':'web',"
                    + "'attributes':{'cart_id':'k1'}}}"))
        .isEqualTo(
            new Event(
                "own",
                "add_to_cart",
                T - 1_000,
                "c-9",
                null,
                null,
                "web",
                null,
                attributes("source", "/shop", "cart_id", "k1")));
    Event sparse = read("{" + CONTEXT + ",'subject':'c-1','data':{'event_type':'click'}}");
    assertThat(sparse.id()).isEqualTo("/shop e-1");
    assertThat(sparse.time()).isEqualTo(T);
    assertThat(sparse.customerId()).isEqualTo("c-1");
  }

  @Test
  void idsOfDifferentSourcesAreDifferentEvents() {
    String other = CONTEXT.replace("/shop", "/app");

    assertThat(read("{" + CONTEXT + ",'subject':'c'}").id())
        .isNotEqualTo(read("{" + other + ",'subject':'c'}").id());
  }

  @Test
  void binaryModeHasTheAttributesInHeaders() {
    Map<String, byte[]> headers =
        headers(
            "ce_specversion", "1.0",
            "ce_id", "e-1",
            "ce_source", "/shop",
            "ce_type", "com.example.purchase",
            "ce_time", "2026-03-03T12:00:00+02:00",
            "ce_subject", "ลูกค้า",
            "content-type", "application/json");

    Event event = noted("{'order_id':'o1'}", headers).event();

    assertThat(event)
        .isEqualTo(
            new Event(
                "/shop e-1",
                "purchase",
                T,
                "ลูกค้า",
                null,
                null,
                null,
                null,
                attributes("source", "/shop", "order_id", "o1")));
    assertThat(NotedReadings.of(format, NotedReadings.record(null, headers, T)).event().id())
        .isEqualTo("/shop e-1");
    assertThat(noted("<order/>", headers).line())
        .startsWith("refused undecodable: CloudEvent: its data is not JSON");
  }

  @Test
  void theContentTypeSaysThatItIsStructuredWhateverHeadersThereAre() {
    Map<String, byte[]> headers =
        headers("content-type", "application/cloudevents+json; charset=UTF-8", "ce_id", "no");

    assertThat(noted("{" + CONTEXT + ",'subject':'c'}", headers).event().id())
        .isEqualTo("/shop e-1");
    assertThat(noted("x", headers("content-type", "application/cloudevents+avro")).line())
        .isEqualTo(
            "refused undecodable: CloudEvent: application/cloudevents+avro is not read,"
                + " only the JSON formats are");
  }

  @Test
  void eachEventOfABatchIsReadByItself() {
    String good = "{" + CONTEXT + ",'subject':'c'}";

    NotedReadings noted =
        noted(
            "[" + good + ",{'specversion':'1.0'}, 7]",
            headers("content-type", "application/cloudevents-batch+json"));

    assertThat(noted.events()).extracting(Event::id).containsExactly("/shop e-1");
    assertThat(noted.lines().subList(1, 3))
        .containsExactly(
            "refused undecodable: [1]: CloudEvent: source is missing",
            "refused undecodable: [2]: CloudEvent: it is not an object");
    assertThat(noted.refusedBytes().stream().map(bytes -> new String(bytes, UTF_8)))
        .containsExactly("{\"specversion\":\"1.0\"}", "7");
    assertThat(NotedReadings.of(format, "[]").line()).isEqualTo("filtered");
  }

  @Test
  void encodedDataAreReadIfTheyAreJson() {
    String head = "{" + CONTEXT + ",'subject':'c','data_base64':";

    assertThat(read(head + "'eyJuIjoxfQ=='}").attribute("n")).isEqualTo(1L);
    assertThat(line(head + "'/////w=='}"))
        .isEqualTo("refused undecodable: CloudEvent: its data is not JSON: JSON: it is not UTF-8");
    assertThat(line(head + "'*'}"))
        .isEqualTo("refused undecodable: CloudEvent: data_base64 is not base64");
  }

  @Test
  void dataThatAreASingleValueAreAnAttribute() {
    assertThat(read("{" + CONTEXT + ",'subject':'c','data':'hello'}").attribute("data"))
        .isEqualTo("hello");
    assertThat(read("{" + CONTEXT + ",'subject':'c','data':[1,2]}").has("data")).isFalse();
  }

  @Test
  void withoutATimeTheRecordsCounts() {
    String json = "{" + CONTEXT.replace(",'time':'2026-03-03T10:00:00Z'", "") + ",'subject':'c'}";

    assertThat(noted(json, Map.of()).event().time()).isEqualTo(T);
    assertThat(line(json)).isEqualTo("refused no_time: time is missing");
    assertThat(line(json.replace("'subject'", "'time':'yesterday','subject'")))
        .isEqualTo("refused no_time: time is no RFC 3339 time");
  }

  @Test
  void whatIsNoCloudEventOfThisVersionIsRefused() {
    assertThat(line("{" + CONTEXT.replace("1.0", "0.3") + "}"))
        .isEqualTo("refused undecodable: CloudEvent: specversion is 0.3; only 1.0 is read");
    assertThat(line("{'id':'e-1'}"))
        .isEqualTo("refused undecodable: CloudEvent: specversion is missing");
    assertThat(line("'text'"))
        .isEqualTo("refused undecodable: CloudEvent: it is neither an object nor a batch of them");
    assertThat(line("{" + CONTEXT.replace("'id':'e-1',", "") + ",'subject':'c'}"))
        .startsWith("refused no_id");
    assertThat(line("{" + CONTEXT.replace("com.example.cart_abandoned.v1", "") + "}"))
        .startsWith("refused no_type");
    assertThat(line("{" + CONTEXT + "}")).startsWith("refused no_customer");
    assertThat(line("{")).startsWith("refused undecodable: JSON:");
  }

  private Event read(String json) {
    return NotedReadings.of(format, json.replace('\'', '"')).event();
  }

  private String line(String json) {
    return NotedReadings.of(format, json.replace('\'', '"')).line();
  }

  private NotedReadings noted(String json, Map<String, byte[]> headers) {
    byte[] value = json.replace('\'', '"').getBytes(UTF_8);
    return NotedReadings.of(format, NotedReadings.record(value, headers, T));
  }

  private static Map<String, byte[]> headers(String... namesAndValues) {
    Map<String, byte[]> headers = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
    }
    return headers;
  }

  private static Map<String, Object> attributes(Object... namesAndValues) {
    Map<String, Object> attributes = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    assertThat(attributes).hasSize(Arrays.asList(namesAndValues).size() / 2);
    return attributes;
  }
}
