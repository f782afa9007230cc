package io.waymark.app.delivery.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.delivery.net.HttpCall;
import io.waymark.app.delivery.template.MessageTemplate;
import io.waymark.domain.delivery.Message;
import java.time.Instant;
import java.util.Map;

/** PagerDuty's Events API v2. An alert and its resolution share the alert's id as their key. */
public record PagerDuty(String routingKey, MessageTemplate summary) implements Dialect {
  /** Where it is unless the configuration says otherwise. */
  public static final String URL = "https://events.pagerduty.com/v2/enqueue";

  /** If the configuration has none. */
  public static final String SUMMARY =
      """
      {{title}}{{action}} ({{severity}}){{#touchpoint}} on {{touchpoint}}{{/touchpoint}}\
      {{^measure}}{{#recent}}: {{recent}} customers in 5 minutes\
      {{#expected}}, {{expected}} is normal{{/expected}}{{/recent}}{{/measure}}""";

  private static final int MOST_BYTES = 512 * 1024;
  private static final int LONGEST_SUMMARY = 1024;
  private static final int LONGEST_KEY = 255;

  private static final Map<String, String> SEVERITIES =
      Map.of(
          "info", "info",
          "low", "info",
          "medium", "warning",
          "high", "error",
          "critical", "critical");

  @Override
  public HttpCall call(Message message, Instant now) throws TooLarge {
    ObjectNode data = Json.data(message);
    ObjectNode event = event(message, data);
    byte[] body = Json.bytes(event);
    if (body.length > MOST_BYTES) {
      event.withObject("/payload").remove("custom_details");
      body = Json.bytes(event);
    }
    if (body.length > MOST_BYTES) {
      throw new TooLarge(body.length);
    }
    return new HttpCall("POST", Map.of("content-type", Json.TYPE), body);
  }

  private ObjectNode event(Message message, ObjectNode data) {
    String status = Json.text(data, "status", "open");
    boolean over = status.equals("resolved") || status.equals("cancelled");
    ObjectNode event = Json.object();
    event.put("routing_key", routingKey);
    event.put("event_action", over ? "resolve" : "trigger");
    String id = Json.text(data, "alert_id", Json.text(data, "trigger_id", message.id()));
    event.put("dedup_key", Texts.cut(id, LONGEST_KEY));
    event.put("client", "Waymark");
    String runbook = Json.text(data, "runbook");
    if (runbook != null) {
      event.putArray("links").addObject().put("href", runbook).put("text", "Runbook");
    }
    ObjectNode payload = event.putObject("payload");
    payload.put("summary", Texts.cut(summary.fill(Fields.forPeople(message)), LONGEST_SUMMARY));
    payload.put("source", Json.text(data, "touchpoint", Json.text(data, "channel", "waymark")));
    payload.put(
        "severity", SEVERITIES.getOrDefault(Json.text(data, "severity", "medium"), "warning"));
    payload.put("timestamp", Instant.ofEpochMilli(message.createdAt()).toString());
    String team = Json.text(data, "team");
    if (team != null) {
      payload.put("group", team);
    }
    payload.set("custom_details", data);
    return event;
  }
}
