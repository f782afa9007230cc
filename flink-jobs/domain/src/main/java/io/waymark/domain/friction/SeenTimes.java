package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pattern.Words;
import java.util.Arrays;

/** When events that a clause of {@code only_if} asks for were last seen, ascending; bounded. */
final class SeenTimes {
  private final int capacity;
  private long[] times = new long[0];

  SeenTimes(int capacity) {
    this.capacity = capacity;
  }

  void add(long time) {
    int at = Arrays.binarySearch(times, time);
    if (at >= 0) {
      return;
    }
    int insertAt = -at - 1;
    if (times.length == capacity) {
      if (insertAt == 0) {
        return;
      }
      System.arraycopy(times, 1, times, 0, insertAt - 1);
      times[insertAt - 1] = time;
      return;
    }
    long[] grown = new long[times.length + 1];
    System.arraycopy(times, 0, grown, 0, insertAt);
    grown[insertAt] = time;
    System.arraycopy(times, insertAt, grown, insertAt + 1, times.length - insertAt);
    times = grown;
  }

  void addAll(SeenTimes others) {
    for (long time : others.times) {
      add(time);
    }
  }

  /** Whether one lies in [from, to]. */
  boolean anyIn(long from, long to) {
    int at = Arrays.binarySearch(times, from);
    int first = at >= 0 ? at : -at - 1;
    return first < times.length && times[first] <= to;
  }

  /** The earliest; there is one. */
  long first() {
    return times[0];
  }

  void dropBefore(long time) {
    int at = Arrays.binarySearch(times, time);
    int first = at >= 0 ? at : -at - 1;
    if (first > 0) {
      times = Arrays.copyOfRange(times, first, times.length);
    }
  }

  /** When the last one was seen, in words. */
  String describe() {
    return times.length == 0
        ? "none was seen"
        : "the last one was seen at " + Words.time(times[times.length - 1]);
  }

  boolean isEmpty() {
    return times.length == 0;
  }

  void write(StateWriter out) {
    out.count(times.length);
    for (long time : times) {
      out.time(time);
    }
  }

  void read(StateReader in) {
    int count = in.count();
    for (int i = 0; i < count; i++) {
      add(in.time());
    }
  }
}
