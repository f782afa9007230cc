package io.waymark.domain.anomaly;

import io.waymark.domain.intervention.DerivedId;
import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a place does with what is normal there, window by window.
 *
 * <p>Each window is judged once, when event time has passed its end; what comes late changes what
 * is added up over several windows, and what is {@link Maturity not known yet then}, but nothing
 * that was said. A window of which nothing is told is one in which nothing happened. A measure's
 * windows that are out of line, and those until it has recovered, don't count as normal for {@link
 * #STRANGE} hours; what goes on for longer is learnt: it is how it is now. While too little is
 * known for anything to be normal, what is surely beyond a threshold does not count for {@link
 * #STRANGE_AT_FIRST} hours, be it of ever so few: a place that begins in trouble is not to take
 * that for normal.
 *
 * <p>Warming up is no mode of its own: past pulses are taken like live ones, in order, and what
 * they would have said is left aside.
 */
public final class AnomalyPolicy {
  /** For how many hours what is out of line is not learnt. */
  static final long STRANGE = 24;

  /** The same of a place that is not known yet: a week. */
  static final long STRANGE_AT_FIRST = 7 * STRANGE;

  private static final long FORGOTTEN_AFTER = 8 * 7 * 24 * BusinessCalendar.HOUR;

  private final BusinessCalendar calendar;
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final Map<String, Trail.Spec> trails = new HashMap<>();
  private final Normals normals;

  public AnomalyPolicy(AnomalySettings settings) {
    calendar = settings.calendar();
    List<Definition> all = Definitions.of(settings.objectives());
    for (Definition definition : all) {
      definitions.put(definition.id(), definition);
      for (Trail.Spec spec : definition.trails()) {
        trails.merge(spec.id(), spec, (a, b) -> a.capacity() > b.capacity() ? a : b);
      }
    }
    normals = new Normals(calendar, all);
  }

  /**
   * What comes of it.
   *
   * @param wakeAt event time at which {@link #elapse} is to be called; {@link Long#MAX_VALUE}: the
   *     place has been empty for so long that all that is known of it can be forgotten
   */
  public record Step(List<Anomaly> anomalies, long wakeAt) {}

  /** Reads a stored state. */
  public PlaceState read(byte[] stored) {
    return PlaceState.of(stored, trails);
  }

  /** Takes the figures of a window that is over. One that has been judged is corrected. */
  public Step take(PlaceState state, Pulse pulse, Histories histories) {
    List<Anomaly> told = new ArrayList<>();
    if (pulse.end() > state.judgedTo) {
      if (state.judgedTo != PlaceState.NEVER) {
        judgeEmpty(state, pulse.place(), pulse.start(), histories, told);
      }
      state.toldTo = pulse.end();
      judge(state, PlaceWindow.of(state, pulse, this::specOf), pulse.place(), histories, told);
    } else {
      correct(state, pulse);
    }
    return new Step(told, state.judgedTo + Window.LENGTH);
  }

  /** Event time has gone on to {@code now}, and nothing has been told of windows up to then. */
  public Step elapse(PlaceState state, Place place, long now, Histories histories) {
    List<Anomaly> told = new ArrayList<>();
    if (state.judgedTo == PlaceState.NEVER || now - state.toldTo > FORGOTTEN_AFTER) {
      return new Step(told, Long.MAX_VALUE);
    }
    judgeEmpty(state, place, now, histories, told);
    return new Step(told, state.judgedTo + Window.LENGTH);
  }

  /** What is normal for the figures of a pulse, whether or not its window is over. */
  public Map<Measure, Normal> normals(Pulse pulse, Histories histories) {
    return normals.of(pulse, histories);
  }

  private void correct(PlaceState state, Pulse pulse) {
    for (Figure figure : pulse.figures()) {
      Measure measure = figure.measure();
      Sums sums = Sums.of(figure);
      if (sums == null) {
        continue;
      }
      if (Maturity.isLate(measure) && pulse.end() == state.judgedTo) {
        state.unripe.put(measure, sums);
      } else {
        Corrections.apply(state.trails.values(), measure, pulse.start(), sums);
      }
    }
  }

  private Trail.@Nullable Spec specOf(String id) {
    return trails.get(id);
  }

  private void judgeEmpty(
      PlaceState state, Place place, long until, Histories histories, List<Anomaly> told) {
    while (state.judgedTo + Window.LENGTH <= until) {
      judge(state, PlaceWindow.empty(state, this::specOf), place, histories, told);
    }
  }

  private void judge(
      PlaceState state, PlaceWindow window, Place place, Histories histories, List<Anomaly> told) {
    int bucket = enterHour(state, calendar.hour(window.end() - Window.LENGTH), histories);
    window.open(bucket < 0 ? null : histories.get(bucket), since(state.hour, bucket), bucket >= 0);
    for (Trail.Spec spec : trails.values()) {
      Sums sums = window.figure(spec.measure());
      if (sums != null) {
        window.trail(spec).add(window.start(spec.measure()), sums);
      }
    }
    definitions.forEach((id, definition) -> judge(state, id, definition, window, place, told));
    if (bucket >= 0) {
      window.learn();
    }
    state.judgedTo = window.end();
  }

  private static void judge(
      PlaceState state,
      String id,
      Definition definition,
      PlaceWindow window,
      Place place,
      List<Anomaly> told) {
    Verdict verdict = definition.judge(window);
    Watch watch = state.watches.get(id);
    boolean begins = isInTroubleAtFirst(definition, window);
    if (watch == null) {
      if (!verdict.isOutOfLine()) {
        if (begins) {
          window.exclude(definition.measure());
        }
        return;
      }
      watch = new Watch();
      state.watches.put(id, watch);
    }
    Anomaly.Status status = watch.take(verdict, definition.windows(), window.end());
    long strange = (begins ? STRANGE_AT_FIRST : STRANGE) * BusinessCalendar.HOUR;
    boolean old = watch.isOpen() && window.end() - watch.firedAt() > strange;
    if ((watch.isOpen() || verdict.isOutOfLine()) && !old) {
      window.exclude(definition.measure());
    }
    if (status != null) {
      told.add(anomaly(definition, watch, verdict, status, place, window.end()));
    }
    boolean over = status == Anomaly.Status.RECOVERED || status == Anomaly.Status.UNKNOWN;
    if (over || watch.isIdle()) {
      state.watches.remove(id);
    }
  }

  /** Whether a share that nothing is known of is surely beyond what is bad wherever it is. */
  private static boolean isInTroubleAtFirst(Definition definition, PlaceWindow window) {
    Double limit = definition instanceof Deviation ? definition.threshold() : null;
    Measure measure = definition.measure();
    Sums sums = limit == null ? null : window.figure(measure);
    return sums != null
        && limit != null
        && sums.isShare()
        && window.baseline(measure).isCold()
        && Threshold.isSurelyBeyond(
            sums,
            measure.direction() == Measure.Direction.LOWER_IS_WORSE,
            limit,
            Deviation.CONFIDENCE);
  }

  /** Answers the hour's bucket. What the hour before was like becomes history. */
  private int enterHour(PlaceState state, long hour, Histories histories) {
    int bucket = calendar.bucket(hour);
    if (hour == state.hour) {
      return bucket;
    }
    int before = state.hour == PlaceState.NEVER ? -1 : calendar.bucket(state.hour);
    if (before >= 0 && !state.samples.isEmpty()) {
      HourHistory known = histories.get(before);
      HourHistory history = known == null ? new HourHistory() : known;
      state.samples.forEach(
          (measure, sample) -> {
            HourSummary summary = sample.summary(measure, state.hour);
            if (summary != null) {
              history.add(measure, summary);
            }
          });
      histories.put(before, history);
    }
    state.samples.clear();
    state.baselines.clear();
    state.hour = hour;
    return bucket;
  }

  static long since(long hour, int bucket) {
    return hour - BusinessCalendar.memory(bucket);
  }

  private static Anomaly anomaly(
      Definition definition,
      Watch watch,
      Verdict verdict,
      Anomaly.Status status,
      Place place,
      long at) {
    return new Anomaly(
        id(definition, place, watch.firedAt()),
        definition.pattern(),
        place.subject() == null ? place : new Place(Place.EVERYWHERE, null, null),
        subject(place, definition),
        definition.measure(),
        status,
        definition.severity(),
        watch.firedAt(),
        at,
        watch.reading(),
        watch.expected(),
        verdict.n(),
        watch.against());
  }

  /** Beside where it is: for example {@code gateway acme, 1 h}. */
  private static @Nullable String subject(Place place, Definition definition) {
    String words = place.subject() == null ? null : place.touchpoint().replaceFirst(":", " ");
    String more = definition.subject();
    if (words == null || more == null) {
      return words == null ? more : words;
    }
    return words + ", " + more;
  }

  private static String id(Definition definition, Place place, long firedAt) {
    return DerivedId.of(
        "anomaly",
        definition.id(),
        place.touchpoint(),
        present(place.channel()),
        present(place.persona()),
        Long.toString(firedAt));
  }

  private static String present(@Nullable String part) {
    return part == null ? "" : "=" + part;
  }
}
