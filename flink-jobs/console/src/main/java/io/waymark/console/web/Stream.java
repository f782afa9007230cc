package io.waymark.console.web;

import io.waymark.console.access.Role;
import io.waymark.console.access.Session;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What waits to be sent to one page. Thread-safe. */
final class Stream {
  private static final int WAITING = 256;
  private static final Event REFRESH = new Event("refresh", "{}");

  /** One line of it. */
  record Event(String name, String data) {}

  private final Session owner;
  private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(WAITING);
  private final AtomicBoolean missed = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * @param owner whose page it is
   */
  Stream(Session owner) {
    this.owner = owner;
  }

  Session owner() {
    return owner;
  }

  Role role() {
    return owner.user().role();
  }

  /** Never waits: what finds no room makes the page load anew instead. */
  void offer(String name, String data) {
    if (!queue.offer(new Event(name, data))) {
      miss();
    }
  }

  /** The page has missed something. */
  void miss() {
    missed.set(true);
    queue.clear();
    // Wakes who waits; that it finds no room means that somebody is awake.
    queue.offer(REFRESH);
  }

  /** The next; null if none comes within {@code patience}. */
  @Nullable Event next(Duration patience) throws InterruptedException {
    Event event = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (missed.compareAndSet(true, false)) {
      return REFRESH;
    }
    return event == REFRESH ? next(patience) : event;
  }

  void close() {
    closed = true;
    queue.clear();
    queue.offer(REFRESH);
  }

  boolean isClosed() {
    return closed;
  }
}
