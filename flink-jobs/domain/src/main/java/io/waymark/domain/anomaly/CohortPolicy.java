package io.waymark.domain.anomaly;

import io.waymark.domain.intervention.DerivedId;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the same happens to many. Asked at each full minute, so that it does not matter in
 * which order signals came: it fires when there are {@link #LEAST} distinct customers in ten
 * minutes, and has recovered when there are fewer than half of them.
 */
public final class CohortPolicy {
  /** Distinct customers. */
  static final int LEAST = 10;

  private static final long MINUTE = 60_000;
  private static final long WITHIN = 10 * MINUTE;

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
    long asked = nextMinute(Math.max(occurredAt - 1, now));
    if (state.size() < CohortState.MOST) {
      state.customers.computeIfAbsent(asked, none -> new HashSet<>()).add(hash(customerId));
    }
    return new Step(null, asked);
  }

  /** Event time has gone on to {@code now}, a full minute. */
  public Step elapse(CohortState state, Cohort cohort, long now) {
    state.customers.headMap(now - WITHIN, true).clear();
    CohortState until = new CohortState();
    until.customers.putAll(state.customers.headMap(now, true));
    int distinct = until.distinct();
    Anomaly.Status status = status(state, distinct);
    Anomaly anomaly = null;
    if (status != null) {
      state.firedAt = status == Anomaly.Status.FIRED ? now : state.firedAt;
      state.told = distinct;
      anomaly = anomaly(cohort, status, state.firedAt, now, distinct);
      state.firedAt = status == Anomaly.Status.RECOVERED ? CohortState.NOT_FIRED : state.firedAt;
    }
    return new Step(anomaly, state.isEmpty() ? Long.MAX_VALUE : nextMinute(now));
  }

  private static Anomaly.@Nullable Status status(CohortState state, int distinct) {
    if (!state.isOpen()) {
      return distinct >= LEAST ? Anomaly.Status.FIRED : null;
    }
    if (2 * distinct < LEAST) {
      return Anomaly.Status.RECOVERED;
    }
    return distinct == state.told ? null : Anomaly.Status.CONTINUED;
  }

  private static Anomaly anomaly(
      Cohort cohort, Anomaly.Status status, long firedAt, long at, int distinct) {
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
        Measure.CUSTOMERS,
        status,
        pattern.severity(),
        firedAt,
        at,
        distinct,
        LEAST,
        distinct,
        false);
  }

  private static long hash(String customerId) {
    return Long.parseUnsignedLong(DerivedId.of(customerId).substring(0, 16), 16);
  }

  private static long nextMinute(long time) {
    return (Math.floorDiv(time, MINUTE) + 1) * MINUTE;
  }
}
