package io.waymark.console.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in. It is known to this process alone: a restart logs everybody out. Thread-safe.
 */
public final class Sessions {
  public static final Duration IDLE = Duration.ofMinutes(15);
  public static final Duration WHOLE = Duration.ofHours(12);
  private static final int MOST = 10_000;

  private final InstantSource wall;
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  private static final class Held {
    final Session session;
    volatile long seen;

    Held(Session session, long seen) {
      this.session = session;
      this.seen = seen;
    }
  }

  public Sessions(InstantSource wall) {
    this.wall = wall;
  }

  /** A new one, with an id that nobody has seen. */
  public Session begin(User user) {
    long now = wall.millis();
    if (held.size() >= MOST) {
      held.values().removeIf(one -> isOver(one, now));
    }
    if (held.size() >= MOST) {
      throw new IllegalStateException("there are too many sessions");
    }
    Session session = new Session(Secrets.fresh(), user, Secrets.fresh(), now);
    held.put(session.id(), new Held(session, now));
    return session;
  }

  /** The session of that id, which somebody has just used. */
  public Optional<Session> use(@Nullable String id) {
    Optional<Session> session = look(id);
    session.map(Session::id).map(held::get).ifPresent(one -> one.seen = wall.millis());
    return session;
  }

  /** The session of that id, if it goes on. */
  public Optional<Session> look(@Nullable String id) {
    Held one = id == null ? null : held.get(id);
    if (one == null) {
      return Optional.empty();
    }
    if (isOver(one, wall.millis())) {
      held.remove(one.session.id());
      return Optional.empty();
    }
    return Optional.of(one.session);
  }

  public void end(Session session) {
    held.remove(session.id());
  }

  private static boolean isOver(Held one, long now) {
    return now - one.seen >= IDLE.toMillis() || now - one.session.begun() >= WHOLE.toMillis();
  }
}
