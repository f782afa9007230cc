package io.waymark.bench.latency;

import io.waymark.bench.log.BenchLog;
import io.waymark.bench.log.Patterns;
import io.waymark.domain.event.Event;
import java.util.HashSet;
import java.util.Set;

/**
 * The bench's log as it would come in now: its times moved to the wall clock, its customers as many
 * as make the rate. Events that a pattern asks for bear a number by which a signal's evidence is
 * known again.
 */
final class LiveLog {
  private static final long LOG_START = 1_767_225_600_000L;
  private static final int NUMBER_DIGITS = 8;
  private static final int CUSTOMERS = 200_000;

  /** Most events a second: as many as the log has. */
  private static final int MOST = BenchLog.EVENTS_PER_SECOND;

  /**
   * An event and when it is sent.
   *
   * @param number from 0 on
   * @param at epoch milliseconds; later than the event's time if it comes late
   */
  record Due(Event event, int number, long at) {}

  private final BenchLog log;
  private final int perMille;
  private final long start;
  private final Set<String> asked = new HashSet<>();
  private long now;
  private int number;

  /**
   * @param rate events a second, at most 20,000
   * @param start when the first is sent, in epoch milliseconds
   */
  LiveLog(long seed, int rate, long start) {
    if (rate < 1 || rate > MOST) {
      throw new IllegalArgumentException("1 to %d events a second, not %d".formatted(MOST, rate));
    }
    this.log = new BenchLog(seed, CUSTOMERS, Long.MAX_VALUE, LOG_START, 0);
    this.perMille = (int) Math.ceil(rate * 1_000.0 / MOST);
    this.start = start;
    this.now = start;
    Patterns.BASE.forEach(pattern -> asked.addAll(pattern.steps()));
  }

  Due next() {
    Event event = log.next();
    while (Math.floorMod(event.customer().hashCode() * 0x9E3779B1, 1_000) >= perMille) {
      event = log.next();
    }
    long time = start + event.time() - LOG_START;
    now = Math.max(now, time);
    Due due = new Due(numbered(event, time), number, now);
    number++;
    return due;
  }

  /** Duplicates are of types that nobody asks for: they keep the id that tells them. */
  private Event numbered(Event event, long time) {
    String id =
        asked.contains(event.type())
            ? "%08x".formatted(number) + event.id().substring(NUMBER_DIGITS)
            : event.id();
    return new Event(
        id,
        event.type(),
        time,
        event.customerId(),
        event.anonymousId(),
        event.sessionId(),
        event.channel(),
        event.touchpoint(),
        event.attributes());
  }

  /** The number of a numbered event. */
  static int number(String eventId) {
    return Integer.parseInt(eventId.substring(0, NUMBER_DIGITS), 16);
  }
}
