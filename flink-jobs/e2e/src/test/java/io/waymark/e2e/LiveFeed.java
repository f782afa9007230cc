package io.waymark.e2e;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends events in a thread of its own, each when its time has come by the clock of this machine,
 * and then heartbeats, so that time goes on.
 */
final class LiveFeed implements AutoCloseable {
  private static final long BETWEEN_HEARTBEATS = 100;

  private final Installation installation;
  private final List<Event> events;
  private final InteractionCodec codec = new InteractionCodec();
  private final Thread thread = new Thread(this::run, "feed");
  private volatile int sent;
  private volatile boolean ended;

  private LiveFeed(Installation installation, List<Event> events) {
    this.installation = installation;
    this.events = events;
  }

  /**
   * Begins.
   *
   * @param events in the order of their times
   */
  static LiveFeed start(Installation installation, List<Event> events) {
    LiveFeed feed = new LiveFeed(installation, events);
    feed.thread.start();
    return feed;
  }

  /** Whether all events have been sent, heartbeats apart. */
  boolean isOver() {
    return sent == events.size();
  }

  private void run() {
    for (Event event : events) {
      for (long early = early(event.time()); early > 0 && !ended; early = early(event.time())) {
        LockSupport.parkNanos(Duration.ofMillis(early).toNanos());
      }
      if (ended) {
        return;
      }
      installation.send(sent % Load.PARTITIONS, codec.encode(event));
      sent++;
    }
    for (long i = 0; !ended; i++) {
      for (int partition = 0; partition < Load.PARTITIONS; partition++) {
        installation.send(partition, codec.encode(heartbeat(partition, i)));
      }
      LockSupport.parkNanos(Duration.ofMillis(BETWEEN_HEARTBEATS).toNanos());
    }
  }

  private static long early(long time) {
    return time - System.currentTimeMillis();
  }

  private static Event heartbeat(int partition, long number) {
    String customer = "beat-" + partition;
    return new Event(
        customer + "-" + number,
        "heartbeat",
        System.currentTimeMillis(),
        customer,
        null,
        null,
        null,
        null,
        Map.of());
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
