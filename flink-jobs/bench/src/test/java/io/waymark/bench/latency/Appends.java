package io.waymark.bench.latency;

import java.util.concurrent.atomic.AtomicLongArray;

/** When each event was appended, by its number: epoch milliseconds of the broker's clock. */
final class Appends {
  private final AtomicLongArray times;

  Appends(int events) {
    times = new AtomicLongArray(events);
  }

  void appended(int number, long time) {
    times.set(number, time);
  }

  /** 0 if it was not, or not yet. */
  long of(int number) {
    return times.get(number);
  }
}
