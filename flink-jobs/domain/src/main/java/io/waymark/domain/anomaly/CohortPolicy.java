package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.intervention.DerivedId;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the same happens to many. Asked at each full tenth of {@link CohortLimits#within},
 * so that it does not matter in which order signals came: it fires when within it there are {@link
 * CohortLimits#least} distinct customers, and {@link #TIMES_USUAL} times as many as was usual over
 * about the last day. It has recovered when there are fewer than half of either.
 */
public final class CohortPolicy {
  private static final double TIMES_USUAL = 5;
  private static final double DAY = 24.0 * 60 * 60_000;
  private static final int STEPS = 10;

  /** So many times as long has to be known before what was seen is taken for what is usual. */
  private static final int LEAST_AGE = 36;

  /** For so many times as long what happens to many is no usual thing. */
  private static final int STRANGE = 6;

  /** What is remembered could never exceed more. */
  private static final double MOST_ASKED = CohortState.MOST / 2.0;

  /** With fewer of about a day nothing is usual. */
  private static final double NOTHING_USUAL = 1;

  private final CohortLimits limits;
  private final long step;

  public CohortPolicy(CohortLimits limits) {
    this.limits = limits;
    this.step = limits.within() / STEPS;
  }

  /**
   * What comes of it.
   *
   * @param wakeAt event time at which {@link #elapse} is to be called; {@link Long#MAX_VALUE}:
   *     never
   */
  public record Step(@Nullable Anomaly anomaly, long wakeAt) {}

  /**
   * It happened to another customer.
   *
   * @param occurredAt when
   * @param customerId of which a hash is remembered
   * @param now event time; what is of before is taken as of now
   */
  public Step take(CohortState state, long occurredAt, String customerId, long now) {
    long asked = askedAt(occurredAt, now);
    count(state, asked, hash(customerId));
    return new Step(null, asked);
  }

  /**
   * The full step at which it is counted what happened then.
   *
   * @param now event time; what is of before is taken as of now
   */
  public long askedAt(long occurredAt, long now) {
    return nextStep(Math.max(occurredAt - 1, now));
  }

  /**
   * Counts a customer at a full step, unless there are as many as can be remembered.
   *
   * @param customer see {@link #hash}
   */
  public void count(CohortState state, long asked, long customer) {
    if (state.size() < CohortState.MOST) {
      state.customers.computeIfAbsent(asked, none -> new HashSet<>()).add(customer);
    }
  }

  /** Event time has gone on to {@code now}: a full step, or when it was asked to be called. */
  public Step elapse(CohortState state, Cohort cohort, long now) {
    state.customers.headMap(now - limits.within(), true).clear();
    int distinct = distinct(state, now);
    double usual = usual(state, now);
    double threshold = Math.min(MOST_ASKED, Math.max(limits.least(), TIMES_USUAL * usual));
    Anomaly.Status status = status(state, distinct, threshold);
    Anomaly anomaly = null;
    if (status != null) {
      state.firedAt = status == Anomaly.Status.FIRED ? now : state.firedAt;
      state.told = distinct;
      anomaly = anomaly(cohort, status, state.firedAt, now, distinct, usual);
      state.firedAt = status == Anomaly.Status.RECOVERED ? CohortState.NEVER : state.firedAt;
    }
    learn(state, now);
    return new Step(anomaly, wakeAt(state, now));
  }

  private static int distinct(CohortState state, long now) {
    Set<Long> all = new HashSet<>();
    state.customers.headMap(now, true).values().forEach(all::addAll);
    return all.size();
  }

  /**
   * Of the time within, on the mean of the time since the first was seen, and of some hours at
   * least.
   */
  private double usual(CohortState state, long now) {
    double age = state.since == CohortState.NEVER ? 0 : now - state.since;
    double known = 1 - Math.pow(0.5, Math.max(age, LEAST_AGE * (double) limits.within()) / DAY);
    return decayed(state, now) * Math.log(2) * limits.within() / DAY / known;
  }

  private static double decayed(CohortState state, long now) {
    return state.usual * Math.pow(0.5, (now - state.usualAt) / DAY);
  }

  /** What happens while it has fired is not usual, unless it goes on and on. */
  private void learn(CohortState state, long now) {
    Set<Long> latest = state.customers.get(now);
    boolean strange = state.isOpen() && now - state.firedAt < STRANGE * limits.within();
    double more = latest == null || strange ? 0 : latest.size();
    state.usual = decayed(state, now) + more;
    state.usualAt = now;
    state.since = state.since == CohortState.NEVER ? now : state.since;
    if (state.usual < NOTHING_USUAL && state.customers.isEmpty()) {
      state.usual = 0;
      state.since = CohortState.NEVER;
    }
  }

  private long wakeAt(CohortState state, long now) {
    if (!state.customers.isEmpty() || state.isOpen()) {
      return nextStep(now);
    }
    if (state.isEmpty()) {
      return Long.MAX_VALUE;
    }
    double days = Math.log(state.usual / NOTHING_USUAL) / Math.log(2);
    return nextStep(now + (long) (days * DAY));
  }

  private static Anomaly.@Nullable Status status(
      CohortState state, int distinct, double threshold) {
    if (!state.isOpen()) {
      return distinct >= threshold ? Anomaly.Status.FIRED : null;
    }
    if (2 * distinct < threshold) {
      return Anomaly.Status.RECOVERED;
    }
    return distinct == state.told ? null : Anomaly.Status.CONTINUED;
  }

  private Anomaly anomaly(
      Cohort cohort, Anomaly.Status status, long firedAt, long at, int distinct, double usual) {
    boolean byThreshold = TIMES_USUAL * usual <= limits.least();
    AnomalyPattern pattern = AnomalyPattern.COHORT_HIT;
    String id =
        DerivedId.of(
            "anomaly",
            pattern.code(),
            cohort.ruleId(),
            cohort.touchpoint(),
            cohort.fingerprint(),
            Long.toString(firedAt));
    return new Anomaly(
        id,
        pattern,
        new Place(cohort.touchpoint(), null, null),
        cohort.subject(),
        Measure.CUSTOMERS,
        status,
        pattern.severity(),
        firedAt,
        at,
        distinct,
        byThreshold ? limits.least() : usual,
        distinct,
        byThreshold ? Against.THRESHOLD : Against.NORMAL);
  }

  /** What is remembered of a customer. */
  public static long hash(String customerId) {
    return Long.parseUnsignedLong(DerivedId.of(customerId).substring(0, 16), 16);
  }

  private long nextStep(long time) {
    return (Math.floorDiv(time, step) + 1) * step;
  }
}
