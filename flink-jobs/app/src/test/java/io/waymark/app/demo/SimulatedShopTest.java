package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.catalogue.Catalogue;
import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.Cohort;
import io.waymark.domain.anomaly.CohortPolicy;
import io.waymark.domain.anomaly.CohortState;
import io.waymark.domain.event.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the README promises of the demo's first minutes, without Flink: whoever has a payment
 * refused is one more to whom the same happens.
 */
class SimulatedShopTest {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long ON_THE_HOUR = 1_780_002_000_000L;
  private static final Cohort REFUSED = new Cohort("payment-failed", "/checkout", "payment_failed");

  /** Seconds after the hour at which the demo is started: it is looked at in full steps. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 31})
  void theIncidentIsNoticedInTheFourthMinuteAndOverInTheSeventh(long second) {
    long opening = ON_THE_HOUR + second * SECOND;
    Map<Anomaly.Status, List<Long>> told = told(opening, opening + 12 * MINUTE);

    assertThat(told.get(Anomaly.Status.FIRED))
        .singleElement()
        .satisfies(at -> assertThat(at).isBetween(opening + 3 * MINUTE, opening + 4 * MINUTE));
    assertThat(told.get(Anomaly.Status.RECOVERED))
        .singleElement()
        .satisfies(at -> assertThat(at).isBetween(opening + 5 * MINUTE, opening + 7 * MINUTE));
  }

  /** When it was said from the opening on that it happens to many, and that it no longer does. */
  private static Map<Anomaly.Status, List<Long>> told(long opening, long end) {
    DemoSettings settings = new DemoSettings(Catalogue.shipped(), null, null, null);
    var limits = Program.of(settings, null, opening).anomalies().load().cohorts();
    CohortPolicy policy = new CohortPolicy(limits);
    CohortState state = CohortState.of(null);
    long step = limits.within() / 10;
    Deque<Event> refused = refused(opening, end);
    Map<Anomaly.Status, List<Long>> told = new EnumMap<>(Anomaly.Status.class);
    long first = Math.floorDiv(opening - Duration.ofHours(2).toMillis(), step) * step;
    for (long now = first; now <= end; now += step) {
      while (!refused.isEmpty() && refused.peek().time() <= now) {
        policy.count(state, now, CohortPolicy.hash(refused.remove().customer()));
      }
      Anomaly anomaly = policy.elapse(state, REFUSED, now).anomaly();
      if (anomaly != null && now >= opening) {
        told.computeIfAbsent(anomaly.status(), status -> new ArrayList<>()).add(now);
      }
    }
    return told;
  }

  private static Deque<Event> refused(long opening, long end) {
    Deque<Event> refused = new ArrayDeque<>();
    try (SimulatedShop shop = new SimulatedShop(opening)) {
      shop.until(
          end,
          new Shop.Outlet() {
            @Override
            public void event(Event event) {
              if (event.type().equals("payment_failed")) {
                refused.add(event);
              }
            }

            @Override
            public void unreadable(byte[] record) {
              throw new AssertionError("the simulated shop writes what can be read");
            }
          });
    }
    return refused;
  }
}
