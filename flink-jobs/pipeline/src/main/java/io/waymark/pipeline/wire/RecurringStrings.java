package io.waymark.pipeline.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives back the same string for the same bytes where a few values recur all the time (event types,
 * channels, attribute names), so that they are neither decoded nor kept twice. Fixed in size: a
 * newcomer takes the slot of whoever had it. Not thread-safe.
 */
final class RecurringStrings {
  /** Longer ones are no vocabulary. */
  static final int MAX_BYTES = 48;

  private static final int SLOTS = 1024;

  private final @Nullable Entry[] slots = new Entry[SLOTS];

  private record Entry(byte[] key, String value) {}

  /** The string of well-formed UTF-8, if it was asked for before. */
  @Nullable String find(byte[] bytes, int from, int length) {
    Entry entry = slots[slot(bytes, from, length)];
    return entry != null
            && Arrays.equals(entry.key, 0, entry.key.length, bytes, from, from + length)
        ? entry.value
        : null;
  }

  void put(byte[] bytes, int from, int length, String value) {
    slots[slot(bytes, from, length)] =
        new Entry(Arrays.copyOfRange(bytes, from, from + length), value);
  }

  private static int slot(byte[] bytes, int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ (hash >>> 15)) & (SLOTS - 1);
  }
}
