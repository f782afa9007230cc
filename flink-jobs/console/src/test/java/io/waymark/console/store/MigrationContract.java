package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.junit.jupiter.api.Test;

/** What a store that an earlier version made has in it is there when this version has opened it. */
abstract class MigrationContract {
  private static final long T0 = StoreContract.T0;

  private final TestedDatabase tested;

  MigrationContract(TestedDatabase tested) {
    this.tested = tested;
  }

  @Test
  void theRowsOfTheFirstVersionAreBroughtUp() {
    tested.empty();
    migrateToTheFirst();
    Jdbi first = Jdbi.create(() -> DriverManager.getConnection(tested.address().url(), login()));
    put(first, "went-on", 3, T0, T0 + 90_000, "signals", ",cart-left,checkout-abandoned,");
    put(first, "began-last", 3, T0 + 60_000, T0 + 70_000, "signals", ",payment-failed,");
    put(first, "drop", 2, T0, T0, "anomaly", ",conversion-drop,checkout-abandoned,");
    put(first, "spike", 1, T0, T0, "anomaly", ",error-spike,");
    first.useHandle(
        handle -> {
          handle.execute("INSERT INTO experiments VALUES ('r1', '{\"verdict\":\"harms\"}')");
          handle.execute("INSERT INTO offsets VALUES ('waymark.experiments', 0, 7)");
          handle.execute("INSERT INTO offsets VALUES ('waymark.alerts', 0, 9)");
        });

    try (Database database = Database.open(tested.address(), MasterKey.fresh())) {
      Alerts alerts = new Alerts(database, () -> Instant.ofEpochMilli(T0));

      // The worst first, and of those what began last, however long the others went on.
      assertThat(open(alerts)).containsExactly("began-last", "went-on", "drop", "spike");
      assertThat(rules(database))
          .isEqualTo(
              Map.of(
                  "went-on", ",cart-left,checkout-abandoned,",
                  "began-last", ",payment-failed,",
                  "drop", ",conversion-drop,",
                  "spike", ",error-spike,"));
      assertThat(new Tallies(database).experiments()).isEmpty();
      assertThat(offsets(database)).isEqualTo(Map.of("waymark.alerts", 9L));
      silence(database, "checkout-abandoned");
      assertThat(open(alerts)).containsExactly("began-last", "drop", "spike");
      AlertWork work = new AlertWork(database, () -> Instant.ofEpochMilli(T0), audit(database));
      assertThat(work.resolve("spike", "nok", "fixed", null)).isEqualTo(AlertWork.Deed.DONE);
      assertThat(open(alerts)).containsExactly("began-last", "drop");
    }
  }

  private void migrateToTheFirst() {
    DatabaseAddress address = tested.address();
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(address.url(), address.user(), address.password())
        .locations("classpath:db/migration")
        .placeholders(Dialect.of(address.url()).placeholders())
        .target("1")
        .load()
        .migrate();
  }

  private Properties login() {
    Properties login = new Properties();
    if (tested.address().user() != null) {
      login.put("user", tested.address().user());
      login.put("password", tested.address().password());
    }
    return login;
  }

  /** As the first version did: in the order of what went on last. */
  private static void put(
      Jdbi first, String id, int severity, long began, long last, String origin, String rules) {
    ObjectNode body =
        StoreContract.alert(id, "open", Severities.word(severity), 1)
            .put("origin", origin)
            .put("first_at", Json.time(began))
            .put("last_at", Json.time(last));
    first.useHandle(
        handle -> {
          handle.execute(
              "INSERT INTO alerts (alert_id, status, live, severity, touchpoint, rule_ids, words,"
                  + " first_at, last_at, reopened, by_severity, by_customers, by_value)"
                  + " VALUES (?, 'open', TRUE, ?, '/checkout', ?, '', ?, ?, 0, ?, 1, 0)",
              id,
              severity,
              rules,
              began,
              last,
              severity * 100_000_000_000_000L + last);
          handle.execute("INSERT INTO alert_bodies VALUES (?, ?)", id, Json.text(body));
        });
  }

  private static List<String> open(Alerts alerts) {
    return alerts
        .page(StoreContract.query(AlertQuery.View.OPEN, AlertQuery.Sort.SEVERITY, 50, null))
        .alerts()
        .stream()
        .map(Alerts.Alert::id)
        .toList();
  }

  private static Map<String, String> rules(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT alert_id, rule_ids FROM alerts")
                    .setMapKeyColumn("alert_id")
                    .setMapValueColumn("rule_ids")
                    .collectInto(new GenericType<Map<String, String>>() {}));
  }

  private static Map<String, Long> offsets(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT topic, next_offset FROM offsets")
                    .setMapKeyColumn("topic")
                    .setMapValueColumn("next_offset")
                    .collectInto(new GenericType<Map<String, Long>>() {}));
  }

  private static void silence(Database database, String rule) {
    new Silences(database, () -> Instant.ofEpochMilli(T0), audit(database))
        .add(
            List.of(new Silence.Matcher("rule_id", true, rule)),
            T0 + 60_000,
            "nok",
            "planned work");
  }

  private static AuditLog audit(Database database) {
    return new AuditLog(database, () -> Instant.ofEpochMilli(T0));
  }
}
