package io.waymark.domain.anomaly;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Customers of a cohort by the step of time in which it happened to them, as hashes: of ten steps,
 * and {@value #MOST} at most, so 12 KB. Changed in place by {@link CohortPolicy}.
 */
public final class CohortState {
  /** Entries that are remembered; beyond them nobody is added. */
  public static final int MOST = 1_000;

  static final long NEVER = Long.MIN_VALUE;
  private static final int VERSION = 1;

  final TreeMap<Long, Set<Long>> customers = new TreeMap<>();
  long firedAt = NEVER;

  /** Customers of about the last day: after a day one counts half. */
  double usual;

  long usualAt;

  /** When the first was seen of those that count. */
  long since = NEVER;

  int told;

  int size() {
    return customers.values().stream().mapToInt(Set::size).sum();
  }

  boolean isOpen() {
    return firedAt != NEVER;
  }

  boolean isEmpty() {
    return customers.isEmpty() && !isOpen() && usual == 0;
  }

  /** As it is stored; null if there is nothing to store. */
  public byte @Nullable [] toBytes() {
    if (isEmpty()) {
      return null;
    }
    StateWriter out = StateWriter.of(VERSION, 0, 64 + 8 * size());
    out.fixedLong(firedAt);
    out.count(told);
    out.fixedDouble(usual);
    out.fixedLong(usualAt);
    out.fixedLong(since);
    out.count(customers.size());
    for (Map.Entry<Long, Set<Long>> minute : customers.entrySet()) {
      out.number(minute.getKey());
      out.count(minute.getValue().size());
      minute.getValue().stream().sorted().forEach(out::fixedLong);
    }
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  public static CohortState of(byte @Nullable [] stored) {
    CohortState state = new CohortState();
    if (stored == null) {
      return state;
    }
    StoredVersion.check(stored, VERSION);
    StateReader in = StateReader.of(stored);
    state.firedAt = in.fixedLong();
    state.told = in.count();
    state.usual = in.fixedDouble();
    state.usualAt = in.fixedLong();
    state.since = in.fixedLong();
    for (int minutes = in.count(); minutes > 0; minutes--) {
      Set<Long> hashes = new HashSet<>();
      state.customers.put(in.number(), hashes);
      for (int left = in.count(); left > 0; left--) {
        hashes.add(in.fixedLong());
      }
    }
    return state;
  }
}
