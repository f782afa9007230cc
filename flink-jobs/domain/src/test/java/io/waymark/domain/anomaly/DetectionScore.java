package io.waymark.domain.anomaly;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well incidents were noticed. One counts as noticed if its own pattern fired at its place
 * within three windows of its beginning. What fires with nothing at its place to explain it is a
 * false alarm, each a whole episode from fired to recovered.
 */
final class DetectionScore {
  private static final long AFTERMATH = BusinessCalendar.HOUR;
  static final int IN_TIME = 3;

  int incidents;
  int noticed;
  int late;
  final List<Anomaly> falseAlarms = new ArrayList<>();
  final List<Incident> missed = new ArrayList<>();
  final List<Long> delays = new ArrayList<>();
  final Map<AnomalyPattern, int[]> byPattern = new EnumMap<>(AnomalyPattern.class);

  void add(List<Incident> planted, List<Anomaly> fired) {
    for (Incident incident : planted) {
      incidents++;
      int[] tally = byPattern.computeIfAbsent(incident.pattern(), none -> new int[2]);
      tally[1]++;
      long first =
          fired.stream()
              .filter(anomaly -> anomaly.pattern() == incident.pattern())
              .filter(anomaly -> isAt(anomaly, incident))
              .mapToLong(Anomaly::firedAt)
              .min()
              .orElse(Long.MAX_VALUE);
      if (first == Long.MAX_VALUE) {
        missed.add(incident);
        continue;
      }
      long delay = -Math.floorDiv(incident.from() - first, Window.LENGTH);
      delays.add(delay);
      if (delay <= IN_TIME) {
        noticed++;
        tally[0]++;
      } else {
        late++;
        missed.add(incident);
      }
    }
    Set<String> ids = new HashSet<>();
    for (Anomaly anomaly : fired) {
      boolean explained =
          planted.stream()
              .anyMatch(
                  incident -> incident.explains(anomaly.pattern()) && isAt(anomaly, incident));
      if (!explained && ids.add(anomaly.anomalyId())) {
        falseAlarms.add(anomaly);
      }
    }
  }

  private static boolean isAt(Anomaly anomaly, Incident incident) {
    return anomaly.place().touchpoint().equals(incident.place())
        && anomaly.firedAt() > incident.from()
        && anomaly.firedAt() <= incident.to() + AFTERMATH;
  }

  double recall() {
    return (double) noticed / incidents;
  }

  /** Incidents noticed, of those and all false alarms. */
  double precision() {
    return (double) noticed / (noticed + falseAlarms.size());
  }

  /** Windows from the beginning of an incident to its alarm that so many don't exceed. */
  long delay(double quantile) {
    List<Long> sorted = delays.stream().sorted().toList();
    return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "incidents %d, noticed in time %d, late %d, false alarms %d: recall %.3f, precision"
                + " %.3f; delay in windows: median %d, p95 %d, longest %d%n",
            incidents,
            noticed,
            late,
            falseAlarms.size(),
            recall(),
            precision(),
            delay(0.5),
            delay(0.95),
            delay(1)));
    byPattern.forEach(
        (pattern, tally) ->
            text.append(
                String.format(
                    "  %s %-24s %d/%d%n", pattern.code(), pattern.id(), tally[0], tally[1])));
    return text.toString();
  }
}
