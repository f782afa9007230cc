package io.waymark.app.backtest;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the reading of a log has come, and in what order it was. Written by the source's thread
 * and read by the one that shows it; both live in one process and find each other by a name, since
 * a source travels to its task as bytes.
 */
final class Reading {
  private static final Map<String, Reading> OPEN = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private volatile long bytes;
  private volatile long events;
  private volatile long others;
  private volatile long disordered;
  private volatile long worstDelay;
  private volatile long latest = Long.MIN_VALUE;

  static Reading open() {
    Reading reading = new Reading();
    OPEN.put(reading.name, reading);
    return reading;
  }

  static Reading named(String name) {
    Reading reading = OPEN.get(name);
    if (reading == null) {
      throw new IllegalStateException("a backtest runs in the process that started it");
    }
    return reading;
  }

  void close() {
    OPEN.remove(name);
  }

  String name() {
    return name;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  void bytes(long more) {
    bytes += more;
  }

  /** An event was read; {@code bound} is the out-of-orderness allowed. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  void event(long time, long bound) {
    events++;
    if (time >= latest) {
      latest = time;
    } else if (latest - time >= bound) {
      disordered++;
      worstDelay = Math.max(worstDelay, latest - time);
    }
  }

  /** Something else than an event was read. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  void other() {
    others++;
  }

  /** Bytes of the files, as they are on disk. */
  long bytes() {
    return bytes;
  }

  long events() {
    return events;
  }

  /** What was read and is no event. */
  long others() {
    return others;
  }

  /** Events that came later than the bound allows. */
  long disordered() {
    return disordered;
  }

  /**
   * The bound in milliseconds that would fit all events: each is to come before any that is the
   * bound later.
   */
  long fittingBound() {
    return worstDelay + 1;
  }

  /** The latest event time met, in epoch milliseconds. */
  long latest() {
    return latest;
  }
}
