package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A test that waits for a condition, for as long as its own timeout lets it. */
public final class Patience {
  private Patience() {}

  /**
   * Waits for it.
   *
   * @param what is said if there is no more time
   */
  public static void until(String what, Callable<Boolean> done) throws Exception {
    while (!done.call()) {
      pause("before " + what);
    }
  }

  /**
   * Until the condition is looked at again.
   *
   * @param at is said if there is no more time
   */
  public static void pause(String at) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    assertThat(Thread.currentThread().isInterrupted()).as("out of time " + at).isFalse();
  }
}
