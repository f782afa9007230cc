package io.waymark.app.delivery.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.delivery.net.HttpCall;
import io.waymark.domain.delivery.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus Alertmanager's API v2. An alert is one series: its labels stay the same for all its
 * life, what changes, severity too, is told by annotations. Alertmanager forgets what is not told
 * again: a firing alert ends by itself after four minutes.
 */
public record Alertmanager(Map<String, String> headers) implements Dialect {
  /** Of its API, below where it runs. */
  public static final String PATH = "/api/v2/alerts";

  private static final List<String> ANNOTATIONS =
      List.of("severity", "touchpoint", "channel", "count", "customers", "recent", "expected");

  private static final Duration FIRES_FOR = Duration.ofMinutes(4);

  @Override
  public HttpCall call(Message message, Instant now) {
    ObjectNode alert = Json.data(message);
    var alerts = Json.object().arrayNode();
    ObjectNode told = alerts.addObject();
    labels(alert, told.putObject("labels"));
    annotations(alert, told.putObject("annotations"));
    told.put("startsAt", Json.text(alert, "first_at", now.toString()));
    boolean resolved = "resolved".equals(Json.text(alert, "status"));
    String ended = Json.text(alert, "last_at", now.toString());
    told.put("endsAt", resolved ? ended : now.plus(FIRES_FOR).toString());
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("content-type", Json.TYPE);
    return new HttpCall("POST", all, Json.bytes(alerts));
  }

  /** They are what Alertmanager knows an alert by: only what stays the same for all its life. */
  private static void labels(ObjectNode alert, ObjectNode labels) {
    JsonNode rules = alert.path("rule_ids");
    labels.put("alertname", rules.path(0).asText("waymark"));
    put(labels, "alert_id", Json.text(alert, "alert_id"));
    put(labels, "team", Json.text(alert, "team"));
    for (var one : alert.path("group").properties()) {
      put(labels, "group_" + labelName(one.getKey()), one.getValue().asText());
    }
  }

  private static void annotations(ObjectNode alert, ObjectNode annotations) {
    put(annotations, "summary", summary(alert));
    put(annotations, "runbook_url", Json.text(alert, "runbook"));
    for (String field : ANNOTATIONS) {
      put(annotations, field, Json.text(alert, field));
    }
    if (alert.path("customers").asLong() == 0) {
      // Unknown, not nobody.
      annotations.remove("customers");
    }
  }

  private static @Nullable String summary(ObjectNode alert) {
    String title = Json.text(alert, "title");
    long recent = alert.path("recent").asLong();
    if (title == null || recent == 0) {
      return title;
    }
    String usual = Json.text(alert, "expected");
    return "%s: %d customers in 5 minutes".formatted(title, recent)
        + (usual == null ? "" : ", " + usual + " is normal");
  }

  /** An empty value would be no label at all. */
  private static void put(ObjectNode to, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      to.put(name, value);
    }
  }

  private static String labelName(String name) {
    return name.replaceAll("[^A-Za-z0-9_]", "_");
  }
}
