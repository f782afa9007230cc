package io.waymark.e2e;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends partitions of events side by side in a thread of its own: quickly up to where it is let,
 * then slowly, since long silence in the middle of an import is taken for its end.
 */
final class SteadyFeed implements AutoCloseable {
  private static final int ROWS_PER_SECOND = 100;
  private static final long QUICK = Duration.ofSeconds(1).toNanos() / ROWS_PER_SECOND;
  private static final long SLOW = Duration.ofSeconds(1).toNanos();

  private final Installation installation;
  private final List<List<Event>> partitions;
  private final int longest;
  private final InteractionCodec codec = new InteractionCodec();
  private final List<Future<?>> sent = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "feed");
  private volatile double quickUpTo;
  private volatile boolean hurried;
  private volatile boolean ended;

  private SteadyFeed(Installation installation, List<List<Event>> partitions) {
    this.installation = installation;
    this.partitions = partitions;
    this.longest = partitions.stream().mapToInt(List::size).max().orElse(0);
  }

  /**
   * Begins.
   *
   * @param share up to which share of each partition, 0 to 1, it is to be quick
   */
  static SteadyFeed start(Installation installation, List<List<Event>> partitions, double share) {
    SteadyFeed feed = new SteadyFeed(installation, partitions);
    feed.quickUpTo = share;
    feed.thread.start();
    return feed;
  }

  /** Lets it be quick up to this share of each partition. */
  void upTo(double share) {
    quickUpTo = share;
  }

  /** Sends the rest at once, and waits until the broker has it all. */
  void finish() {
    hurried = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
      installation.await(null);
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run() {
    for (int row = 0; row < longest && !ended; row++) {
      for (int p = 0; p < partitions.size(); p++) {
        if (row < partitions.get(p).size()) {
          sent.add(installation.send(p, codec.encode(partitions.get(p).get(row))));
        }
      }
      if (!hurried) {
        LockSupport.parkNanos(row < quickUpTo * longest ? QUICK : SLOW);
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
