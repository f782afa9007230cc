package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One place, window by window, by clocks of Bangkok. Begins on a Monday. */
final class PlaceStory {
  static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");
  private static final LocalDateTime START = LocalDateTime.parse("2026-08-31T00:00");

  private final AnomalyPolicy policy;
  private final Place place = new Place("/payment", "web", null);
  private final List<Anomaly> told = new ArrayList<>();
  final HeapHistories histories = new HeapHistories();
  final PlaceState state = new PlaceState();
  private LocalDateTime now = START;

  PlaceStory(AnomalySettings settings) {
    policy = new AnomalyPolicy(settings);
  }

  static PlaceStory plain() {
    return new PlaceStory(AnomalySettings.PLAIN);
  }

  static long millis(String time) {
    return millis(LocalDateTime.parse(time));
  }

  private static long millis(LocalDateTime time) {
    return time.atZone(ZONE).toInstant().toEpochMilli();
  }

  /** All windows up to that time are like this. */
  PlaceStory until(String time, UnaryOperator<Figures> each) {
    LocalDateTime end = LocalDateTime.parse(time);
    while (now.isBefore(end)) {
      window(each);
    }
    return this;
  }

  PlaceStory window(UnaryOperator<Figures> figures) {
    told.addAll(policy.take(state, pulse(figures), histories).anomalies());
    now = now.plusMinutes(5);
    return this;
  }

  /** What was told of the window that ended so many windows ago is corrected. */
  PlaceStory corrected(int ago, UnaryOperator<Figures> figures) {
    long end = millis(now.minusMinutes(5L * ago));
    List<Figure> all = figures.apply(new Figures()).list();
    Pulse pulse = new Pulse(place, end - Window.LENGTH, end, true, millis(now), all);
    told.addAll(policy.take(state, pulse, histories).anomalies());
    return this;
  }

  /** What a window like this would be compared with. */
  Map<Measure, Normal> normals(UnaryOperator<Figures> figures) {
    return policy.normals(pulse(figures), histories);
  }

  private Pulse pulse(UnaryOperator<Figures> figures) {
    long start = millis(now);
    long end = start + Window.LENGTH;
    return new Pulse(place, start, end, true, end, figures.apply(new Figures()).list());
  }

  /** Nothing is told of windows up to that time, and time goes on to it. */
  PlaceStory nothingUntil(String time) {
    now = LocalDateTime.parse(time);
    told.addAll(policy.elapse(state, place, millis(now), histories).anomalies());
    return this;
  }

  /** What was said since this was asked last: pattern, status and local time. */
  List<String> told() {
    List<String> lines =
        told.stream()
            .map(
                a ->
                    a.pattern().code()
                        + " "
                        + a.status()
                        + " "
                        + LocalDateTime.ofInstant(Instant.ofEpochMilli(a.at()), ZONE).toLocalTime())
            .toList();
    told.clear();
    return lines;
  }

  List<Anomaly> anomalies() {
    List<Anomaly> all = List.copyOf(told);
    told.clear();
    return all;
  }
}
