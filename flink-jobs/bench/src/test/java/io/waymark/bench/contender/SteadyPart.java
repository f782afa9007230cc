package io.waymark.bench.contender;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches a run for its steady part: from when half of the log has been read until the job's end.
 * Before that, loading and compiling classes weigh more than they do in a job that runs for days;
 * and whoever reads far ahead has its work still to do when the last event has been read.
 */
final class SteadyPart implements AutoCloseable {
  private static final long EVERY_MILLIS = 100;

  private final Figures figures;
  private final long events;
  private final Thread thread = new Thread(this::watch, "steady-part");
  private volatile @Nullable Moment from;

  private SteadyPart(Figures figures, long events) {
    this.figures = figures;
    this.events = events;
  }

  /**
   * Starts to watch.
   *
   * @param events how many the log has
   */
  static SteadyPart watch(Figures figures, long events) {
    SteadyPart watched = new SteadyPart(figures, events);
    watched.thread.setDaemon(true);
    watched.thread.start();
    return watched;
  }

  /** What it took; null if the run did not get to half of the log. */
  @Nullable Span untilTheEnd(Moment end) {
    Moment first = from;
    return first == null ? null : first.until(end);
  }

  private void watch() {
    try {
      while (from == null) {
        Moment now = Moment.now(figures);
        if (now.events() >= events / 2) {
          from = now;
        }
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      // The run is over.
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
