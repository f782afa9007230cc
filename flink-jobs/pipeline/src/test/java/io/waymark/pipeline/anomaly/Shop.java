package io.waymark.pipeline.anomaly;

import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A few places where payments are made, week in, week out. */
final class Shop {
  static final long WINDOW = 300_000;
  static final long WEEK = 7 * 86_400_000L;

  /** A Monday in Bangkok. */
  static final long START = Instant.parse("2026-08-30T17:00:00Z").toEpochMilli();

  /** Tuesday, 14:05, after four weeks. */
  static final long INCIDENT = START + 4 * WEEK + 86_400_000L + (14 * 12 + 1) * WINDOW;

  private Shop() {}

  static Place place(int number) {
    return new Place("/pay/" + number, "web", null);
  }

  static Pulse pulse(int number, long start, long failed, boolean last) {
    List<Figure> figures =
        List.of(
            new Figure(Measure.EVENTS, 200.0 + number, null, null, 200 + number),
            new Figure(Measure.PAYMENT_FAILURES, failed / 100.0, (double) failed, 100.0, 100));
    return new Pulse(place(number), start, start + WINDOW, last, start + WINDOW, figures);
  }

  /** Four weeks of all places, window by window, and a bad half hour at place 1. */
  static List<Pulse> story(int places) {
    List<Pulse> pulses = new ArrayList<>();
    for (long start = START; start < INCIDENT + 12 * WINDOW; start += WINDOW) {
      for (int place = 0; place < places; place++) {
        boolean bad = place == 1 && start >= INCIDENT && start < INCIDENT + 6 * WINDOW;
        pulses.add(pulse(place, start, bad ? 30 : 4, true));
      }
    }
    return pulses;
  }
}
