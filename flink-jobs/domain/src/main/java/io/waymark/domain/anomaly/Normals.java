package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Measure.Direction;
import io.waymark.domain.pulse.Measure.Unit;
import io.waymark.domain.pulse.Pulse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is normal for figures, as it is shown beside them. Thresholds for what is to be high are
 * those of shares only.
 */
final class Normals {
  private final BusinessCalendar calendar;
  private final Map<Measure, Deviation> deviations = new EnumMap<>(Measure.class);
  private final Map<Measure, Double> thresholds = new EnumMap<>(Measure.class);

  Normals(BusinessCalendar calendar, List<Definition> definitions) {
    this.calendar = calendar;
    for (Definition definition : definitions) {
      Double threshold = definition.threshold();
      if (threshold != null) {
        thresholds.put(definition.measure(), threshold);
      }
      if (definition instanceof Deviation deviation) {
        deviations.put(deviation.measure(), deviation);
      }
    }
  }

  /** By measure; those of which nothing is known are not in it. */
  Map<Measure, Normal> of(Pulse pulse, Histories histories) {
    long hour = calendar.hour(pulse.start());
    int bucket = calendar.bucket(hour);
    HourHistory history = bucket < 0 ? null : histories.get(bucket);
    long since = AnomalyPolicy.since(hour, bucket);
    Map<Measure, Normal> normals = new EnumMap<>(Measure.class);
    for (Figure figure : pulse.figures()) {
      Sums sums = Sums.of(figure);
      Baseline baseline =
          history == null ? Baseline.NONE : history.baseline(figure.measure(), since);
      Normal normal =
          baseline.isCold() || sums == null
              ? threshold(figure.measure())
              : band(figure.measure(), sums, baseline);
      if (normal != null) {
        normals.put(figure.measure(), normal);
      }
    }
    return normals;
  }

  private Normal band(Measure measure, Sums sums, Baseline baseline) {
    Deviation deviation = deviations.get(measure);
    double change = deviation == null ? 0 : deviation.enough(baseline.expected());
    Normal normal = Deviation.normal(sums, baseline, change);
    return measure.unit() == Unit.SCORE || normal.low() >= 0
        ? normal
        : new Normal(normal.expected(), 0, normal.high(), normal.weeks());
  }

  private @Nullable Normal threshold(Measure measure) {
    Double threshold = thresholds.get(measure);
    if (threshold == null) {
      return null;
    }
    return measure.direction() == Direction.LOWER_IS_WORSE
        ? new Normal(threshold, threshold, 1, 0)
        : new Normal(threshold, 0, threshold, 0);
  }
}
