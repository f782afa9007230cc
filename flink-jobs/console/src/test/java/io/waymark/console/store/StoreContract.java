package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An open store, for what it promises on whatever database. */
abstract class StoreContract {
  static final long T0 = 1_790_000_000_000L;
  static final Portion.TopicPart PART = new Portion.TopicPart("waymark.alerts", 0);
  final MasterKey key = MasterKey.fresh();
  long now = T0;
  final InstantSource wall = () -> java.time.Instant.ofEpochMilli(now);
  Database database;
  AuditLog audit;
  Intake intake;
  Alerts alerts;
  AlertWork work;
  Silences silences;
  private final TestedDatabase tested;

  StoreContract(TestedDatabase tested) {
    this.tested = tested;
  }

  @BeforeEach
  void begin() {
    tested.empty();
    open();
  }

  void open() {
    database = Database.open(tested.address(), key);
    audit = new AuditLog(database, wall);
    intake = new Intake(database, Pseudonyms.of(database), audit, wall);
    alerts = new Alerts(database, wall);
    work = new AlertWork(database, wall, audit);
    silences = new Silences(database, wall, audit);
  }

  @AfterEach
  void close() {
    database.close();
  }

  void pause(long at) {
    Portion portion = new Portion();
    portion.pause(said(at, true));
    portion.readUpTo("waymark.pauses", 0, 1);
    intake.put(portion);
  }

  static ObjectNode said(long at, boolean paused) {
    return Json.object()
        .put("rule_id", "r1")
        .put("paused", paused)
        .put("reason", "x")
        .put("at", Json.time(at));
  }

  void forget(String customer) {
    Portion portion = new Portion();
    portion.forget(customer, T0 + 500);
    portion.readUpTo("waymark.facts", 0, 1);
    intake.put(portion);
  }

  List<String> ids(AlertQuery.View view) {
    return alerts.page(query(view, AlertQuery.Sort.SEVERITY, 50, null)).alerts().stream()
        .map(Alerts.Alert::id)
        .toList();
  }

  static AlertQuery query(
      AlertQuery.View view, AlertQuery.Sort sort, int limit, AlertQuery.Cursor after) {
    return new AlertQuery(view, sort, List.of(), null, null, limit, after);
  }

  /** Puts messages, told apart by their fields. */
  void put(ObjectNode... messages) {
    Portion portion = new Portion();
    for (ObjectNode message : messages) {
      if (message.has("alert_id")) {
        portion.alert(message);
      } else if (message.has("signal_id")) {
        portion.moment(Moment.signal(message));
      } else if (message.has("experiment")) {
        portion.experiment(message);
      } else {
        portion.kpi(message);
      }
    }
    portion.readUpTo(PART.topic(), PART.part(), 2);
    intake.put(portion);
  }

  static ObjectNode alert(String id, String status, String severity, long customers) {
    ObjectNode alert =
        Json.object()
            .put("alert_id", id)
            .put("status", status)
            .put("severity", severity)
            .put("title", "Trouble " + id)
            .put("touchpoint", "/checkout")
            .put("customers", customers)
            .put("first_at", Json.time(T0))
            .put("last_at", Json.time(T0 + customers));
    alert.putNull("muted_by");
    alert.putArray("rule_ids").add("checkout-abandoned");
    alert.putArray("samples").add("c-1").add("c-2");
    return alert;
  }

  static ObjectNode signal(String id, String customer) {
    return Json.object()
        .put("signal_id", id)
        .put("rule_id", "checkout-abandoned")
        .put("customer_id", customer)
        .put("status", "fired")
        .put("severity", "high")
        .put("mode", "live")
        .put("touchpoint", "/checkout")
        .put("occurred_at", Json.time(T0 + 1));
  }

  static ObjectNode experiment(String experiment, int version, String verdict) {
    return Json.object()
        .put("experiment", experiment)
        .put("rule_version", version)
        .put("verdict", verdict);
  }

  static ObjectNode kpi(long start, long at) {
    return Json.object()
        .put("touchpoint", "/checkout")
        .put("channel", "web")
        .put("window_start", Json.time(start))
        .put("window_end", Json.time(start + 300_000))
        .put("occurred_at", Json.time(at));
  }
}
