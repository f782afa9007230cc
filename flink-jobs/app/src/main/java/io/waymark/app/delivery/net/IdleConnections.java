package io.waymark.app.delivery.net;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/** Open connections of one destination that nobody uses just now, the latest used first. */
final class IdleConnections {
  /** Shorter than receivers wait, so that few are closed just when they are used again. */
  private static final long LONGEST_IDLE_NANOS = 4_000_000_000L;

  private final Deque<Idle> idle = new ArrayDeque<>();

  private record Idle(InetAddress to, IOSession session, long since) {}

  /** One to that address; null if there is none. */
  synchronized @Nullable IOSession take(InetAddress to) {
    dropOld();
    var all = idle.iterator();
    while (all.hasNext()) {
      Idle next = all.next();
      if (next.to.equals(to)) {
        all.remove();
        if (next.session.isOpen()) {
          return next.session;
        }
      }
    }
    return null;
  }

  synchronized void put(InetAddress to, IOSession session) {
    idle.addFirst(new Idle(to, session, System.nanoTime()));
    dropOld();
  }

  private void dropOld() {
    long now = System.nanoTime();
    Idle oldest = idle.peekLast();
    while (oldest != null && now - oldest.since > LONGEST_IDLE_NANOS) {
      idle.removeLast().session.close(CloseMode.GRACEFUL);
      oldest = idle.peekLast();
    }
  }
}
