package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What the topics say, into the store: a portion and how far it was read in one transaction, so
 * that after any end the next portion follows on the last. Everything is put by its id.
 */
public final class Intake {
  private static final Table OFFSETS = Table.of("offsets", List.of("topic", "part"), "next_offset");
  private static final Table MOMENTS =
      Table.of(
          "moments",
          List.of("moment_id"),
          "kind",
          "customer_id",
          "rule_id",
          "touchpoint",
          "status",
          "reason",
          "severity",
          "happened_at",
          "body");
  private static final Table EXPERIMENTS =
      Table.of("experiments", List.of("experiment", "rule_version"), "body");
  private static final Table PAUSES =
      Table.of("pauses", List.of("rule_id"), "paused", "reason", "said_at");
  private static final Table RULES = Table.of("rules", List.of("rule_id"), "revision", "document");

  private final Database database;
  private final Pseudonyms pseudonyms;
  private final AuditLog audit;
  private final InstantSource wall;
  private final PauseWork said;

  public Intake(Database database, Pseudonyms pseudonyms, AuditLog audit, InstantSource wall) {
    this.database = database;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.wall = wall;
    this.said = new PauseWork(database, audit);
  }

  /** From where each partition is to be read on. */
  public Map<Portion.TopicPart, Long> offsets() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT topic, part, next_offset FROM offsets")
                    .map(
                        (row, context) ->
                            Map.entry(
                                new Portion.TopicPart(row.getString(1), row.getInt(2)),
                                row.getLong(3)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Puts it into the store; it is there when this returns. */
  public void put(Portion portion) {
    database.jdbi().useTransaction(handle -> put(handle, portion));
  }

  private void put(Handle handle, Portion portion) {
    Dialect dialect = database.dialect();
    CustomerIntake customers = new CustomerIntake(handle, dialect, pseudonyms);
    Erasures erasures = new Erasures(handle, database, audit, pseudonyms);
    if (!portion.forgotten.isEmpty() || !portion.pauses.isEmpty()) {
      Turn.take(handle);
    }
    for (Map.Entry<String, Long> erased : portion.forgotten.entrySet()) {
      erasures.forget(erased.getKey(), erased.getValue());
      customers.forget(erased.getKey(), erased.getValue());
    }
    ErasedCustomers erased = ErasedCustomers.of(handle, pseudonyms, portion);
    portion.journeys.removeIf(erased::covers);
    portion.moments.removeIf(erased::covers);
    portion.alerts.forEach(erased::leaveOutOf);
    putAlerts(handle, portion);
    KpiIntake.put(handle, dialect, portion.kpis);
    customers.put(portion.journeys);
    customers.end(portion.journeysEnded);
    putMoments(handle, portion, customers);
    EXPERIMENTS.put(handle, dialect, rows(portion.experiments, Intake::experiment));
    putPauses(handle, portion.pauses);
    RuleUsages.add(handle, dialect, portion.ruleUsage);
    portion.rules.forEach((id, rule) -> putRule(handle, id, rule));
    OFFSETS.put(
        handle,
        dialect,
        portion.offsets.entrySet().stream()
            .map(
                read ->
                    Map.<String, @Nullable Object>of(
                        "topic",
                        read.getKey().topic(),
                        "part",
                        read.getKey().part(),
                        "next_offset",
                        read.getValue()))
            .toList());
    // The end of the audit is locked last, as by whoever does something to what is above.
    for (ObjectNode pause : portion.pauses) {
      said.said(handle, Fields.text(pause, "rule_id"), Fields.time(pause, "at"));
    }
    erasures.record();
  }

  private void putAlerts(Handle handle, Portion portion) {
    AlertIntake alerts = new AlertIntake(handle, database.dialect());
    if (!portion.alertsGone.isEmpty()) {
      alerts.remove(portion.alertsGone);
    }
    if (!portion.alerts.isEmpty()) {
      alerts.put(portion.alerts, wall.millis());
    }
    for (String id : portion.forgotten.keySet()) {
      handle.execute("DELETE FROM alert_samples WHERE customer_id = ?", id);
    }
  }

  private void putMoments(Handle handle, Portion portion, CustomerIntake customers) {
    Set<String> named = new LinkedHashSet<>();
    Map<String, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
    for (Moment moment : portion.moments) {
      rows.put(moment.id(), moment.row());
      if (moment.customerId() != null) {
        named.add(moment.customerId());
      }
    }
    new TallyIntake(handle, database.dialect()).count(portion.moments);
    MOMENTS.put(handle, database.dialect(), rows.values());
    portion.journeys.forEach(journey -> named.remove(Fields.text(journey, "customer_id")));
    customers.name(named);
  }

  /** The last word on each rule, in event time, as jobs take it; of two at once the first. */
  private void putPauses(Handle handle, List<ObjectNode> pauses) {
    Mentions mentions = new Mentions(handle, database);
    for (ObjectNode pause : pauses) {
      String rule = Fields.text(pause, "rule_id");
      if (PauseWork.hasWordFrom(handle, rule, Fields.time(pause, "at"))) {
        continue;
      }
      // Said somewhere else: whoever said the one before has nothing to do with it.
      handle.execute("UPDATE pauses SET who = NULL WHERE rule_id = ?", rule);
      PAUSES.put(handle, database.dialect(), List.of(pause(pause)));
      mentions.note(Mentions.Source.PAUSE, rule, Fields.text(pause, "reason"));
    }
  }

  private void putRule(Handle handle, String id, Portion.PublishedRule rule) {
    if (rule.text() == null) {
      handle.execute("DELETE FROM rules WHERE rule_id = ?", id);
      return;
    }
    Map<String, @Nullable Object> row =
        Map.of("rule_id", id, "revision", rule.revision(), "document", rule.text());
    RULES.put(handle, database.dialect(), List.of(row));
  }

  private static Map<String, @Nullable Object> experiment(ObjectNode experiment) {
    return Map.of(
        "experiment",
        Fields.text(experiment, "experiment"),
        "rule_version",
        experiment.path("rule_version").asInt(),
        "body",
        Json.text(experiment));
  }

  private static Map<String, @Nullable Object> pause(ObjectNode pause) {
    return Map.of(
        "rule_id",
        Fields.text(pause, "rule_id"),
        "paused",
        pause.path("paused").asBoolean(),
        "reason",
        Fields.text(pause, "reason"),
        "said_at",
        Fields.time(pause, "at"));
  }

  private static List<Map<String, @Nullable Object>> rows(
      List<ObjectNode> said,
      java.util.function.Function<ObjectNode, Map<String, @Nullable Object>> row) {
    return said.stream().map(row).toList();
  }
}
