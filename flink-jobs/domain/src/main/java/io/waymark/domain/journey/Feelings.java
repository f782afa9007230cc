package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.journey.Scoring.Emotion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer has felt: the strongest feeling of late, the last one, and the mean of all that
 * decays. An end that is good or bad and a peak weigh more than the rest: the peak-end rule of
 * Kahneman and others (1993).
 */
final class Feelings {
  /** More distinct strengths than scales have: of weaker peaks in waiting the oldest go. */
  private static final int MOST_PEAKS = 16;

  private record Peak(double value, long at) {
    boolean isBeside(Peak other) {
      return Math.abs(value) > Math.abs(other.value)
          || (Math.abs(value) == Math.abs(other.value) && value < other.value);
    }
  }

  /** All of it; null once it has been read, which few events ask for. */
  private @Nullable StateReader stored;

  private final DecayingSum weighted = new DecayingSum();
  private final DecayingSum weights = new DecayingSum();

  /** Oldest and strongest first: each is the strongest since the one before. */
  private List<Peak> peaks = List.of();

  private double last;
  private long lastAt = Long.MIN_VALUE;

  void add(double value, long time, Emotion numbers) {
    unpack();
    weighted.add(value, time, numbers.halfLife());
    weights.add(1, time, numbers.halfLife());
    if (time >= lastAt) {
      last = value;
      lastAt = time;
    }
    peak(new Peak(value, time));
  }

  private void peak(Peak added) {
    if (peaks.isEmpty()) {
      peaks = new ArrayList<>(2);
    }
    int place = peaks.size();
    while (place > 0 && peaks.get(place - 1).at > added.at) {
      place--;
    }
    for (Peak later : peaks.subList(place, peaks.size())) {
      if (!added.isBeside(later)) {
        return;
      }
    }
    peaks.add(place, added);
    while (place > 0 && !peaks.get(place - 1).isBeside(added)) {
      peaks.remove(--place);
    }
    if (peaks.size() > MOST_PEAKS) {
      peaks.remove(peaks.size() - 2);
    }
  }

  /** -1..1 as of a time; null if nothing was ever felt. */
  @Nullable Double value(long time, Emotion numbers) {
    unpack();
    if (lastAt == Long.MIN_VALUE) {
      return null;
    }
    if (!peaks.isEmpty()) {
      peaks.removeIf(peak -> peak.at < time - numbers.peakWithin());
    }
    double strongest = peaks.isEmpty() ? 0 : peaks.get(0).value;
    double weight = weights.value(time, numbers.halfLife());
    double mean = weight == 0 ? 0 : weighted.value(time, numbers.halfLife()) / weight;
    return numbers.peak() * strongest + numbers.last() * last + numbers.mean() * mean;
  }

  /** When a peak is the strongest for the last time, after a time; never if there is none. */
  long forgetsAfter(long time, Emotion numbers) {
    unpack();
    for (Peak peak : peaks) {
      long forgotten = peak.at + numbers.peakWithin() + 1;
      if (forgotten > time) {
        return forgotten;
      }
    }
    return Long.MAX_VALUE;
  }

  void merge(Feelings other, Emotion numbers) {
    unpack();
    other.unpack();
    weighted.merge(other.weighted, numbers.halfLife());
    weights.merge(other.weights, numbers.halfLife());
    if (other.lastAt > lastAt) {
      last = other.last;
      lastAt = other.lastAt;
    }
    other.peaks.forEach(this::peak);
  }

  void write(StateWriter out) {
    StateReader unread = stored;
    out.bool(unread != null || lastAt != Long.MIN_VALUE);
    if (unread != null) {
      unread.copyBlockTo(out);
    } else if (lastAt != Long.MIN_VALUE) {
      out.block(this::writeAll);
    }
  }

  private void writeAll(StateWriter out) {
    out.fixedDouble(last);
    out.time(lastAt);
    weighted.write(out);
    weights.write(out);
    out.count(peaks.size());
    for (Peak peak : peaks) {
      out.fixedDouble(peak.value);
      out.time(peak.at);
    }
  }

  void read(StateReader in) {
    stored = in.bool() ? in.block() : null;
  }

  private void unpack() {
    StateReader in = stored;
    if (in == null) {
      return;
    }
    stored = null;
    last = in.fixedDouble();
    lastAt = in.time();
    weighted.read(in);
    weights.read(in);
    int count = in.count();
    if (count > 0) {
      peaks = new ArrayList<>(count);
    }
    for (int left = count; left > 0; left--) {
      peaks.add(new Peak(in.fixedDouble(), in.time()));
    }
  }
}
