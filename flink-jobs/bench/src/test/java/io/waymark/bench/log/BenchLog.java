package io.waymark.bench.log;

import io.waymark.domain.event.Event;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ZipfDistribution;
import org.apache.commons.math3.random.Well19937c;

/**
 * Visits of many customers to a shop, in the order in which they arrive: the same for the same
 * seed. Who visits follows Zipf's law with exponent 0.8, except that nobody makes two visits at a
 * time. One event in a hundred arrives three seconds late, one in a hundred twice; both are
 * scrolls, which no pattern asks for, so that contenders that neither deduplicate nor know late
 * events find the same. The log ends a quiet minute after the last visit, when every deadline has
 * come.
 */
public final class BenchLog implements Iterator<Event> {
  /**
   * As many begin as make this many events a second, of event time, unless somebody asks for
   * others.
   */
  public static final int EVENTS_PER_SECOND = 20_000;

  /** Of the duplicates' and late ones' delays, in milliseconds. */
  private static final long LATE = 3_000;

  private static final long DUPLICATE = 300;
  private static final double SHARE = 0.01;
  private static final long QUIET_MILLIS = 60_000;
  private static final double EXPONENT = 0.8;

  /** How many events a visit has, about; decides how often visits begin. */
  private static final double EVENTS_PER_VISIT = 9.73;

  private record Arriving(long at, long order, Event event) {}

  private static final Comparator<Arriving> IN_ORDER =
      Comparator.comparingLong(Arriving::at).thenComparingLong(Arriving::order);

  private final long events;
  private final int partitions;
  private final SplittableRandom random;
  private final ZipfDistribution customers;

  /** By customer: when the last visit ends. */
  private final long[] busyUntil;

  private final int perSecond;
  private final double millisPerVisit;
  private final PriorityQueue<Arriving> arriving = new PriorityQueue<>(IN_ORDER);
  private final Deque<Event> last = new ArrayDeque<>();
  private long nextVisit;
  private long visits;
  private long order;
  private long handedOut;
  private long now;

  /**
   * @param customers how many there are to choose from, at least {@link #leastCustomers}
   * @param events how many to hand out, with late ones, duplicates and one last per partition
   * @param start when the first visit begins, in epoch milliseconds
   * @param partitions how many last events there are: one for each, in the order of partitions
   */
  public BenchLog(long seed, int customers, long events, long start, int partitions) {
    this(seed, customers, EVENTS_PER_SECOND, events, start, partitions);
  }

  /**
   * A log with more events a second, or fewer.
   *
   * @param perSecond events a second of event time, once the first visits are under way
   */
  public BenchLog(
      long seed, int customers, int perSecond, long events, long start, int partitions) {
    if (customers < leastCustomers(perSecond)) {
      throw new IllegalArgumentException(
          customers + " customers are too few for " + perSecond + " events a second");
    }
    this.perSecond = perSecond;
    this.millisPerVisit = EVENTS_PER_VISIT / perSecond * 1_000;
    this.events = events;
    this.partitions = partitions;
    this.random = new SplittableRandom(seed);
    this.customers = new ZipfDistribution(new Well19937c(seed), customers, EXPONENT);
    this.busyUntil = new long[customers + 1];
    this.nextVisit = start;
    this.now = start;
  }

  /** Twice as many as events a second, or there might be nobody who is not on a visit. */
  public static int leastCustomers(int perSecond) {
    return 2 * perSecond;
  }

  /** Events a second of event time. */
  int perSecond() {
    return perSecond;
  }

  /** Whether what {@link #next} hands out belongs to no visit: the last events. */
  public boolean isAtTheEnd() {
    return handedOut >= events - partitions;
  }

  @Override
  public boolean hasNext() {
    return handedOut < events;
  }

  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (isAtTheEnd()) {
      handedOut++;
      return end(now + QUIET_MILLIS);
    }
    handedOut++;
    while (arriving.isEmpty() || arriving.peek().at >= nextVisit) {
      visit();
    }
    Event event = arriving.remove().event;
    now = Math.max(now, event.time());
    return event;
  }

  private Event end(long time) {
    String name = "end-" + (events - handedOut);
    return new Event(name, "log_ended", time, name, null, null, null, null, java.util.Map.of());
  }

  private void visit() {
    int customer = customers.sample();
    while (busyUntil[customer] >= nextVisit) {
      customer = customers.sample();
    }
    Visit visit = new Visit(random.split(), "c" + customer, visits++, nextVisit);
    for (Event event : visit.events()) {
      arrive(event);
      busyUntil[customer] = event.time();
    }
    double gap = millisPerVisit;
    nextVisit += random.nextDouble() < gap - Math.floor(gap) ? (long) gap + 1 : (long) gap;
  }

  private void arrive(Event event) {
    boolean scroll = event.type().equals(Visit.SCROLL);
    // Scrolls are an eighth of all events.
    boolean late = scroll && random.nextDouble() < SHARE * 8;
    boolean twice = scroll && random.nextDouble() < SHARE * 8;
    arriving.add(new Arriving(event.time() + (late ? LATE : 0), order++, event));
    if (twice) {
      arriving.add(new Arriving(event.time() + (late ? LATE : 0) + DUPLICATE, order++, event));
    }
  }
}
