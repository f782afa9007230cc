package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.Json;
import io.waymark.console.store.Portion;

/** Alerts and signals as topics tell them. */
final class AlertMessages {
  private AlertMessages() {}

  static Portion alerts(String id, String title) {
    Portion portion = new Portion();
    ObjectNode alert = alert(id, title);
    alert.putArray("samples").add("customer-4711");
    portion.alert(alert);
    return portion;
  }

  static ObjectNode alert(String id, String text) {
    ObjectNode alert =
        Json.object()
            .put("alert_id", id)
            .put("status", "open")
            .put("severity", "high")
            .put("title", text)
            .put("touchpoint", text)
            .put("first_at", "2026-01-01T00:00:00.000Z")
            .put("last_at", "2026-01-01T00:01:00.000Z");
    alert.putArray("rule_ids").add("r1");
    alert.putArray("samples").add(text);
    return alert;
  }

  static ObjectNode signal(String id, String customer) {
    return Json.object()
        .put("signal_id", id)
        .put("rule_id", "r1")
        .put("customer_id", customer)
        .put("title", "Trouble")
        .put("status", "fired")
        .put("severity", "high")
        .put("occurred_at", "2026-01-01T00:00:30.000Z");
  }
}
