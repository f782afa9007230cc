package io.waymark.console.web;

import io.waymark.console.access.Role;
import io.waymark.console.access.Session;
import io.waymark.console.access.Sessions;
import io.waymark.console.access.oidc.LoginFailed;
import io.waymark.console.access.oidc.OidcSettings;
import io.waymark.console.access.oidc.Provider;
import io.waymark.console.store.AuditLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the identity provider again, while a session goes on, whether who it is of still has the
 * role it began with: each {@link #EVERY} at most, and when something is asked of the console. Who
 * has another one, or none, has to log in again. While the provider is away a session goes on; so
 * does one of which it gave no refresh token. Thread-safe.
 */
final class StandingRoles {
  private static final Logger LOG = LoggerFactory.getLogger(StandingRoles.class);
  static final Duration EVERY = Duration.ofMinutes(5);

  /** Of the server's threads, as for logins. */
  private static final int AT_ONCE = 8;

  private static final class Held {
    final String subject;
    final AtomicBoolean asking = new AtomicBoolean();
    volatile String refreshToken;
    volatile long askedAt;

    Held(String subject, String refreshToken, long askedAt) {
      this.subject = subject;
      this.refreshToken = refreshToken;
      this.askedAt = askedAt;
    }
  }

  private final OidcSettings settings;
  private final Provider provider;
  private final Sessions sessions;
  private final AuditLog audit;
  private final InstantSource wall;
  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final Semaphore asking = new Semaphore(AT_ONCE);

  StandingRoles(
      OidcSettings settings,
      Provider provider,
      Sessions sessions,
      AuditLog audit,
      InstantSource wall) {
    this.settings = settings;
    this.provider = provider;
    this.sessions = sessions;
    this.audit = audit;
    this.wall = wall;
  }

  /** Somebody has come in. */
  void begin(Session session, String subject, String refreshToken) {
    held.keySet().removeIf(id -> sessions.look(id).isEmpty());
    held.put(session.id(), new Held(subject, refreshToken, wall.millis()));
  }

  /** Whether the session goes on; else it has ended. */
  boolean goesOn(Session session) {
    Held one = held.get(session.id());
    if (one == null) {
      return true;
    }
    // What a page asks at once leads to one question, and nothing waits for its answer but that.
    if (wall.millis() - one.askedAt < EVERY.toMillis() || !one.asking.compareAndSet(false, true)) {
      return true;
    }
    try {
      return !asking.tryAcquire() || ask(session, one);
    } finally {
      one.asking.set(false);
    }
  }

  private boolean ask(Session session, Held one) {
    String why;
    try {
      why = whyNot(session, one);
    } finally {
      asking.release();
    }
    one.askedAt = wall.millis();
    if (why == null) {
      return true;
    }
    held.remove(session.id());
    sessions.end(session);
    audit.add(session.user().name(), "session.ended", "subject:" + one.subject, why);
    return false;
  }

  private @Nullable String whyNot(Session session, Held one) {
    try {
      Provider.Identity now = provider.again(one.refreshToken, one.subject);
      if (now.refreshToken() != null) {
        one.refreshToken = now.refreshToken();
      }
      Role role = settings.roles().of(now.claims()).orElse(null);
      if (role == session.user().role()) {
        return null;
      }
      return role == null ? "there is no role any more" : "the role is " + role.word() + " now";
    } catch (LoginFailed e) {
      if (e.reason() == LoginFailed.Reason.AWAY) {
        LOG.warn("whether {} may still be here can't be told", session, e);
        return null;
      }
      return e.getMessage();
    }
  }
}
