package io.waymark.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, not for time. */
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Await() {}

  /**
   * Waits until the condition holds.
   *
   * @param detail is shown if it never does
   */
  static void until(
      String what, Duration longest, BooleanSupplier condition, Supplier<String> detail) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("waited %d s in vain for %s%n%s", longest.toSeconds(), what, detail.get());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
