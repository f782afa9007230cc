package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Json;
import java.util.List;

/** Who did what. */
final class AuditPages {
  private final AuditLog audit;

  AuditPages(AuditLog audit) {
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/audit", Role.ADMIN, this::list),
        Route.get("/api/audit/verify", Role.ADMIN, this::verify));
  }

  private ObjectNode list(Request request) {
    int limit = request.number("limit", 1, 500, 50);
    String after = request.query("after");
    List<AuditLog.Entry> entries;
    try {
      entries = audit.latest(limit, after == null ? Long.MAX_VALUE : Long.parseLong(after));
    } catch (NumberFormatException e) {
      throw Refused.badRequest("after is what next was");
    }
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    for (AuditLog.Entry entry : entries) {
      items
          .addObject()
          .put("seq", entry.seq())
          .put("at", Json.time(entry.at()))
          .put("who", entry.who())
          .put("action", entry.action())
          .put("subject", entry.subject())
          .put("detail", entry.detail())
          .put("hash", entry.hash());
    }
    boolean more = entries.size() == limit;
    return answer.put("next", more ? Long.toString(entries.get(limit - 1).seq()) : null);
  }

  private ObjectNode verify(Request request) {
    AuditLog.Verdict verdict = audit.verify();
    return Json.object()
        .put("ok", verdict.brokenAt() == null)
        .put("checked", verdict.checked())
        .put("broken_at", verdict.brokenAt());
  }
}
