package io.waymark.domain.alert;

import io.waymark.domain.alert.Alert.Origin;
import io.waymark.domain.alert.Alert.Status;
import io.waymark.domain.anomaly.AnomalyPattern;
import io.waymark.domain.pulse.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says which alerts need nobody's attention, because another stands for them: (state, input) to
 * (state', effects), in event time. An open anomaly of what single customers meet, errors, failing
 * payments, waits, silence, stands for the alerts of signals at its touchpoint that are not more
 * severe, one of many customers who meet the same for those of that rule, and silence for the
 * anomalies that follow from it. Where both name a channel it has to be the same; of what else the
 * anomaly is, a persona, a gateway, the alert's group has to be too. Of the same figure the wider
 * anomaly stands for the narrower ones, which are the same news: that of a touchpoint for those of
 * its channels, and for those of personas. They keep their own lives and say which alert stands for
 * them; the anomaly names their rules after its pattern. When it is over they are told again.
 *
 * <p>An anomaly has no team of its own: until it is over it is of the team, and has the runbook, of
 * the first alert it stands for, of several at once of the worst. For alerts of other teams it does
 * not stand, which would hear nothing of it.
 *
 * <p>Anomalies of all touchpoints together stand, {@link Reach#SITE} wide, for alerts of signals at
 * any touchpoint that nothing there stands for, and that did not begin long before.
 */
public final class Inhibition {
  /** What there is where nothing comes in. */
  private static final Set<String> OF_SILENCE =
      EnumSet.range(AnomalyPattern.ABANDONMENT_SPIKE, AnomalyPattern.VITALS_DEGRADED).stream()
          .map(AnomalyPattern::id)
          .collect(Collectors.toUnmodifiableSet());

  /** What, when it is out of line, is met by single customers. */
  private static final Set<String> MET =
      Stream.of(
              AnomalyPattern.WAIT_SPIKE,
              AnomalyPattern.ERROR_SPIKE,
              AnomalyPattern.PAYMENT_FAILURE_SPIKE,
              AnomalyPattern.SILENCE,
              AnomalyPattern.CAPACITY_GAP)
          .map(AnomalyPattern::id)
          .collect(Collectors.toUnmodifiableSet());

  /** How much longer than a figure of the site is out of line customers may have met it. */
  private static final long BEFORE = 15 * 60_000;

  /** Among which alerts. */
  public enum Reach {
    /** Those of one touchpoint. */
    TOUCHPOINT,
    /** Those of all, after what those of each touchpoint have said. */
    SITE
  }

  private final Reach reach;

  public Inhibition(Reach reach) {
    this.reach = reach;
  }

  /** Whether a change has anything to do with others here. */
  public boolean concerns(Alert change) {
    return reach == Reach.TOUCHPOINT || change.origin() == Origin.SIGNALS || isOfSite(change);
  }

  private static boolean isOfSite(Alert alert) {
    return Place.EVERYWHERE.equals(alert.place());
  }

  /** The worst first, of several the oldest. */
  private static final Comparator<Alert> WORST_FIRST =
      Comparator.comparing(Alert::severity)
          .reversed()
          .thenComparingLong(Alert::firstAt)
          .thenComparing(Alert::alertId);

  /**
   * What a change leads to.
   *
   * @param incidents the touchpoint's open anomalies
   * @param changed alerts of signals that stand otherwise now
   * @param told the change itself first
   */
  public record Step(List<Standing> incidents, List<Standing> changed, List<Alert> told) {}

  /**
   * Takes a change of an alert of signals into account.
   *
   * @param own the alert as it stood; null if it is new
   * @return no {@link Step#changed} if the alert is over
   */
  public Step signals(List<Standing> incidents, @Nullable Standing own, Alert change) {
    String by = change.mutedBy() == null ? by(incidents, change) : change.mutedBy();
    Standing next = told(own, change, by, change.ruleIds());
    if (change.status() == Status.RESOLVED) {
      return new Step(incidents, List.of(), List.of(next.alert()));
    }
    List<Alert> told = new ArrayList<>(List.of(next.alert()));
    List<Standing> left = new ArrayList<>();
    for (Standing each : incidents) {
      boolean stands = each.alert().alertId().equals(by);
      Standing known = stands ? standingFor(each, change) : each;
      left.add(known);
      if (known != each) {
        told.add(known.alert());
      }
    }
    return new Step(List.copyOf(left), List.of(next), told);
  }

  /**
   * Takes a change of an anomaly's alert into account.
   *
   * @param alerts the touchpoint's open alerts of signals
   */
  public Step anomaly(List<Standing> incidents, Iterable<Standing> alerts, Alert change) {
    List<Standing> left = new ArrayList<>(incidents);
    Standing own = null;
    for (Standing each : incidents) {
      if (each.alert().alertId().equals(change.alertId())) {
        own = each;
        left.remove(each);
      }
    }
    List<String> rules = own == null ? change.ruleIds() : own.alert().ruleIds();
    String by = change.mutedBy() == null ? by(left, change) : change.mutedBy();
    Alert kept = own == null ? change : change.inCareOf(own.alert());
    Standing next = told(own, kept, by, rules);
    List<Standing> others = new ArrayList<>();
    alerts.forEach(others::add);
    if (change.status() != Status.RESOLVED) {
      next = inCareOf(next, left, others);
      left.add(next);
    }
    return around(next.alert(), left, others);
  }

  /**
   * An incident that nobody looks after; by the worst of those that it stands for somebody will.
   */
  private Standing inCareOf(Standing incident, List<Standing> incidents, List<Standing> alerts) {
    return Stream.concat(incidents.stream(), alerts.stream())
        .map(Standing::alert)
        .filter(alert -> alert.team() != null && mutes(incident.alert(), alert))
        .filter(
            alert ->
                reach == Reach.TOUCHPOINT
                    || alert.mutedBy() == null
                    || alert.mutedBy().equals(incident.alert().alertId()))
        .min(WORST_FIRST)
        .map(alert -> new Standing(incident.alert().inCareOf(alert), incident.called()))
        .orElse(incident);
  }

  /** What a change of an anomaly means for all others. */
  private Step around(Alert first, List<Standing> incidents, Iterable<Standing> alerts) {
    long at = first.lastAt();
    Map<String, Set<String>> rules = new HashMap<>();
    List<Standing> left = new ArrayList<>();
    for (Standing each : incidents) {
      left.add(each.alert() == first ? each : again(each, incidents, rules, first));
    }
    List<Standing> changed = new ArrayList<>();
    for (Standing each : alerts) {
      Standing next = again(each, left, rules, first);
      if (next != each) {
        changed.add(next);
      }
    }
    left.replaceAll(
        each -> {
          Set<String> more = rules.getOrDefault(each.alert().alertId(), Set.of());
          return standingFor(each, more, at);
        });
    List<Alert> told = new ArrayList<>(List.of(first));
    for (Standing each : left) {
      if (each.alert().alertId().equals(first.alertId())) {
        told.set(0, first.among(first.mutedBy(), each.alert().ruleIds()));
      } else if (!incidents.contains(each)) {
        told.add(each.alert());
      }
    }
    changed.forEach(each -> told.add(each.alert()));
    return new Step(List.copyOf(left), changed, told);
  }

  private static Standing told(
      @Nullable Standing own, Alert change, @Nullable String by, List<String> rules) {
    boolean called = own != null && own.called();
    if (change.status() == Status.RESOLVED) {
      String still = own == null ? by : own.alert().mutedBy();
      return new Standing(change.among(called ? null : still, rules), called);
    }
    boolean first = own != null && !called && by == null;
    Alert told = first ? change.as(Status.OPEN, null, change.lastAt()) : change;
    return new Standing(told.among(by, rules), called || by == null);
  }

  /** An alert beside these incidents; its rules are noted for the one that stands for it. */
  private Standing again(
      Standing own, List<Standing> incidents, Map<String, Set<String>> rules, Alert first) {
    Alert alert = own.alert();
    if (reach == Reach.SITE && !isMutedHere(alert, incidents, first)) {
      return own;
    }
    long at = first.lastAt();
    String by = by(incidents, alert);
    if (by != null) {
      rules.computeIfAbsent(by, any -> new TreeSet<>()).add(alert.ruleIds().get(0));
    }
    if (Objects.equals(by, alert.mutedBy())) {
      return own;
    }
    Status status = by == null && !own.called() ? Status.OPEN : Status.UPDATED;
    return new Standing(
        alert.as(status, null, at).among(by, alert.ruleIds()), own.called() || by == null);
  }

  /** Anomalies, and what something at its touchpoint stands for, have been looked at there. */
  private static boolean isMutedHere(Alert alert, List<Standing> incidents, Alert first) {
    String by = alert.mutedBy();
    return alert.origin() == Origin.SIGNALS
        && (by == null
            || by.equals(first.alertId())
            || incidents.stream().anyMatch(each -> each.alert().alertId().equals(by)));
  }

  /** An incident that stands for this alert too. */
  private static Standing standingFor(Standing incident, Alert own) {
    Alert known = incident.alert();
    Alert kept = known.inCareOf(own);
    Standing next =
        kept == known
            ? incident
            : new Standing(kept.as(Status.UPDATED, null, own.lastAt()), incident.called());
    return standingFor(next, own.ruleIds(), own.lastAt());
  }

  /** An incident that stands for these rules too. */
  private static Standing standingFor(Standing incident, Collection<String> rules, long at) {
    Alert alert = incident.alert();
    List<String> known = alert.ruleIds();
    if (known.containsAll(rules)) {
      return incident;
    }
    Set<String> others = new TreeSet<>(known.subList(1, known.size()));
    others.addAll(rules);
    List<String> all = new ArrayList<>(List.of(known.get(0)));
    all.addAll(others);
    return new Standing(
        alert.as(Status.UPDATED, null, at).among(alert.mutedBy(), List.copyOf(all)),
        incident.called());
  }

  /** Which one stands for an alert: one that nothing stands for itself, if there is any. */
  private @Nullable String by(List<Standing> incidents, Alert alert) {
    return incidents.stream()
        .map(Standing::alert)
        .filter(incident -> mutes(incident, alert))
        .min(
            Comparator.comparing((Alert incident) -> incident.mutedBy() != null)
                .thenComparing(WORST_FIRST))
        .map(Alert::alertId)
        .orElse(null);
  }

  private boolean mutes(Alert incident, Alert alert) {
    return (alert.origin() == Origin.SIGNALS
            ? standsFor(incident, alert)
            : reach == Reach.TOUCHPOINT && follows(incident, alert))
        && (incident.channel() == null
            || alert.channel() == null
            || incident.channel().equals(alert.channel()))
        && (incident.team() == null
            || alert.team() == null
            || incident.team().equals(alert.team()));
  }

  private boolean standsFor(Alert incident, Alert alert) {
    return incident.severity().compareTo(alert.severity()) >= 0
        && (reach == Reach.TOUCHPOINT || alert.firstAt() >= incident.firstAt() - BEFORE)
        && (isOfMany(incident)
            ? incident.ruleIds().contains(alert.ruleIds().get(0))
            : MET.contains(incident.ruleIds().get(0)) && isPartOf(incident.group(), alert.group()));
  }

  private static boolean isOfMany(Alert incident) {
    return incident.ruleIds().get(0).equals(AnomalyPattern.COHORT_HIT.id());
  }

  /** Whether all of the alert is of what the anomaly is of, besides where. */
  private static boolean isPartOf(Map<String, Object> incident, Map<String, Object> alert) {
    Object persona = incident.get("persona");
    Object subject = incident.get("subject");
    return (persona == null || persona.equals(alert.get("persona")))
        && (subject == null
            || alert.entrySet().stream()
                .anyMatch(one -> subject.equals(one.getKey() + " " + one.getValue())));
  }

  private static boolean follows(Alert incident, Alert anomaly) {
    return isWider(incident, anomaly) || isOfSilence(incident, anomaly);
  }

  /** The same figure is out of line, of more. */
  private static boolean isWider(Alert incident, Alert anomaly) {
    Deviation one = incident.deviation();
    Deviation other = anomaly.deviation();
    return one != null
        && other != null
        && one.measure() == other.measure()
        && incident.ruleIds().get(0).equals(anomaly.ruleIds().get(0))
        && incident.group().size() < anomaly.group().size()
        && anomaly.group().entrySet().containsAll(incident.group().entrySet())
        && Objects.equals(incident.group().get("subject"), anomaly.group().get("subject"));
  }

  private static boolean isOfSilence(Alert silence, Alert anomaly) {
    return silence.ruleIds().get(0).equals(AnomalyPattern.SILENCE.id())
        && OF_SILENCE.contains(anomaly.ruleIds().get(0));
  }
}
