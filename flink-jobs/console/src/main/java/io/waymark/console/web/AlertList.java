package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Masking;
import io.waymark.console.access.Role;
import io.waymark.console.store.AlertQuery;
import io.waymark.console.store.Alerts;
import io.waymark.console.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that are looked for, as a role sees them. What it is not shown it does not find either:
 * else it could be found out letter by letter. Nor does {@code next} say that there is any, unless
 * it is more than {@value #PASSED_BY}.
 */
final class AlertList {
  private static final int AT_ONCE = 100;

  /** Until then one answer looks for more that may be shown. */
  private static final int PASSED_BY = 1000;

  private final Alerts alerts;
  private final Masking masking;

  AlertList(Alerts alerts, Masking masking) {
    this.alerts = alerts;
    this.masking = masking;
  }

  /**
   * A page of them.
   *
   * @param next null if nothing follows
   */
  record Page(List<ObjectNode> views, AlertQuery.@Nullable Cursor next) {}

  Page page(AlertQuery asked, Role role) {
    if (role.may(Role.OPERATOR) || !asked.looksForTexts()) {
      Alerts.Page page = alerts.page(asked);
      return new Page(views(page.alerts(), role), page.next());
    }
    List<ObjectNode> shown = new ArrayList<>();
    AlertQuery.Cursor after = asked.after();
    for (int passedBy = 0; ; ) {
      Alerts.Page found = alerts.page(asked.from(after, Math.max(asked.limit() + 1, AT_ONCE)));
      for (ObjectNode view : views(found.alerts(), role)) {
        if (!asked.findsByTexts(view)) {
          passedBy++;
        } else if (shown.size() < asked.limit()) {
          shown.add(view);
        } else {
          return new Page(shown, standsAt(shown.get(shown.size() - 1), asked.sort()));
        }
      }
      after = found.next();
      if (after == null || passedBy >= PASSED_BY) {
        return new Page(shown, after);
      }
    }
  }

  private List<ObjectNode> views(List<Alerts.Alert> found, Role role) {
    ObjectNode all = Json.object();
    ArrayNode views = all.putArray("items");
    List<ObjectNode> each = new ArrayList<>();
    for (Alerts.Alert alert : found) {
      ObjectNode view = AlertPages.view(alert, role, masking);
      views.add(view);
      each.add(view);
    }
    // One question for all of them; it changes them where they are.
    masking.texts(all, role);
    return each;
  }

  private static AlertQuery.Cursor standsAt(ObjectNode view, AlertQuery.Sort sort) {
    long key = view.path("order").path(sort.name().toLowerCase(Locale.ROOT)).asLong();
    return new AlertQuery.Cursor(key, view.path("alert_id").asText());
  }
}
