package io.waymark.domain.delivery;

import java.util.Arrays;

/**
 * Leaves a destination alone that does not work: opens when at least half of at least 20 calls of
 * the last minute failed, or 5 in a row timed out; after 30 s lets one call through, whose answer
 * closes it or opens it again. Forgotten on a restart: 20 calls teach it anew.
 */
public final class CircuitBreaker {
  private static final int CALLS_AT_LEAST = 20;
  private static final int TIMEOUTS_IN_A_ROW = 5;
  private static final long OPEN_FOR = 30_000;
  private static final int BUCKETS = 6;
  private static final long BUCKET = 10_000;

  /** As metrics show it: the worse the higher. */
  public enum State {
    CLOSED,
    HALF_OPEN,
    OPEN
  }

  private State state = State.CLOSED;
  private long openUntil;
  private int epoch;
  private int timeouts;
  private long newest = Long.MIN_VALUE;
  private final int[] calls = new int[BUCKETS];
  private final int[] failures = new int[BUCKETS];

  State state() {
    return state;
  }

  /** When the next call may begin; {@link Long#MAX_VALUE} while that waits for an answer. */
  long permitsAt() {
    return switch (state) {
      case CLOSED -> Long.MIN_VALUE;
      case OPEN -> openUntil;
      case HALF_OPEN -> Long.MAX_VALUE;
    };
  }

  /** A call begins. The number has to be told with its answer. */
  int begin() {
    if (state == State.OPEN) {
      state = State.HALF_OPEN;
      epoch++;
    }
    return epoch;
  }

  /** The destination answered, whatever it said. What began before the last change is too old. */
  void worked(int begun, long now) {
    if (begun != epoch) {
      return;
    }
    timeouts = 0;
    if (state == State.HALF_OPEN) {
      state = State.CLOSED;
      forget();
    } else {
      calls[bucket(now)]++;
    }
  }

  /** Nothing was sent after all: whether it works is not known. */
  void unasked(int begun, long now) {
    if (begun == epoch && state == State.HALF_OPEN) {
      state = State.OPEN;
      openUntil = now;
    }
  }

  /** It failed, perhaps without an answer in time. */
  void failed(int begun, boolean timedOut, long now) {
    if (begun != epoch) {
      return;
    }
    timeouts = timedOut ? timeouts + 1 : 0;
    int bucket = bucket(now);
    calls[bucket]++;
    failures[bucket]++;
    if (state == State.HALF_OPEN || timeouts >= TIMEOUTS_IN_A_ROW || mostlyFailed()) {
      state = State.OPEN;
      openUntil = now + OPEN_FOR;
      forget();
    }
  }

  private boolean mostlyFailed() {
    int all = Arrays.stream(calls).sum();
    return all >= CALLS_AT_LEAST && 2 * Arrays.stream(failures).sum() >= all;
  }

  private void forget() {
    epoch++;
    timeouts = 0;
    Arrays.fill(calls, 0);
    Arrays.fill(failures, 0);
  }

  /** The bucket of now, with those of more than a minute ago emptied. */
  private int bucket(long now) {
    long current = Math.floorDiv(now, BUCKET);
    for (long passed = Math.max(newest + 1, current - BUCKETS + 1); passed <= current; passed++) {
      calls[Math.floorMod(passed, BUCKETS)] = 0;
      failures[Math.floorMod(passed, BUCKETS)] = 0;
    }
    newest = Math.max(newest, current);
    return Math.floorMod(newest, BUCKETS);
  }
}
