package io.waymark.e2e;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends rounds in a thread of its own, at a rate that waits for nobody: what a broker that was away
 * did not take is sent as soon as it is back.
 */
final class PacedFeed implements AutoCloseable {
  private final Installation installation;
  private final Rounds rounds;
  private final double nanosPerEvent;
  private final InteractionCodec codec = new InteractionCodec();
  private final Thread thread = new Thread(this::run, "feed");
  private long sent;
  private volatile boolean ended;

  private PacedFeed(Installation installation, Rounds rounds, int perSecond) {
    this.installation = installation;
    this.rounds = rounds;
    this.nanosPerEvent = 1e9 / perSecond;
  }

  /**
   * Begins.
   *
   * @param perSecond events of all partitions together, about
   */
  static PacedFeed start(Installation installation, Rounds rounds, int perSecond) {
    PacedFeed feed = new PacedFeed(installation, rounds, perSecond);
    feed.thread.start();
    return feed;
  }

  /** Waits for the last event, for so long at most, and says whether it has been sent. */
  boolean isOverWithin(Duration longest) {
    try {
      thread.join(Math.max(1, longest.toMillis()));
      return !thread.isAlive();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until the broker has all that was sent, and says how much that is. */
  long finish() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    installation.await(null);
    return sent;
  }

  private void run() {
    long began = System.nanoTime();
    for (int row = 0; row < rounds.rows() && !ended; row++) {
      long due = began + (long) (sent * nanosPerEvent);
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(early, TimeUnit.MILLISECONDS.toNanos(100)));
      }
      for (int partition = 0; partition < Load.PARTITIONS; partition++) {
        Event event = rounds.at(partition, row);
        if (event != null) {
          installation.send(partition, codec.encode(event));
          sent++;
        }
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
