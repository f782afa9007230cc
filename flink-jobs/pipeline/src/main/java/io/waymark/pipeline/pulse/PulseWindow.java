package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.Crowd;
import io.waymark.domain.pulse.Quantity;
import io.waymark.domain.pulse.Queue;
import io.waymark.domain.pulse.Reading;
import io.waymark.domain.pulse.Tally;
import io.waymark.domain.pulse.Totals;
import io.waymark.domain.pulse.Transition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in one place and window. Two of them {@link #add add up} to that of both,
 * however the measurements are parted. Quantiles are off by 1 % of the value at most, distinct ones
 * by 1.6 % as a rule; few of them are counted exactly. What has come from a stream or a state is
 * not changed: it is {@link #copy copied} first. Serves one thread.
 */
final class PulseWindow implements Totals {
  final EnumMap<Tally, Double> sums = new EnumMap<>(Tally.class);
  final EnumMap<Quantity, Quantiles> quantiles = new EnumMap<>(Quantity.class);
  final EnumMap<Crowd, DistinctCount> crowds = new EnumMap<>(Crowd.class);
  final TreeMap<Hop, HopTotals> hops = new TreeMap<>();

  /** At the end of the window, or as far as it has got; null if nobody has ever waited. */
  @Nullable Queue queue;

  /** Takes in a measurement of this place and window. */
  void add(Reading reading, double amount) {
    if (reading instanceof Reading.Sum sum) {
      sums.merge(sum.tally(), amount, Double::sum);
    } else if (reading instanceof Reading.Sample sample) {
      if (amount > 0) {
        quantilesOf(sample.quantity()).add(sample.value());
      }
    } else if (reading instanceof Reading.Seen seen) {
      if (amount > 0) {
        crowdOf(seen.crowd()).add(seen.hash());
      }
    } else if (reading instanceof Reading.Moved moved) {
      hopOf(new Hop(moved.from(), moved.to())).add(amount, moved.spentMillis());
    } else {
      throw new IllegalArgumentException("not of a window: " + reading);
    }
  }

  /** Takes in what was measured elsewhere. */
  void add(PulseWindow other) {
    other.sums.forEach((tally, sum) -> sums.merge(tally, sum, Double::sum));
    other.quantiles.forEach((quantity, values) -> quantilesOf(quantity).add(values));
    other.crowds.forEach((crowd, count) -> crowdOf(crowd).add(count));
    other.hops.forEach((hop, totals) -> hopOf(hop).add(totals));
    queue = other.queue == null ? queue : other.queue;
  }

  PulseWindow copy() {
    PulseWindow copy = new PulseWindow();
    copy.add(this);
    return copy;
  }

  private Quantiles quantilesOf(Quantity quantity) {
    return quantiles.computeIfAbsent(quantity, q -> new Quantiles());
  }

  private DistinctCount crowdOf(Crowd crowd) {
    return crowds.computeIfAbsent(crowd, c -> new DistinctCount());
  }

  private HopTotals hopOf(Hop hop) {
    return hops.computeIfAbsent(hop, h -> new HopTotals());
  }

  @Override
  public double sum(Tally tally) {
    return sums.getOrDefault(tally, 0.0);
  }

  @Override
  public long samples(Quantity quantity) {
    Quantiles values = quantiles.get(quantity);
    return values == null ? 0 : values.count();
  }

  @Override
  public @Nullable Double quantile(Quantity quantity, double rank) {
    Quantiles values = quantiles.get(quantity);
    return values == null ? null : values.at(rank);
  }

  @Override
  public long distinct(Crowd crowd) {
    DistinctCount count = crowds.get(crowd);
    return count == null ? 0 : count.estimate();
  }

  List<Transition> transitions() {
    return hops.entrySet().stream()
        .filter(entry -> entry.getValue().journeys() > 0)
        .map(PulseWindow::transition)
        .toList();
  }

  private static Transition transition(Map.Entry<Hop, HopTotals> entry) {
    Hop hop = entry.getKey();
    HopTotals totals = entry.getValue();
    Double median = totals.spent().at(0.5);
    Double p90 = totals.spent().at(0.9);
    return new Transition(
        hop.from(),
        hop.to(),
        totals.journeys(),
        median == null ? null : (Long) Math.round(median),
        p90 == null ? null : (Long) Math.round(p90));
  }
}
