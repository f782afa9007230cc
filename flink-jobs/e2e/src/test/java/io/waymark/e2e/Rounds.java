package io.waymark.e2e;

import io.waymark.domain.event.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A load over and over: some days later the same customers do the same again, under other ids. What
 * has to be known of them does not grow with the number of rounds, and neither does what it takes
 * to send them. The last round is the load as it is, those before it lie in the past.
 */
final class Rounds {
  private static final int EVENTS_OF_ONE = 6_000;
  private static final Duration BETWEEN = Duration.ofDays(1);

  private final Load load;
  private final List<List<Event>> arriving;
  private final int rounds;
  private final int longest;
  private final long period;

  private Rounds(Load load, int rounds, long order) {
    this.load = load;
    this.rounds = rounds;
    this.arriving =
        load.arrival(order).stream().map(one -> one.subList(0, one.size() - 1)).toList();
    this.longest = arriving.stream().mapToInt(List::size).max().orElseThrow();
    List<Event> log = load.log();
    this.period = log.get(log.size() - 1).time() - log.get(0).time() + BETWEEN.toMillis();
  }

  /**
   * As many as have so many events.
   *
   * @param order chooses among the ways in which they may arrive
   */
  static Rounds of(long events, long order) {
    Load load = Load.of(EVENTS_OF_ONE);
    int size = load.log().size();
    return new Rounds(load, (int) ((events + size - 1) / size), order);
  }

  /** How many rows there are: one event of each partition is in each, as long as it has any. */
  int rows() {
    return rounds * longest + 1;
  }

  /** What a partition has in a row; null in those in which others alone have one. */
  @Nullable Event at(int partition, int row) {
    if (row == rounds * longest) {
      return load.ends().get(partition);
    }
    List<Event> events = arriving.get(partition);
    int ofRound = row % longest;
    return ofRound < events.size() ? in(row / longest, events.get(ofRound)) : null;
  }

  /** What {@code waymark backtest} finds in all of them. */
  Set<String> expected(Path folder) {
    return Load.found(
        folder,
        Stream.concat(
            IntStream.range(0, rounds)
                .boxed()
                .flatMap(round -> load.log().stream().map(event -> in(round, event))),
            load.ends().stream()));
  }

  private Event in(int round, Event event) {
    return new Event(
        event.id() + "-" + round,
        event.type(),
        event.time() - (rounds - 1 - round) * period,
        event.customerId(),
        event.anonymousId(),
        event.sessionId(),
        event.channel(),
        event.touchpoint(),
        event.attributes());
  }
}
