package io.waymark.console.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in. It is known to this process alone: a restart logs everybody out. There is a
 * bounded number of them, and of one user's: who begins one more ends the one that has been quiet
 * for longest. Thread-safe.
 */
public final class Sessions {
  public static final Duration IDLE = Duration.ofMinutes(15);
  public static final Duration WHOLE = Duration.ofHours(12);
  private static final int MOST = 10_000;
  private static final int MOST_OF_USER = 250;

  private final InstantSource wall;
  private final Duration idle;
  private final int most;
  private final int mostOfUser;
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  private static final class Held {
    final Session session;
    volatile long acted;

    Held(Session session, long acted) {
      this.session = session;
      this.acted = acted;
    }
  }

  /**
   * @param idle after how long without anything that the user did one ends; after {@link #WHOLE} it
   *     ends anyhow
   */
  public Sessions(InstantSource wall, Duration idle) {
    this(wall, idle, MOST, MOST_OF_USER);
  }

  Sessions(InstantSource wall, Duration idle, int most, int mostOfUser) {
    this.wall = wall;
    this.idle = idle;
    this.most = most;
    this.mostOfUser = mostOfUser;
  }

  /** A new one, with an id that nobody has seen. */
  public Session begin(User user) {
    return begin(user, null);
  }

  /**
   * Like {@link #begin(User)}.
   *
   * @param idToken with which an identity provider knows the user
   */
  public synchronized Session begin(User user, @Nullable String idToken) {
    long now = wall.millis();
    held.values().removeIf(one -> isOver(one, now));
    endQuietest(
        held.values().stream().filter(one -> one.session.user().equals(user)).toList(), mostOfUser);
    endQuietest(held.values(), most);
    Session session = new Session(Secrets.fresh(), user, Secrets.fresh(), now, idToken);
    held.put(session.id(), new Held(session, now));
    return session;
  }

  /** The session of that id, if it goes on; that somebody looks does not make it last. */
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

  /** The user has done something: it goes on. */
  public void acted(Session session) {
    Held one = held.get(session.id());
    if (one != null) {
      one.acted = wall.millis();
    }
  }

  public void end(Session session) {
    held.remove(session.id());
  }

  private void endQuietest(Collection<Held> among, int most) {
    if (among.size() >= most) {
      among.stream()
          .min(Comparator.comparingLong(one -> one.acted))
          .ifPresent(one -> held.remove(one.session.id()));
    }
  }

  private boolean isOver(Held one, long now) {
    return now - one.acted >= idle.toMillis() || now - one.session.begun() >= WHOLE.toMillis();
  }
}
