package io.waymark.domain.anomaly;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pulse.Measure;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is remembered of a place between windows, besides its {@link HourHistory}: the present hour,
 * running sums, and which anomalies it has. Per measure about 100 bytes; 4 KB more with a service
 * level, surveys and an objective. It grows neither with time nor with traffic.
 *
 * <p>It is changed in place by {@link AnomalyPolicy}.
 */
public final class PlaceState {
  static final long NEVER = Long.MIN_VALUE;
  private static final int VERSION = 1;

  /** Windows up to this time have been judged. */
  long judgedTo = NEVER;

  /** End of the last window that was told of. */
  long toldTo = NEVER;

  /** Present hour, by local clocks. */
  long hour = NEVER;

  /** Counts that this place has. */
  final Set<Measure> counts = EnumSet.noneOf(Measure.class);

  final Map<Measure, HourSample> samples = new EnumMap<>(Measure.class);
  final Map<Measure, Level> levels = new EnumMap<>(Measure.class);
  final Map<String, Trail> trails = new TreeMap<>();

  /** Figures of the last window that are judged with the next one. */
  final Map<Measure, Sums> unripe = new EnumMap<>(Measure.class);

  final Map<String, Watch> watches = new TreeMap<>();

  /** What is normal in the present hour, as far as it was asked for; not stored. */
  final Map<Measure, Baseline> baselines = new EnumMap<>(Measure.class);

  /** What holds of the place whatever it is doing: it has judged nothing, and nothing is open. */
  PlaceState learnt() {
    PlaceState learnt = new PlaceState();
    learnt.counts.addAll(counts);
    learnt.levels.putAll(levels);
    return learnt;
  }

  /** As it is stored. */
  public byte[] toBytes() {
    StateWriter out = StateWriter.of(VERSION, Math.max(0, judgedTo), 512);
    out.fixedLong(judgedTo);
    out.fixedLong(toldTo);
    out.fixedLong(hour);
    out.count(counts.size());
    counts.forEach(measure -> out.raw(measure.id()));
    out.count(samples.size());
    samples.forEach(
        (measure, sample) -> {
          out.raw(measure.id());
          sample.write(out);
        });
    out.count(levels.size());
    levels.forEach(
        (measure, level) -> {
          out.raw(measure.id());
          level.write(out);
        });
    out.count(trails.size());
    trails.forEach(
        (id, trail) -> {
          out.raw(id);
          out.block(trail::write);
        });
    watches.values().removeIf(Watch::isIdle);
    out.count(watches.size());
    watches.forEach(
        (id, watch) -> {
          out.raw(id);
          watch.write(out);
        });
    out.count(unripe.size());
    unripe.forEach(
        (measure, sums) -> {
          out.raw(measure.id());
          sums.write(out);
        });
    return out.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @param specs trails that are needed, by id; others are given up
   */
  static PlaceState of(byte[] bytes, Map<String, Trail.Spec> specs) {
    StoredVersion.check(bytes, VERSION);
    StateReader in = StateReader.of(bytes);
    PlaceState state = new PlaceState();
    state.judgedTo = in.fixedLong();
    state.toldTo = in.fixedLong();
    state.hour = in.fixedLong();
    for (int left = in.count(); left > 0; left--) {
      state.counts.add(StoredVersion.measure(in.raw()));
    }
    for (int left = in.count(); left > 0; left--) {
      state.samples.put(StoredVersion.measure(in.raw()), HourSample.read(in));
    }
    for (int left = in.count(); left > 0; left--) {
      state.levels.put(StoredVersion.measure(in.raw()), Level.read(in));
    }
    for (int left = in.count(); left > 0; left--) {
      Trail.Spec spec = specs.get(in.raw());
      StateReader part = in.block();
      if (spec != null) {
        state.trails.put(spec.id(), Trail.read(spec, part));
      }
    }
    for (int left = in.count(); left > 0; left--) {
      state.watches.put(in.raw(), Watch.read(in));
    }
    for (int left = in.count(); left > 0; left--) {
      Measure measure = StoredVersion.measure(in.raw());
      state.unripe.put(measure, Sums.read(measure.unit(), in));
    }
    return state;
  }
}
