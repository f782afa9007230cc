package io.waymark.app.delivery.kind;

import static io.waymark.app.delivery.OneDestination.ALERT;
import static io.waymark.app.delivery.OneDestination.NOW;
import static io.waymark.app.delivery.OneDestination.TRIGGER;
import static io.waymark.app.delivery.OneDestination.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.waymark.app.delivery.net.HttpCall;
import io.waymark.app.delivery.template.Escaping;
import io.waymark.app.delivery.template.MessageTemplate;
import io.waymark.app.delivery.template.Subject;
import io.waymark.domain.delivery.Message;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each kind of receiver is asked. */
class DialectsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Subject> BOTH = Set.of(Subject.TRIGGER, Subject.ALERT);

  @Test
  void aCloudEventIsReadByTheSpecificationsOwnLibrary() {
    HttpCall call = new CloudEvents(Map.of()).call(TRIGGER, NOW);
    CloudEvent event = new JsonFormat().deserialize(call.body());
    assertThat(event.getId()).isEqualTo("m-1");
    assertThat(event.getType()).isEqualTo("io.waymark.trigger.issued");
    assertThat(event.getSource()).hasToString("waymark");
    assertThat(event.getSubject()).isEqualTo("c-1");
    assertThat(event.getTime()).hasToString("2026-03-01T10:00Z");
    assertThat(new String(event.getData().toBytes(), StandardCharsets.UTF_8))
        .isEqualTo(TRIGGER.body());
    assertThat(call.headers())
        .containsEntry("content-type", "application/cloudevents+json; charset=UTF-8");
  }

  @Test
  void slackReadsASentence() throws Exception {
    Slack slack = new Slack(MessageTemplate.parse(Slack.TEXT, Escaping.SLACK, BOTH));
    assertThat(json(slack.call(ALERT, NOW)).get("text").asText())
        .isEqualTo(
            "*Payments &lt;fail&gt; &amp; \"time out\"* open · high · /pay · 12 times, 9 customers"
                + " · https://wiki.example/pay");
    assertThat(json(slack.call(TRIGGER, NOW)).get("text").asText())
        .isEqualTo("*resume-checkout* issued · medium · c-1");
  }

  @Test
  void slackAndPagerDutySayHowManyCustomersAndHowManyAreNormal() throws Exception {
    Message flood =
        new Message(
            "m-3",
            "alert.updated",
            null,
            0,
            0,
            "{\"title\":\"Payment failed\",\"status\":\"updated\",\"severity\":\"high\","
                + "\"touchpoint\":\"/pay\",\"count\":170,\"customers\":160,\"recent\":132,"
                + "\"expected\":11}");
    Slack slack = new Slack(MessageTemplate.parse(Slack.TEXT, Escaping.SLACK, BOTH));
    assertThat(json(slack.call(flood, NOW)).get("text").asText())
        .isEqualTo(
            "*Payment failed* updated · high · /pay · 170 times, 160 customers"
                + " · 132 customers in 5 minutes, 11 is normal");
    assertThat(json(pager(PagerDuty.SUMMARY).call(flood, NOW)).at("/payload/summary").asText())
        .isEqualTo("Payment failed (high) on /pay: 132 customers in 5 minutes, 11 is normal");
    JsonNode told = json(new Alertmanager(Map.of()).call(flood, NOW)).get(0).get("annotations");
    assertThat(told.get("summary").asText())
        .isEqualTo("Payment failed: 132 customers in 5 minutes, 11 is normal");
  }

  @Test
  void whatStandsForMoreAlertsThanAreToldSaysHowManyAndNoCustomers() throws Exception {
    Message overflow =
        new Message(
            "m-5",
            "alert.open",
            null,
            0,
            0,
            "{\"title\":\"Errors are up: 3 more alerts than are told one by one\","
                + "\"status\":\"open\",\"severity\":\"high\",\"count\":3,\"customers\":0,"
                + "\"recent\":0,\"origin\":\"anomaly\"}");
    Slack slack = new Slack(MessageTemplate.parse(Slack.TEXT, Escaping.SLACK, BOTH));
    assertThat(json(slack.call(overflow, NOW)).get("text").asText())
        .isEqualTo("*Errors are up: 3 more alerts than are told one by one* open · high");
    assertThat(json(pager(PagerDuty.SUMMARY).call(overflow, NOW)).at("/payload/summary").asText())
        .isEqualTo("Errors are up: 3 more alerts than are told one by one (high)");
    JsonNode told = json(new Alertmanager(Map.of()).call(overflow, NOW)).get(0).get("annotations");
    assertThat(told.has("customers")).isFalse();
  }

  @Test
  void anAnomalyTellsItsFigureAndNoCustomers() throws Exception {
    Message anomaly =
        new Message(
            "m-4",
            "alert.open",
            null,
            0,
            0,
            "{\"title\":\"Payments fail at pay: 31 % of 132, 4 % is normal\",\"status\":\"open\","
                + "\"severity\":\"critical\",\"touchpoint\":\"pay\",\"count\":1,\"customers\":0,"
                + "\"recent\":0,\"measure\":\"payment_failures\",\"reading\":0.31,"
                + "\"expected\":0.04}");
    Slack slack = new Slack(MessageTemplate.parse(Slack.TEXT, Escaping.SLACK, BOTH));
    assertThat(json(slack.call(anomaly, NOW)).get("text").asText())
        .isEqualTo("*Payments fail at pay: 31 % of 132, 4 % is normal* open · critical · pay");
    assertThat(json(pager(PagerDuty.SUMMARY).call(anomaly, NOW)).at("/payload/summary").asText())
        .isEqualTo("Payments fail at pay: 31 % of 132, 4 % is normal (critical) on pay");
    JsonNode told = json(new Alertmanager(Map.of()).call(anomaly, NOW)).get(0).get("annotations");
    assertThat(told.get("summary").asText())
        .isEqualTo("Payments fail at pay: 31 % of 132, 4 % is normal");
  }

  @Test
  void pagerDutyIsTriggeredAndResolvedUnderOneKey() throws Exception {
    PagerDuty pager = pager(PagerDuty.SUMMARY);
    JsonNode opened = json(pager.call(ALERT, NOW));
    assertThat(opened.get("routing_key").asText()).isEqualTo("key");
    assertThat(opened.get("event_action").asText()).isEqualTo("trigger");
    assertThat(opened.at("/payload/severity").asText()).isEqualTo("error");
    assertThat(opened.at("/payload/source").asText()).isEqualTo("/pay");
    assertThat(opened.at("/payload/summary").asText())
        .isEqualTo("Payments <fail> & \"time out\" (high) on /pay");
    assertThat(opened.at("/links/0/href").asText()).isEqualTo("https://wiki.example/pay");
    JsonNode over = json(pager.call(alert("resolved", "x"), NOW));
    assertThat(over.get("event_action").asText()).isEqualTo("resolve");
    assertThat(over.get("dedup_key")).isEqualTo(opened.get("dedup_key"));
  }

  @Test
  void pagerDutyTakesNoMoreThanItSays() throws Exception {
    JsonNode cut = json(pager("{{title}}").call(alert("open", "💳".repeat(1_000)), NOW));
    assertThat(cut.at("/payload/summary").asText()).hasSizeLessThanOrEqualTo(1_024).endsWith("💳…");

    JsonNode bare = json(pager("short").call(alert("open", "x".repeat(600_000)), NOW));
    assertThat(bare.at("/payload/custom_details").isMissingNode()).isTrue();

    Message endless =
        new Message("m", "alert.open", null, 0, 0, "{\"runbook\":\"" + "x".repeat(600_000) + "\"}");
    assertThatThrownBy(() -> pager("short").call(endless, NOW))
        .isInstanceOf(Dialect.TooLarge.class);
  }

  @Test
  void alertmanagerIsToldHowLongAnAlertHolds() throws Exception {
    Alertmanager alertmanager = new Alertmanager(Map.of());
    JsonNode firing = json(alertmanager.call(ALERT, NOW)).get(0);
    assertThat(firing.get("startsAt").asText()).isEqualTo("2026-03-01T09:58:00.000Z");
    assertThat(firing.get("endsAt").asText()).isEqualTo("2026-03-01T10:04:05Z");
    JsonNode over = json(alertmanager.call(alert("resolved", "Other title"), NOW)).get(0);
    assertThat(over.get("endsAt").asText()).isEqualTo("2026-03-01T10:00:00.000Z");
    assertThat(over.get("labels")).isEqualTo(firing.get("labels"));
  }

  @Test
  void anAlertThatBecomesWorseIsTheSameSeriesToAlertmanager() throws Exception {
    Alertmanager alertmanager = new Alertmanager(Map.of());
    Message worse =
        new Message(
            "m-2", "alert.updated", null, 0, 0, ALERT.body().replace("\"high\"", "\"critical\""));
    JsonNode before = json(alertmanager.call(ALERT, NOW)).get(0);
    JsonNode after = json(alertmanager.call(worse, NOW)).get(0);
    assertThat(after.get("labels")).isEqualTo(before.get("labels"));
    assertThat(after.at("/annotations/severity").asText()).isEqualTo("critical");
  }

  @Test
  void segmentTracksTheCustomer() throws Exception {
    HttpCall call = new SegmentTrack("key").call(TRIGGER, NOW);
    JsonNode track = json(call);
    assertThat(track.get("type").asText()).isEqualTo("track");
    assertThat(track.get("event").asText()).isEqualTo("Trigger Issued");
    assertThat(track.get("userId").asText()).isEqualTo("c-1");
    assertThat(track.get("messageId").asText()).isEqualTo("m-1");
    assertThat(track.get("properties")).isEqualTo(JSON.readTree(TRIGGER.body()));
    assertThat(call.headers()).containsEntry("authorization", "Basic a2V5Og==");
  }

  @Test
  void segmentKnowsAnUnknownCustomerByTheDevice() throws Exception {
    Message unknown =
        new Message("m", "trigger.cancelled", "anon:d-1", 0, 0, "{\"customer_id\":\"anon:d-1\"}");
    JsonNode track = json(new SegmentTrack("key").call(unknown, NOW));
    assertThat(track.get("anonymousId").asText()).isEqualTo("d-1");
    assertThat(track.has("userId")).isFalse();
    assertThat(track.get("event").asText()).isEqualTo("Trigger Cancelled");
  }

  @Test
  void anyOtherIsToldTheJsonOrWhatATemplateMakesOfIt() throws Exception {
    HttpCall asItIs = new PlainHttp("PUT", null, Map.of("x-a", "b")).call(TRIGGER, NOW);
    assertThat(asItIs.method()).isEqualTo("PUT");
    assertThat(asItIs.headers()).containsEntry("x-a", "b").containsEntry("idempotency-key", "m-1");
    assertThat(asItIs.body()).isEqualTo(TRIGGER.body().getBytes(StandardCharsets.UTF_8));

    MessageTemplate template =
        MessageTemplate.parse(
            "{\"who\": \"{{customer_id}}\", \"cart\": \"{{instance.cart_id}}\", \"id\": \"{{message_id}}\"}",
            Escaping.JSON,
            Set.of(Subject.TRIGGER));
    assertThat(json(new PlainHttp("POST", template, Map.of()).call(TRIGGER, NOW)))
        .isEqualTo(JSON.createObjectNode().put("who", "c-1").put("cart", "k1").put("id", "m-1"));
  }

  private static PagerDuty pager(String summary) throws Exception {
    return new PagerDuty("key", MessageTemplate.parse(summary, Escaping.NONE, BOTH));
  }

  private static JsonNode json(HttpCall call) throws Exception {
    return JSON.readTree(call.body());
  }
}
