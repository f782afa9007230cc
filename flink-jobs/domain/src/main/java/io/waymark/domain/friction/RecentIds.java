package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Hashes of the event ids evaluated last: all within the out-of-orderness bound, and some more for
 * copies that come late.
 */
final class RecentIds {
  private static final int KEPT_ANYWAY = 32;
  private static final int MAX_KEPT = 4_096;

  private final Deque<Seen> seen = new ArrayDeque<>();

  boolean contains(long hash) {
    for (Seen one : seen) {
      if (one.hash == hash) {
        return true;
      }
    }
    return false;
  }

  void add(long hash, long time, long oldestNeeded) {
    seen.addLast(new Seen(hash, time));
    while (seen.size() > KEPT_ANYWAY
        && (seen.getFirst().time < oldestNeeded || seen.size() > MAX_KEPT)) {
      seen.removeFirst();
    }
  }

  void write(StateWriter out) {
    out.count(seen.size());
    for (Seen one : seen) {
      out.fixedLong(one.hash);
      out.time(one.time);
    }
  }

  void read(StateReader in) {
    for (int left = in.count(); left > 0; left--) {
      seen.addLast(new Seen(in.fixedLong(), in.time()));
    }
  }

  private record Seen(long hash, long time) {}
}
