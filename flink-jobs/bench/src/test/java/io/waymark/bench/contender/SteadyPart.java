package io.waymark.bench.contender;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches a run for its steady part: from when a quarter of the log has been read until the last
 * event has. Before that, loading and compiling classes weigh more than they do in a job that runs
 * for days.
 */
final class SteadyPart implements AutoCloseable {
  private static final long EVERY_MILLIS = 100;

  private final Figures figures;
  private final long events;
  private final Thread thread = new Thread(this::watch, "steady-part");
  private volatile @Nullable Moment from;
  private volatile @Nullable Moment to;

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

  /** What it took; null if the run did not get to a quarter. */
  @Nullable Span span(Moment end) {
    Moment last = to;
    return untilTheEnd(last == null ? end : last);
  }

  /**
   * What it took with all that was done when the last event had been read already, which is most of
   * the work where the log is short and the contender slow; null if the run did not get to a
   * quarter.
   */
  @Nullable Span untilTheEnd(Moment end) {
    Moment first = from;
    return first == null ? null : first.until(end);
  }

  private void watch() {
    try {
      while (to == null) {
        Moment now = Moment.now(figures);
        if (from == null && now.events() >= events / 4) {
          from = now;
        }
        if (now.events() >= events) {
          to = now;
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
