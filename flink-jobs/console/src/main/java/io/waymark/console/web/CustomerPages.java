package io.waymark.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Glances;
import io.waymark.console.access.Masking;
import io.waymark.console.access.Role;
import io.waymark.console.store.Alerts;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Customers;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.Moments;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One customer's journey, across channels. Who sees whose it is, or searches for ids, leaves a
 * trace in the audit.
 */
final class CustomerPages {
  private static final int FOUND = 20;
  private static final int MOMENTS = 300;

  private final Customers customers;
  private final Moments moments;
  private final Alerts alerts;
  private final Kpis kpis;
  private final Masking masking;
  private final AuditLog audit;
  private final Glances glances;
  private final InstantSource wall;

  CustomerPages(
      Customers customers,
      Moments moments,
      Alerts alerts,
      Kpis kpis,
      Masking masking,
      AuditLog audit,
      InstantSource wall) {
    this.customers = customers;
    this.moments = moments;
    this.alerts = alerts;
    this.kpis = kpis;
    this.masking = masking;
    this.audit = audit;
    this.glances = new Glances(wall);
    this.wall = wall;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/customers", Role.VIEWER, this::search),
        Route.get("/api/customers/{ref}", Role.VIEWER, this::show));
  }

  private ObjectNode search(Request request) {
    String asked = request.query("q");
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    answer.putNull("next");
    if (asked == null) {
      return answer;
    }
    List<Customers.Customer> found = new ArrayList<>();
    customers.byRef(asked).ifPresent(found::add);
    // A viewer who may ask for ids finds out by trying whose a reference is.
    if (request.role().may(Role.OPERATOR)) {
      customers.byId(asked).ifPresent(found::add);
      customers.byPrefix(asked, FOUND).stream()
          .filter(one -> !one.id().equals(asked))
          .forEach(found::add);
      remember(request, asked, found);
    }
    for (Customers.Customer customer : found) {
      items.add(head(customer, request.role()));
    }
    return answer;
  }

  /** Whose ids somebody was shown, by the beginning of an id or by a reference. */
  private void remember(Request request, String asked, List<Customers.Customer> found) {
    List<String> refs = found.stream().map(Customers.Customer::ref).toList();
    String detail = Masking.masked(asked) + ": " + String.join(", ", refs);
    if (glances.isNew(request.session(), "search " + asked + detail)) {
      audit.add(request.who(), "customer.search", "customers:" + refs.size(), detail);
    }
  }

  private ObjectNode head(Customers.Customer customer, Role role) {
    ObjectNode head = Json.object();
    head.set("customer", masking.customer(customer.id(), role));
    return head.put("stage", customer.stage())
        .put("effort", customer.effort())
        .put("emotion", customer.emotion())
        .put("frustration", customer.frustration())
        .put("updated_at", Json.time(customer.updatedAt()));
  }

  private ObjectNode show(Request request) {
    Customers.Customer customer =
        customers.byRef(request.path("ref")).orElseThrow(() -> Refused.notFound("customer"));
    boolean whole = request.role().may(Role.OPERATOR);
    if (whole && glances.isNew(request.session(), customer.ref())) {
      audit.add(request.who(), "customer.view", "customer:" + customer.ref(), "");
    }
    ObjectNode view = head(customer, request.role());
    ObjectNode journey = customer.journey() == null ? Json.object() : customer.journey();
    for (String field :
        List.of(
            "model", "stages", "health", "activity", "contact", "orders", "session", "consents")) {
      view.set(field, journey.get(field));
    }
    ObjectNode profile = view.putObject("profile");
    journey
        .path("profile")
        .properties()
        .forEach(
            entry ->
                profile.set(entry.getKey(), masking.attribute(entry.getValue(), request.role())));
    if (view.path("session") instanceof ObjectNode session && session.has("session_id")) {
      ObjectNode shown = session.deepCopy();
      shown.set("session_id", masking.attribute(session.get("session_id"), request.role()));
      view.set("session", shown);
    }
    view.putArray("scores").addAll(customers.scores(customer.id()));
    view.putArray("timeline").addAll(timeline(customer, journey));
    ArrayNode shown = view.putArray("alerts");
    for (ObjectNode alert : alerts.of(customer.id())) {
      masking.group(alert, request.role());
      shown.add(alert);
    }
    return view;
  }

  /** The latest first. */
  private List<ObjectNode> timeline(Customers.Customer customer, ObjectNode journey) {
    List<ObjectNode> timeline = TouchpointItems.of(journey.path("touchpoints"), reached(customer));
    for (JsonNode stage : journey.path("stages")) {
      ObjectNode item = Json.object();
      item.set("at", stage.get("entered_at"));
      item.put("kind", "stage");
      copy(stage, item, "stage");
      timeline.add(item);
    }
    for (ObjectNode moment : moments.of(customer.id(), MOMENTS)) {
      timeline.add(item(moment));
    }
    timeline.sort(Comparator.comparing((ObjectNode item) -> item.path("at").asText()).reversed());
    return timeline;
  }

  /**
   * How far time has come for the customer: behind the clock while jobs catch up, or in a replay.
   */
  private long reached(Customers.Customer customer) {
    Long updated = customer.updatedAt();
    return Math.min(wall.millis(), Math.max(kpis.upTo().orElse(0L), updated == null ? 0 : updated));
  }

  private static ObjectNode item(ObjectNode moment) {
    ObjectNode item = Json.object();
    String kind = moment.path("moment").asText();
    item.set("at", moment.get("at"));
    item.put("kind", kind);
    copy(moment, item, "channel", "touchpoint", "rule_id", "severity", "waited_ms", "action");
    copy(moment, item, "purpose", "destination", "arm", "goal", "release_at", "experiment");
    copy(moment, item, "signal_id", "trigger_id", "mode", "rule_version", "attempt", "http_status");
    item.set("text", moment.get("title"));
    item.set("status", moment.get(kind.equals("decision") ? "verdict" : "status"));
    item.set("reason", moment.get(kind.equals("delivery") ? "failure" : "reason"));
    item.putArray("evidence");
    if (moment.path("evidence").isArray()) {
      item.set("evidence", moment.get("evidence"));
    }
    return item;
  }

  private static void copy(JsonNode from, ObjectNode to, String... fields) {
    for (String field : fields) {
      if (from.has(field)) {
        to.set(field, from.get(field));
      }
    }
  }
}
