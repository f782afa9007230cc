package io.waymark.console.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** By how much a count that never falls has grown lately. Serves one thread. */
final class Growth {
  private record Seen(long at, long count) {}

  private final Duration lately;
  private final Deque<Seen> seen = new ArrayDeque<>();

  Growth(Duration lately) {
    this.lately = lately;
  }

  /**
   * Notes the count, and answers by how much it is more than it was then, or when it was first
   * seen.
   *
   * @param at not before the last
   */
  long grown(long count, long at) {
    if (!seen.isEmpty() && count < seen.getLast().count()) {
      // The topic was made anew.
      seen.clear();
      seen.add(new Seen(at, 0));
    }
    if (seen.isEmpty() || count > seen.getLast().count()) {
      seen.add(new Seen(at, count));
    }
    Seen before = seen.removeFirst();
    while (!seen.isEmpty() && seen.getFirst().at() <= at - lately.toMillis()) {
      before = seen.removeFirst();
    }
    seen.addFirst(before);
    return count - before.count();
  }
}
