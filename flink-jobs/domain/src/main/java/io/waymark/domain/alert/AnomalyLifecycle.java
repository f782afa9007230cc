package io.waymark.domain.alert;

import io.waymark.domain.alert.Alert.Cause;
import io.waymark.domain.alert.Alert.Status;
import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AnomalyPattern;
import io.waymark.domain.anomaly.Cohort;
import io.waymark.domain.intervention.DerivedId;
import io.waymark.domain.pulse.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The life of an anomaly's alert: (state, input, now) to (state', effects, wakeAt), in event time.
 * It opens when a figure is out of line, is told again with each window and resolved when the
 * figure has recovered, or nothing is known of it any more; what is out of line again within half
 * an hour opens the same alert again, and after the third time in an hour a recovery is believed
 * only if it lasts for half an hour. An alert that nothing is heard of for a day is over too.
 */
public final class AnomalyLifecycle {
  /** Milliseconds without a window after which an alert is over. */
  public static final long UNHEARD = 24 * 60 * 60_000L;

  /**
   * What an input leads to.
   *
   * @param state what to remember; the same object as before if nothing changed; null if nothing
   * @param emitted the alert's next status, if it has one
   */
  public record Step(@Nullable AnomalyState state, @Nullable Alert emitted) {

    /** When time alone leads to something. */
    public long wakeAt() {
      if (state == null) {
        return AlertLifecycle.NEVER;
      }
      return state.isOpen()
          ? state.heardAt() + (state.recovered() ? AlertLifecycle.QUIET : UNHEARD)
          : state.alert().lastAt() + Reopenings.WITHIN;
    }
  }

  /** What tells anomalies of different alerts apart. */
  public static String key(Anomaly anomaly) {
    Place place = anomaly.place();
    return DerivedId.of(
        "anomaly",
        anomaly.pattern().id(),
        anomaly.measure().id(),
        place.touchpoint(),
        Objects.requireNonNullElse(place.channel(), ""),
        Objects.requireNonNullElse(place.persona(), ""),
        Objects.requireNonNullElse(anomaly.subject(), ""));
  }

  /** Takes a window into account; one that is not later than what is known tells nothing new. */
  public Step advance(@Nullable AnomalyState state, Anomaly anomaly) {
    boolean unknown = anomaly.status() == Anomaly.Status.UNKNOWN;
    boolean recovered = unknown || anomaly.status() == Anomaly.Status.RECOVERED;
    long at = anomaly.at();
    if (state == null || (!state.isOpen() && at > state.alert().lastAt() + Reopenings.WITHIN)) {
      return recovered ? new Step(state, null) : tell(opened(anomaly), anomaly, Status.OPEN);
    }
    if (at <= state.heardAt()) {
      return new Step(state, null);
    }
    if (!state.isOpen()) {
      return recovered
          ? new Step(state, null)
          : tell(
              new AnomalyState(state.alert(), at, false, state.reopenings().and(at)),
              anomaly,
              Status.OPEN);
    }
    if (!recovered) {
      return tell(state, anomaly, Status.UPDATED);
    }
    if (unknown) {
      return resolve(state, Cause.QUIET, at);
    }
    Alert back = state.alert().reading(deviation(anomaly));
    if (state.reopenings().isFlapping(at)) {
      return new Step(new AnomalyState(back, at, true, state.reopenings()), null);
    }
    return resolve(new AnomalyState(back, at, true, state.reopenings()), Cause.RECOVERED, at);
  }

  /** Lets time go on. */
  public Step wake(@Nullable AnomalyState state, long now) {
    if (state == null || now < new Step(state, null).wakeAt()) {
      return new Step(state, null);
    }
    return state.isOpen()
        ? resolve(state, state.recovered() ? Cause.RECOVERED : Cause.QUIET, now)
        : new Step(null, null);
  }

  private static Step resolve(AnomalyState state, Cause cause, long at) {
    Alert alert = state.alert().as(Status.RESOLVED, cause, at);
    return new Step(
        new AnomalyState(alert, state.heardAt(), state.recovered(), state.reopenings()), alert);
  }

  private static Step tell(AnomalyState state, Anomaly anomaly, Status status) {
    Alert before = state.alert();
    Alert alert =
        before
            .standing(
                anomaly.severity(),
                AnomalyTitle.of(anomaly),
                before.touchpoint(),
                before.channel(),
                Impact.ofWindows(before.impact().count() + 1),
                deviation(anomaly))
            .as(status, null, anomaly.at());
    return new Step(new AnomalyState(alert, anomaly.at(), false, state.reopenings()), alert);
  }

  private static AnomalyState opened(Anomaly anomaly) {
    Place place = anomaly.place();
    Map<String, Object> group = new TreeMap<>();
    group.put(Alert.TOUCHPOINT, place.touchpoint());
    if (place.channel() != null) {
      group.put("channel", place.channel());
    }
    if (place.persona() != null) {
      group.put("persona", place.persona());
    }
    if (anomaly.subject() != null) {
      group.put("subject", anomaly.subject());
    }
    Alert alert =
        new Alert(
            DerivedId.of("alert", key(anomaly), anomaly.anomalyId()),
            Status.OPEN,
            Alert.Origin.ANOMALY,
            group,
            rules(anomaly),
            anomaly.severity(),
            AnomalyTitle.of(anomaly),
            place.touchpoint(),
            place.channel(),
            null,
            null,
            Impact.ofWindows(0),
            deviation(anomaly),
            anomaly.at(),
            anomaly.at(),
            null,
            0,
            null);
    return new AnomalyState(alert, anomaly.at(), false, Reopenings.NONE);
  }

  /** The pattern; and the rule, if it is one of which there are many fires. */
  private static List<String> rules(Anomaly anomaly) {
    String pattern = anomaly.pattern().id();
    return anomaly.pattern() == AnomalyPattern.COHORT_HIT && anomaly.subject() != null
        ? List.of(pattern, Cohort.ruleOf(anomaly.subject()))
        : List.of(pattern);
  }

  private static Deviation deviation(Anomaly anomaly) {
    return new Deviation(anomaly.measure(), anomaly.reading(), anomaly.expected());
  }
}
