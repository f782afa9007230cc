package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a customer.
 *
 * @param kind signal, decision, trigger, delivery, outcome
 * @param id the same whenever it is read again
 * @param at event time, or when it was sent
 */
public record Moment(
    String kind,
    String id,
    @Nullable String customerId,
    @Nullable String ruleId,
    String status,
    @Nullable String reason,
    long at,
    ObjectNode body) {

  public Moment {
    reason = reason == null ? null : Columns.legible(reason);
  }

  public static Moment signal(ObjectNode body) {
    long at = Fields.time(body, "occurred_at");
    String status = Fields.text(body, "status");
    return of("signal", "signal_id", body, "rule_id", status, Fields.text(body, "mode"), at);
  }

  public static Moment decision(ObjectNode body) {
    return of(
        "decision",
        "trigger_id",
        body,
        "rule_id",
        Fields.text(body, "verdict"),
        Fields.optional(body, "reason"),
        Fields.time(body, "decided_at"));
  }

  public static Moment trigger(ObjectNode body) {
    return of(
        "trigger",
        "trigger_id",
        body,
        "rule_id",
        Fields.text(body, "status"),
        Fields.optional(body, "reason"),
        Fields.time(body, "decided_at"));
  }

  /**
   * An attempt at telling somebody, without what was said; its reason is why not, or what it was.
   */
  public static Moment delivery(ObjectNode body) {
    body.remove("body");
    String rule = body.path("rule_ids").path(0).asText(null);
    Moment moment =
        of(
            "delivery",
            "message_id",
            body,
            "rule_id",
            Fields.text(body, "status"),
            Objects.requireNonNullElse(Fields.optional(body, "failure"), Fields.text(body, "type")),
            Fields.time(body, "at"));
    return new Moment(
        moment.kind(),
        moment.id() + ":" + Fields.text(body, "destination"),
        moment.customerId(),
        rule,
        moment.status(),
        moment.reason(),
        moment.at(),
        body);
  }

  public static Moment outcome(ObjectNode body) {
    return of(
        "outcome",
        "outcome_id",
        body,
        "experiment",
        Fields.text(body, "status"),
        Fields.optional(body, "arm"),
        Fields.time(body, "occurred_at"));
  }

  private static Moment of(
      String kind,
      String id,
      ObjectNode body,
      String rule,
      String status,
      @Nullable String reason,
      long at) {
    return new Moment(
        kind,
        kind + ":" + Fields.text(body, id) + ":" + status + ":" + at,
        Fields.optional(body, "customer_id"),
        Fields.optional(body, rule),
        status,
        reason,
        at,
        body);
  }

  /** When what led to it happened; an erasure then or later makes it void, whenever it was said. */
  long causedAt() {
    List<String> times =
        switch (kind) {
          case "decision", "trigger" -> List.of("occurred_at");
          case "delivery" -> List.of("occurred_at", "created_at");
          default -> List.of();
        };
    for (String time : times) {
      if (Fields.optional(body, time) != null) {
        return Fields.time(body, time);
      }
    }
    return at;
  }

  /** Whether a rule fired that is no trial; a signal's reason is its mode. */
  boolean isLiveFire() {
    return kind.equals("signal") && status.equals("fired") && !"shadow".equals(reason);
  }

  /** As much of the reason as the tables take. */
  @Nullable String shortReason() {
    return reason == null || reason.length() <= 200 ? reason : reason.substring(0, 200);
  }

  Map<String, @Nullable Object> row() {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("moment_id", id);
    row.put("kind", kind);
    row.put("customer_id", customerId);
    row.put("rule_id", ruleId);
    row.put("touchpoint", Fields.optional(body, "touchpoint", 500));
    row.put("status", status);
    row.put("reason", shortReason());
    row.put("severity", Severities.rank(Fields.text(body, "severity")));
    row.put("happened_at", at);
    row.put("body", Json.text(body));
    return row;
  }
}
