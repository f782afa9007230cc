package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Lane;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/** Rings once, at the nearest of the times it was set to; there is one timer at most. */
final class Alarm {
  private final ProcessingTimeService timers;
  private final Ring ring;
  private long at = Lane.NEVER;
  private @Nullable ScheduledFuture<?> timer;

  /** What happens when an alarm rings. */
  interface Ring {
    void now() throws Exception;
  }

  Alarm(ProcessingTimeService timers, Ring ring) {
    this.timers = timers;
    this.ring = ring;
  }

  /** Rings then, or shortly if that has passed; changes nothing if it rings earlier anyway. */
  void set(long time) {
    if (time >= at) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    at = time;
    // Never at once: whatever else waits for the thread has its turn before.
    long soon = timers.getCurrentProcessingTime() + 1;
    timer = timers.registerTimer(Math.max(time, soon), due -> ring(time));
  }

  private void ring(long set) throws Exception {
    if (set != at) {
      // It had gone off when it was cancelled.
      return;
    }
    at = Lane.NEVER;
    timer = null;
    ring.now();
  }
}
