package io.waymark.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class DisorderProperties {

  private static List<Event> log(long seed) {
    List<Event> events = new ArrayList<>();
    new GeneratedLog(2_000, 400, seed, 0.2).write(events::add, label -> {});
    return events;
  }

  @Property(tries = 50)
  void everyEventArrivesBeforeAnyThatIsTheBoundLater(
      @ForAll long seed, @ForAll @IntRange(max = 60_000) int bound) {
    List<Event> log = log(seed);
    List<Event> arrivals = new Disorder(bound, 0.1, seed).arrivals(log);

    long latest = Long.MIN_VALUE;
    for (Event event : arrivals) {
      latest = Math.max(latest, event.time());
      assertThat(latest - event.time()).isLessThanOrEqualTo(Math.max(0, bound - 1));
    }
  }

  @Property(tries = 50)
  void nothingIsLostAndDuplicatesAreTheSameEvents(
      @ForAll long seed, @ForAll @DoubleRange(max = 1) double duplicates) {
    List<Event> log = log(seed);
    List<Event> arrivals = new Disorder(5_000, duplicates, seed).arrivals(log);

    assertThat(new HashSet<>(arrivals)).isEqualTo(new HashSet<>(log));
    assertThat((double) arrivals.size() / log.size() - 1)
        .isBetween(duplicates - 0.15, duplicates + 0.15);
    assertThat(new Disorder(5_000, duplicates, seed).arrivals(log)).isEqualTo(arrivals);
  }

  @Property(tries = 20)
  void theOrderReallyDiffersAndWithoutABoundItDoesNot(@ForAll long seed) {
    List<Event> log = log(seed);

    assertThat(new Disorder(60_000, 0, seed).arrivals(log)).isNotEqualTo(log);
    assertThat(new Disorder(0, 0, seed).arrivals(log)).isEqualTo(log);
  }

  @Property(tries = 20)
  void partitionsKeepCustomersTogetherAndInOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int partitions) {
    List<Event> arrivals = new Disorder(5_000, 0, seed).arrivals(log(seed));
    List<List<Event>> split = Disorder.partition(arrivals, partitions);

    assertThat(split).hasSize(partitions);
    assertThat(split.stream().mapToInt(List::size).sum()).isEqualTo(arrivals.size());
    for (List<Event> partition : split) {
      HashSet<Event> mine = new HashSet<>(partition);
      assertThat(arrivals.stream().filter(mine::contains)).containsExactlyElementsOf(partition);
    }
    assertThat(
            split.stream().mapToLong(p -> p.stream().map(Event::customer).distinct().count()).sum())
        .isEqualTo(arrivals.stream().map(Event::customer).distinct().count());
  }
}
