package io.waymark.domain.alert;

import io.waymark.domain.event.CodePoints;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.DerivedId;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a signal tells the alert it belongs to.
 *
 * @param key of the group: the same for the same rule and values of its {@code group_by}
 * @param group these values by name, ascending
 * @param at event time at which it counts: that of the signal, but of a retraction not before its
 *     fire
 * @param escalatesUntil until when the fire can become worse by itself; {@code at} if it can not
 * @param cart what the customer's cart is worth; null if unknown
 */
public record Report(
    String key,
    String ruleId,
    Map<String, Object> group,
    String title,
    @Nullable String team,
    @Nullable String runbook,
    String signalId,
    Signal.Status status,
    Severity severity,
    String customerId,
    @Nullable String touchpoint,
    @Nullable String channel,
    long at,
    long escalatesUntil,
    @Nullable CartValue cart) {

  /** The order in which reports of a group count, whatever the order of their arrival. */
  public static final Comparator<Report> ORDER =
      Comparator.comparingLong(Report::at)
          .thenComparing(Report::signalId, CodePoints::compare)
          .thenComparing(Report::status);

  /**
   * What a signal tells.
   *
   * @param at see above
   */
  public static Report of(Signal signal, Rule rule, Alerting alert, long at) {
    Map<String, Object> group = group(signal, alert.groupBy());
    return new Report(
        key(signal.ruleId(), group),
        signal.ruleId(),
        group,
        signal.title(),
        alert.team(),
        alert.runbook(),
        signal.signalId(),
        signal.status(),
        signal.severity(),
        signal.customerId(),
        signal.touchpoint(),
        signal.channel(),
        at,
        at + escalatesFor(rule),
        null);
  }

  /**
   * What a signal tells of a fire that is known already.
   *
   * @param key of the group the fire was told to
   * @param at see above
   */
  public static Report following(Signal signal, String key, long at) {
    return new Report(
        key,
        signal.ruleId(),
        Map.of(),
        signal.title(),
        null,
        null,
        signal.signalId(),
        signal.status(),
        signal.severity(),
        signal.customerId(),
        signal.touchpoint(),
        signal.channel(),
        at,
        at,
        null);
  }

  /** The same of a customer with such a cart. */
  public Report with(@Nullable CartValue value) {
    return new Report(
        key,
        ruleId,
        group,
        title,
        team,
        runbook,
        signalId,
        status,
        severity,
        customerId,
        touchpoint,
        channel,
        at,
        escalatesUntil,
        value);
  }

  private static long escalatesFor(Rule rule) {
    if (rule.when() instanceof Pattern.Wait wait) {
      List<Pattern.Level> levels = wait.levels();
      return levels.get(levels.size() - 1).after() - levels.get(0).after();
    }
    return 0;
  }

  private static Map<String, Object> group(Signal signal, List<String> groupBy) {
    Map<String, Object> group = new TreeMap<>();
    for (String name : groupBy) {
      Object value =
          switch (name) {
            case Alert.TOUCHPOINT -> signal.touchpoint();
            case "channel" -> signal.channel();
            case "stage" -> signal.stage();
            default -> signal.instance().get(name);
          };
      if (value != null) {
        group.put(name, value);
      }
    }
    return group;
  }

  private static String key(String ruleId, Map<String, Object> group) {
    List<String> parts = new ArrayList<>(List.of("group", ruleId));
    group.forEach(
        (name, value) -> {
          parts.add(name);
          // 1 and "1" are two values.
          parts.add((value instanceof Number ? "n" : value instanceof Boolean ? "b" : "s") + value);
        });
    return DerivedId.of(parts.toArray(String[]::new));
  }
}
