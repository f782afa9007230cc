package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Pulse;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A place in the window that is judged. */
final class PlaceWindow implements Window {
  private static final Measure[] MEASURES = Measure.values();

  private final PlaceState state;
  private final long start;
  private final long end;
  private final Function<String, Trail.@Nullable Spec> widest;
  private final @Nullable Sums[] figures = new @Nullable Sums[MEASURES.length];
  private final Set<Measure> excluded = EnumSet.noneOf(Measure.class);
  private @Nullable HourHistory history;
  private long since;
  private boolean ordinary;

  private PlaceWindow(
      PlaceState state, long start, long end, Function<String, Trail.@Nullable Spec> widest) {
    this.state = state;
    this.start = start;
    this.end = end;
    this.widest = widest;
    for (Measure count : state.counts) {
      figures[count.ordinal()] = Sums.ofCount(0);
    }
  }

  static PlaceWindow of(
      PlaceState state, Pulse pulse, Function<String, Trail.@Nullable Spec> widest) {
    PlaceWindow window = new PlaceWindow(state, pulse.start(), pulse.end(), widest);
    for (Figure figure : pulse.figures()) {
      Sums sums = Sums.of(figure);
      if (sums != null) {
        window.figures[figure.measure().ordinal()] = sums;
        if (sums.isCount()) {
          state.counts.add(figure.measure());
        }
      }
    }
    window.ripen();
    return window;
  }

  /** The one after those that have been judged, in which nothing happened. */
  static PlaceWindow empty(PlaceState state, Function<String, Trail.@Nullable Spec> widest) {
    long start = state.judgedTo;
    PlaceWindow window = new PlaceWindow(state, start, start + LENGTH, widest);
    window.ripen();
    return window;
  }

  /** What is known late is that of the window before. */
  private void ripen() {
    for (Measure measure : Maturity.late()) {
      Sums before = state.unripe.remove(measure);
      Sums own = figures[measure.ordinal()];
      if (own != null) {
        state.unripe.put(measure, own);
      }
      figures[measure.ordinal()] = before;
    }
  }

  /**
   * Says what is known of its hour.
   *
   * @param ordinary whether there are hours like this one
   */
  void open(@Nullable HourHistory known, long first, boolean ordinary) {
    this.history = known;
    this.since = first;
    this.ordinary = ordinary;
  }

  /** Begin of the window that the figure of that measure is of. */
  long start(Measure measure) {
    return end(measure) - LENGTH;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public long end(Measure measure) {
    return Maturity.isLate(measure) ? start : end;
  }

  @Override
  public @Nullable Sums figure(Measure measure) {
    return figures[measure.ordinal()];
  }

  @Override
  public @Nullable Sums fresh(Measure measure) {
    return Maturity.isLate(measure) ? state.unripe.get(measure) : figures[measure.ordinal()];
  }

  @Override
  public Baseline baseline(Measure measure) {
    Baseline known = state.baselines.get(measure);
    if (known == null) {
      known = history == null ? Baseline.NONE : history.baseline(measure, since);
      state.baselines.put(measure, known);
    }
    return known;
  }

  @Override
  public double level(Measure measure) {
    Level level = state.levels.get(measure);
    return level == null || !ordinary ? Double.NaN : level.share();
  }

  @Override
  public Trail trail(Trail.Spec spec) {
    return state.trails.computeIfAbsent(
        spec.id(), id -> new Trail(Objects.requireNonNull(widest.apply(id))));
  }

  /** That measure is not as always: it is not to be learnt. */
  void exclude(Measure measure) {
    excluded.add(measure);
  }

  /** Adds what was as always to what is known. */
  void learn() {
    for (Measure measure : MEASURES) {
      Sums sums = figures[measure.ordinal()];
      if (sums == null || excluded.contains(measure)) {
        continue;
      }
      state.samples.computeIfAbsent(measure, none -> new HourSample()).add(sums);
      if (sums.isShare()) {
        state.levels.computeIfAbsent(measure, none -> new Level()).add(sums);
      }
    }
  }
}
