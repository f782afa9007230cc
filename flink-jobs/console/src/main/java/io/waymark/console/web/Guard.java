package io.waymark.console.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.javalin.security.RouteRole;
import io.waymark.console.access.Access;
import io.waymark.console.access.Role;
import io.waymark.console.access.Session;
import io.waymark.console.access.Sessions;
import io.waymark.console.access.User;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks of each request whether it may: whose session it has, whether that role suffices, and of a
 * change whether it comes from the console's own page.
 */
final class Guard {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final User LOCAL = new User("local", Role.ADMIN);

  private final Access access;
  private final Sessions sessions;
  private final @Nullable URI publicUrl;
  private @Nullable Session local;

  /**
   * @param publicUrl under which people reach it, if that is not how it listens
   */
  Guard(Access access, Sessions sessions, @Nullable URI publicUrl) {
    this.access = access;
    this.sessions = sessions;
    this.publicUrl = publicUrl;
  }

  /** Before every route. */
  void check(Context context) {
    if (access instanceof Access.Open && !Loopback.isName(hostName(context))) {
      // Another site's name that has come to mean this machine: the page would be theirs to read.
      throw new Refused(403, "without a login the console answers to localhost alone");
    }
    boolean reads = READING.contains(context.method().name());
    if (!reads) {
      checkOrigin(context);
    }
    Role needed = needed(context);
    Session session = session(context).orElse(null);
    if (session != null) {
      context.attribute(Request.SESSION, session);
    }
    if (needed == Role.NOBODY) {
      return;
    }
    if (session == null) {
      throw new Refused(401, "log in first");
    }
    if (!session.user().role().may(needed)) {
      throw new Refused(
          403, "this takes the role " + needed.word() + ": ask an administrator for it");
    }
    String token = context.header("X-CSRF-Token");
    if (!reads && (token == null || !session.vouchesFor(token))) {
      throw new Refused(403, "the request lacks this session's X-CSRF-Token: load the page anew");
    }
  }

  /** A session that begins with this answer. */
  Session begin(Context context, User user) {
    session(context).ifPresent(sessions::end);
    Session session = sessions.begin(user);
    context.cookie(cookie(session.id(), -1));
    context.attribute(Request.SESSION, session);
    return session;
  }

  void end(Context context, Session session) {
    sessions.end(session);
    context.cookie(cookie("", 0));
  }

  private Optional<Session> session(Context context) {
    Optional<Session> session = sessions.use(context.cookie(cookieName()));
    if (session.isEmpty()
        && access instanceof Access.Open
        && READING.contains(context.method().name())) {
      Session begun = local();
      context.cookie(cookie(begun.id(), -1));
      return Optional.of(begun);
    }
    return session;
  }

  /** One for all who come without: what a page asks at once has to end up in the same. */
  private synchronized Session local() {
    Session begun =
        sessions.use(local == null ? null : local.id()).orElseGet(() -> sessions.begin(LOCAL));
    local = begun;
    return begun;
  }

  private static Role needed(Context context) {
    for (RouteRole role : context.routeRoles()) {
      if (role instanceof Role needed) {
        return needed;
      }
    }
    // A route that says nothing is for nobody less.
    return Role.ADMIN;
  }

  private void checkOrigin(Context context) {
    String site = context.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      throw new Refused(403, "a change has to come from the console's own page");
    }
    String origin = context.header("Origin");
    if (origin != null && !isOwn(origin, context)) {
      throw new Refused(403, "a change has to come from the console's own page");
    }
  }

  private boolean isOwn(String origin, Context context) {
    return publicUrl != null
        ? origin.equals(publicUrl.getScheme() + "://" + publicUrl.getAuthority())
        : origin.equals("http://" + context.header("Host"));
  }

  private static String hostName(Context context) {
    String host = context.header("Host");
    return host == null ? "" : host.replaceFirst(":\\d+$", "");
  }

  private boolean isSecure() {
    return publicUrl != null && "https".equals(publicUrl.getScheme());
  }

  private String cookieName() {
    return isSecure() ? "__Host-waymark" : "waymark";
  }

  private Cookie cookie(String value, int maxAge) {
    return new Cookie(cookieName(), value, "/", maxAge, isSecure(), true, null, SameSite.STRICT);
  }
}
