package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was read at once, in its order within a kind; it becomes visible at once. What the tables
 * can't keep by its keys is refused with an IllegalArgumentException, and leaves the portion as it
 * was; the rest of a message is mended.
 */
public final class Portion {
  final List<ObjectNode> alerts = new ArrayList<>();
  final List<String> alertsGone = new ArrayList<>();
  final List<ObjectNode> kpis = new ArrayList<>();
  final List<ObjectNode> journeys = new ArrayList<>();
  final Set<String> journeysEnded = new LinkedHashSet<>();
  final Map<String, Long> forgotten = new LinkedHashMap<>();
  final List<Moment> moments = new ArrayList<>();
  final List<ObjectNode> experiments = new ArrayList<>();
  final List<ObjectNode> pauses = new ArrayList<>();
  final List<ObjectNode> ruleUsage = new ArrayList<>();
  final Map<String, PublishedRule> rules = new HashMap<>();
  final Map<TopicPart, Long> offsets = new HashMap<>();

  private long saidAt = Long.MIN_VALUE;

  /** A partition of a topic. */
  public record TopicPart(String topic, int part) {}

  /** A rule as it is published; without text it is withdrawn. */
  record PublishedRule(long revision, @Nullable String text) {}

  public void alert(ObjectNode alert) {
    Columns.fit("status", Fields.text(alert, "status"), 20);
    alerts.add(Columns.fit(alert));
  }

  public void alertGone(String id) {
    Columns.fit("alert_id", id);
    alerts.removeIf(alert -> Fields.text(alert, "alert_id").equals(id));
    alertsGone.add(id);
  }

  public void kpi(ObjectNode kpi) {
    kpis.add(Columns.fitPlace(kpi));
  }

  public void journey(ObjectNode journey) {
    Columns.fit(journey);
    journeysEnded.remove(Fields.text(journey, "customer_id"));
    journeys.add(journey);
  }

  public void journeyEnded(String customerId) {
    Columns.fit("customer_id", customerId);
    journeys.removeIf(journey -> Fields.text(journey, "customer_id").equals(customerId));
    journeysEnded.add(customerId);
  }

  /** The customer was erased then: nothing from until then is kept, nor believed any more. */
  public void forget(String customerId, long at) {
    forgotten.merge(Columns.fit("customer_id", customerId), at, Math::max);
  }

  public void moment(Moment moment) {
    Columns.fit("moment_id", moment.id());
    Columns.fit("status", moment.status(), 30);
    Columns.fit("rule_id", moment.ruleId() == null ? "" : moment.ruleId());
    Columns.fit(moment.body());
    moments.add(moment);
  }

  public void experiment(ObjectNode experiment) {
    experiments.add(Columns.fit(experiment));
  }

  public void pause(ObjectNode pause) {
    ObjectNode fitting = Columns.fit(pause);
    Columns.fit("reason", Fields.text(fitting, "reason"), 2000);
    pauses.add(fitting);
  }

  public void ruleUsage(ObjectNode usage) {
    Columns.fit("rule_id", Fields.text(usage, "rule_id"));
    ruleUsage.add(usage);
  }

  /**
   * A rule was published or withdrawn.
   *
   * @param text null if it is withdrawn
   */
  public void rule(String id, long revision, @Nullable String text) {
    Columns.fit("rule_id", id);
    Columns.fit("document", text == null ? "" : text);
    rules.put(id, new PublishedRule(revision, text));
  }

  /** From where the partition is read on after this. */
  public void readUpTo(String topic, int part, long nextOffset) {
    offsets.put(new TopicPart(topic, part), nextOffset);
  }

  /** Something of it came to the broker then, by the broker's clock. */
  public void saidAt(long at) {
    saidAt = Math.max(saidAt, at);
  }

  /** Whether all of it was said before then: it is no news, but what was not read in time. */
  public boolean isFromBefore(long at) {
    return saidAt != Long.MIN_VALUE && saidAt < at;
  }

  public boolean isEmpty() {
    return offsets.isEmpty();
  }

  /** Ids of the alerts that it says something of. */
  public Set<String> changedAlerts() {
    return alerts.stream()
        .map(alert -> Fields.text(alert, "alert_id"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Ids of the alerts that it withdraws. */
  public Set<String> goneAlerts() {
    return Set.copyOf(alertsGone);
  }

  /** The last word on the latest window of each place, for all personas together. */
  public Map<Kpis.Place, ObjectNode> lastPulses() {
    Map<Kpis.Place, ObjectNode> last = new LinkedHashMap<>();
    for (ObjectNode kpi : kpis) {
      if (kpi.path("persona").isNull()) {
        last.merge(
            new Kpis.Place(Fields.text(kpi, "touchpoint"), Fields.optional(kpi, "channel")),
            kpi,
            Portion::later);
      }
    }
    return last;
  }

  /**
   * The later window of a place; of one window the last word. What came late changes older ones.
   */
  public static ObjectNode later(ObjectNode before, ObjectNode after) {
    return Fields.time(after, "window_start") < Fields.time(before, "window_start")
        ? before
        : after;
  }

  /** Whether it takes somebody out of what is shown. */
  public boolean forgets() {
    return !forgotten.isEmpty();
  }
}
