package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import java.util.Arrays;

/**
 * Hashes of the event ids evaluated last: all within the out-of-orderness bound, and some more for
 * copies that come late. 48 bits each: of a billion events, one in a million days is taken for a
 * copy of another of the same customer.
 */
public final class RecentIds {
  private static final int KEPT_ANYWAY = 24;

  /** Written in full they take less than half of the bytes a customer may have. */
  private static final int MAX_KEPT = 1_024;

  /** For those that come next. */
  private static final int ROOM = 8;

  private static final int HASH_BYTES = 6;
  private static final long HASH = (1L << Byte.SIZE * HASH_BYTES) - 1;
  private static final long OLD = Long.MIN_VALUE;

  /** Oldest first, from {@code first} on. */
  private long[] hashes = {};

  /** When each happened; {@link #OLD} where that does not matter any more. */
  private long[] times = {};

  private int first;
  private int end;

  public boolean contains(long hash) {
    long wanted = hash & HASH;
    for (int i = first; i < end; i++) {
      if (hashes[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Adds one; what happened before {@code oldestNeeded} may be forgotten, oldest first. */
  public void add(long hash, long time, long oldestNeeded) {
    append(hash & HASH, time);
    forget(oldestNeeded);
  }

  /** Takes in those of another customer who is the same. */
  void merge(RecentIds other, long oldestNeeded) {
    RecentIds both = new RecentIds();
    int own = first;
    for (int added = other.first; added < other.end; added++) {
      for (; own < end && times[own] <= other.times[added]; own++) {
        both.append(hashes[own], times[own]);
      }
      both.append(other.hashes[added], other.times[added]);
    }
    for (; own < end; own++) {
      both.append(hashes[own], times[own]);
    }
    hashes = both.hashes;
    times = both.times;
    first = both.first;
    end = both.end;
    forget(oldestNeeded);
  }

  private void forget(long oldestNeeded) {
    for (int i = first; i < end && times[i] < oldestNeeded; i++) {
      times[i] = OLD;
    }
    while (size() > KEPT_ANYWAY && (times[first] == OLD || size() > MAX_KEPT)) {
      first++;
    }
  }

  int size() {
    return end - first;
  }

  private void append(long hash, long time) {
    if (end == hashes.length) {
      int length = size() * 2 >= hashes.length ? Math.max(ROOM, hashes.length * 2) : hashes.length;
      hashes = moved(hashes, length);
      times = moved(times, length);
      end -= first;
      first = 0;
    }
    hashes[end] = hash;
    times[end] = time;
    end++;
  }

  private long[] moved(long[] from, int length) {
    return Arrays.copyOf(Arrays.copyOfRange(from, first, end), length);
  }

  public void write(StateWriter out) {
    int firstTimed = first;
    while (firstTimed < end && times[firstTimed] == OLD) {
      firstTimed++;
    }
    out.count(firstTimed - first);
    out.count(end - firstTimed);
    for (int i = first; i < end; i++) {
      out.fixed(hashes[i], HASH_BYTES);
    }
    for (int i = firstTimed; i < end; i++) {
      out.optionalTime(times[i], OLD);
    }
  }

  public void read(StateReader in) {
    int old = in.count();
    int timed = in.count();
    int length = Math.min(old + timed, MAX_KEPT) + ROOM;
    hashes = new long[length];
    times = new long[length];
    for (int left = old + timed; left > 0; left--) {
      append(in.fixed(HASH_BYTES), OLD);
    }
    for (int i = end - timed; i < end; i++) {
      times[i] = in.optionalTime(OLD);
    }
  }

  /** Goes on behind what {@link #write} wrote. */
  static void skip(StateReader in) {
    int old = in.count();
    int timed = in.count();
    in.skip((old + timed) * HASH_BYTES);
    for (int left = timed; left > 0; left--) {
      in.optionalTime(OLD);
    }
  }
}
