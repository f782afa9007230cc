package io.waymark.console.store;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Sums up by the hour what comes in, so that nobody who asks waits for a week to be counted. */
final class TallyIntake {
  static final long HOUR = Duration.ofHours(1).toMillis();

  private static final Table TALLIES =
      Table.of("tallies", List.of("kind", "rule_id", "status", "reason", "since_hour"), "times");
  private static final Table CUSTOMERS =
      Table.of("tally_customers", List.of("rule_id", "since_hour"), "sketch");

  private record Key(String kind, String ruleId, String status, String reason, long hour) {}

  private record RuleHour(String ruleId, long hour) {}

  private final Handle handle;
  private final Dialect dialect;

  TallyIntake(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  /** Counts those that are not in the store yet; it has to be asked before they are put there. */
  void count(Collection<Moment> moments) {
    if (moments.isEmpty()) {
      return;
    }
    Set<String> known = known(moments);
    Map<Key, Long> times = new LinkedHashMap<>();
    Map<RuleHour, DistinctCustomers> customers = new LinkedHashMap<>();
    for (Moment moment : moments) {
      String rule = moment.ruleId();
      if (rule == null || !known.add(moment.id())) {
        continue;
      }
      long hour = hour(moment.at());
      String reason = Objects.requireNonNullElse(moment.shortReason(), "");
      times.merge(new Key(moment.kind(), rule, moment.status(), reason, hour), 1L, Long::sum);
      if (moment.isLiveFire() && moment.customerId() != null) {
        customers
            .computeIfAbsent(new RuleHour(rule, hour), key -> new DistinctCustomers())
            .add(moment.customerId());
      }
    }
    times.replaceAll((key, more) -> more + before(key));
    customers.forEach(this::addBefore);
    TALLIES.put(handle, dialect, times.entrySet().stream().map(TallyIntake::row).toList());
    CUSTOMERS.put(
        handle,
        dialect,
        customers.entrySet().stream()
            .map(
                one ->
                    Map.<String, @Nullable Object>of(
                        "rule_id",
                        one.getKey().ruleId(),
                        "since_hour",
                        one.getKey().hour(),
                        "sketch",
                        one.getValue().text()))
            .toList());
  }

  static long hour(long at) {
    return Math.floorDiv(at, HOUR) * HOUR;
  }

  private Set<String> known(Collection<Moment> moments) {
    return new HashSet<>(
        handle
            .createQuery("SELECT moment_id FROM moments WHERE moment_id IN (<ids>)")
            .bindList("ids", moments.stream().map(Moment::id).distinct().toList())
            .mapTo(String.class)
            .list());
  }

  private long before(Key key) {
    return handle
        .createQuery(
            "SELECT times FROM tallies WHERE kind = :kind AND rule_id = :rule AND status = :status"
                + " AND reason = :reason AND since_hour = :hour")
        .bind("kind", key.kind())
        .bind("rule", key.ruleId())
        .bind("status", key.status())
        .bind("reason", key.reason())
        .bind("hour", key.hour())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  private void addBefore(RuleHour key, DistinctCustomers customers) {
    handle
        .createQuery(
            "SELECT sketch FROM tally_customers WHERE rule_id = :rule AND since_hour = :hour")
        .bind("rule", key.ruleId())
        .bind("hour", key.hour())
        .mapTo(String.class)
        .findOne()
        .ifPresent(customers::addAll);
  }

  private static Map<String, @Nullable Object> row(Map.Entry<Key, Long> tally) {
    Key key = tally.getKey();
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("kind", key.kind());
    row.put("rule_id", key.ruleId());
    row.put("status", key.status());
    row.put("reason", key.reason());
    row.put("since_hour", key.hour());
    row.put("times", tally.getValue());
    return row;
  }
}
