package io.waymark.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CohortStoriesTest {
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final Cohort COHORT = new Cohort("rage-click", "/pay", "click");

  private final CohortPolicy policy = new CohortPolicy(CohortLimits.DEFAULT);
  private CohortState state = new CohortState();
  private long now;

  @Test
  void theTenthCustomerInTenMinutesMakesItACohort() {
    for (int customer = 0; customer < 9; customer++) {
      hit("c" + customer, customer * MINUTE + 1);
    }
    hit("c8", 8 * MINUTE + 2);
    assertThat(elapseTo(9)).isEmpty();
    hit("c9", 9 * MINUTE + 1);
    List<Anomaly> told = elapseTo(10);
    assertThat(told)
        .extracting(Anomaly::status, Anomaly::at, Anomaly::reading, Anomaly::expected)
        .containsExactly(tuple(Anomaly.Status.FIRED, 10 * MINUTE, 10.0, 10.0));

    List<Anomaly> after = elapseTo(30);
    assertThat(after.get(after.size() - 1).status()).isEqualTo(Anomaly.Status.RECOVERED);
    assertThat(after).extracting(Anomaly::anomalyId).containsOnly(told.get(0).anomalyId());
  }

  @Test
  void afterDaysInWhichItHappenedToNobodyNothingIsLeft() {
    for (int customer = 0; customer < 9; customer++) {
      hit("c" + customer, 1);
    }
    elapseTo(20);
    assertThat(state.toBytes()).isNotNull();
    long wakeAt = policy.elapse(state, COHORT, now).wakeAt();
    assertThat(wakeAt).isBetween(now + 2 * DAY, now + 4 * DAY);
    assertThat(policy.elapse(state, COHORT, wakeAt).wakeAt()).isEqualTo(Long.MAX_VALUE);
    assertThat(state.toBytes()).isNull();
  }

  @Test
  void whatHappensToThreeInTenMinutesAllDayIsACohortFromFifteenOn() {
    long minute = 0;
    for (; minute < 5 * 24 * 60; minute += 10) {
      for (int customer = 0; customer < 3; customer++) {
        hit("c" + minute + "/" + customer, minute * MINUTE + 1);
      }
      assertThat(elapseTo(minute + 10)).isEmpty();
    }
    for (int customer = 0; customer < 14; customer++) {
      hit("d" + customer, minute * MINUTE + 1);
    }
    assertThat(elapseTo(minute + 1)).isEmpty();
    for (int customer = 14; customer < 16; customer++) {
      hit("d" + customer, (minute + 1) * MINUTE + 1);
    }
    assertThat(elapseTo(minute + 2))
        .extracting(Anomaly::status)
        .containsExactly(Anomaly.Status.FIRED);
  }

  @Test
  void tenInElevenMinutesAreNoCohort() {
    hit("c0", 1);
    for (int customer = 1; customer < 10; customer++) {
      hit("c" + customer, 10 * MINUTE + 1);
    }
    assertThat(elapseTo(30)).isEmpty();
  }

  @Test
  void howManyInWhatTimeCanBeSaid() {
    CohortPolicy quick = new CohortPolicy(new CohortLimits(5, MINUTE));
    for (int customer = 0; customer < 5; customer++) {
      quick.take(state, 1 + customer * 10_000L, "c" + customer, now);
    }
    assertThat(quick.elapse(state, COHORT, 42_000).anomaly()).isNotNull();
    Anomaly over = quick.elapse(state, COHORT, 42_000 + MINUTE).anomaly();
    assertThat(over).extracting(Anomaly::status).isEqualTo(Anomaly.Status.RECOVERED);
  }

  @Test
  void aStoredCohortGoesOn() {
    for (int customer = 0; customer < 9; customer++) {
      hit("c" + customer, 1);
    }
    elapseTo(3);
    state = CohortState.of(state.toBytes());
    hit("c9", 3 * MINUTE + 1);
    assertThat(elapseTo(4)).extracting(Anomaly::status).containsExactly(Anomaly.Status.FIRED);
  }

  @Test
  void ofHowManySoeverOnlyAThousandAreRemembered() {
    for (int customer = 0; customer < 5_000; customer++) {
      hit("c" + customer, 1 + customer % (9 * MINUTE));
    }
    byte @Nullable [] stored = state.toBytes();
    assertThat(stored).isNotNull();
    assertThat(stored.length).isLessThan(12_000);
  }

  private void hit(String customer, long at) {
    policy.take(state, at, customer, now);
  }

  private List<Anomaly> elapseTo(long minute) {
    List<Anomaly> told = new ArrayList<>();
    while (now < minute * MINUTE) {
      now += MINUTE;
      Anomaly anomaly = policy.elapse(state, COHORT, now).anomaly();
      if (anomaly != null) {
        told.add(anomaly);
      }
    }
    return told;
  }
}
