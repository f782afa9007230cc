package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Takes customers out of what people wrote and out of the alerts that name them, within a
 * transaction; {@link #record} has it in the audit.
 */
final class Erasures {
  private final Handle handle;
  private final AuditLog audit;
  private final Pseudonyms pseudonyms;
  private final Mentions mentions;
  private final Map<String, String> done = new LinkedHashMap<>();

  Erasures(Handle handle, Database database, AuditLog audit, Pseudonyms pseudonyms) {
    this.handle = handle;
    this.audit = audit;
    this.pseudonyms = pseudonyms;
    this.mentions = new Mentions(handle, database);
  }

  /**
   * They were erased then.
   *
   * @param at epoch milliseconds
   */
  void forget(String customerId, long at) {
    String ref = pseudonyms.of(customerId);
    boolean known =
        handle
            .createQuery("SELECT 1 FROM erased WHERE ref IN (<refs>) AND erased_at >= :at")
            .bindList("refs", pseudonyms.all(customerId))
            .bind("at", at)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    int texts = texts(customerId);
    maskAlerts(customerId);
    // The same request is read again after a restart, and is one request.
    if (!known) {
      done.put(ref, "as of " + Json.time(at) + "; texts that named them: " + texts);
    }
  }

  /** Those that were not known of before, into the audit. */
  void record() {
    done.forEach(
        (ref, how) -> audit.add(handle, "waymark", "customer.erase", "customer:" + ref, how));
  }

  private int texts(String customerId) {
    int texts = 0;
    for (String seq : mentions.of(Mentions.Source.AUDIT, customerId)) {
      texts += audit.mask(handle, Long.parseLong(seq), customerId) ? 1 : 0;
    }
    for (String alert : mentions.of(Mentions.Source.ALERT, customerId)) {
      texts += mask("alert_history", "remark", "alert_id", alert, customerId);
      texts += mask("alerts", "closed_cause", "alert_id", alert, customerId);
      texts += mask("alerts", "owner", "alert_id", alert, customerId);
    }
    for (String silence : mentions.of(Mentions.Source.SILENCE, customerId)) {
      texts += mask("silences", "remark", "id", silence, customerId);
      texts += mask("silences", "matchers", "id", silence, customerId);
    }
    for (String rule : mentions.of(Mentions.Source.PAUSE, customerId)) {
      texts += mask("pauses", "reason", "rule_id", rule, customerId);
      texts += mask("pauses_asked", "reason", "rule_id", rule, customerId);
    }
    mentions.forget(customerId);
    return texts;
  }

  private int mask(String table, String column, String key, String row, String customerId) {
    List<String> texts =
        handle
            .createQuery(
                "SELECT DISTINCT %s FROM %s WHERE %s = :row AND %s IS NOT NULL"
                    .formatted(column, table, key, column))
            .bind("row", row)
            .mapTo(String.class)
            .list();
    int masked = 0;
    for (String text : texts) {
      if (Naming.names(text, customerId)) {
        masked +=
            handle.execute(
                "UPDATE %s SET %s = ? WHERE %s = ? AND %s = ?"
                    .formatted(table, column, key, column),
                Naming.without(text, customerId, AuditLog.MASKED),
                row,
                text);
      }
    }
    return masked;
  }

  /** Of those that have the customer among their samples, what is grouped by may name them. */
  private void maskAlerts(String customerId) {
    List<Map.Entry<String, String>> bodies = new ArrayList<>();
    handle
        .createQuery(
            "SELECT DISTINCT b.alert_id, b.body FROM alert_bodies b JOIN alert_samples s"
                + " ON s.alert_id = b.alert_id WHERE s.customer_id = :id")
        .bind("id", customerId)
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(bodies::add);
    for (Map.Entry<String, String> body : bodies) {
      ObjectNode alert = Json.parse(body.getValue());
      JsonNode masked = masked(alert, customerId);
      if (!masked.equals(alert)) {
        handle.execute(
            "UPDATE alert_bodies SET body = ? WHERE alert_id = ?",
            Json.text(masked),
            body.getKey());
        mask("alerts", "touchpoint", "alert_id", body.getKey(), customerId);
        mask("alerts", "words", "alert_id", body.getKey(), customerId.toLowerCase(Locale.ROOT));
      }
    }
  }

  private static JsonNode masked(JsonNode node, String customerId) {
    if (node.isTextual()) {
      return TextNode.valueOf(Naming.without(node.asText(), customerId, AuditLog.MASKED));
    }
    if (node instanceof ObjectNode object) {
      ObjectNode masked = Json.object();
      object
          .properties()
          .forEach(field -> masked.set(field.getKey(), masked(field.getValue(), customerId)));
      return masked;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode masked = Json.object().arrayNode();
      array.forEach(item -> masked.add(masked(item, customerId)));
      return masked;
    }
    return node;
  }
}
