package io.waymark.pipeline.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives back the same string for the same bytes where a few values recur all the time (event types,
 * channels, attribute names), so that they are neither decoded nor kept twice. Fixed in size: the
 * oldest of two goes. Not thread-safe.
 */
final class RecurringStrings {
  /** Longer ones are no vocabulary. */
  static final int MAX_BYTES = 48;

  private static final int SLOT_BITS = 10;

  private final @Nullable Entry[] slots = new Entry[1 << SLOT_BITS];

  private record Entry(byte[] key, String value) {
    boolean is(byte[] bytes, int from, int length) {
      return Arrays.equals(key, 0, key.length, bytes, from, from + length);
    }
  }

  /** The string of well-formed UTF-8, if it was asked for lately. */
  @Nullable String find(byte[] bytes, int from, int length) {
    int slot = slot(bytes, from, length);
    Entry entry = slots[slot];
    if (entry != null && entry.is(bytes, from, length)) {
      return entry.value;
    }
    Entry neighbour = slots[slot ^ 1];
    return neighbour != null && neighbour.is(bytes, from, length) ? neighbour.value : null;
  }

  void put(byte[] bytes, int from, int length, String value) {
    int slot = slot(bytes, from, length);
    // Two words that share a slot would otherwise push each other out for ever.
    slots[slot ^ 1] = slots[slot];
    slots[slot] = new Entry(Arrays.copyOfRange(bytes, from, from + length), value);
  }

  private static int slot(byte[] bytes, int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash * 0x9E3779B9) >>> (Integer.SIZE - SLOT_BITS);
  }
}
