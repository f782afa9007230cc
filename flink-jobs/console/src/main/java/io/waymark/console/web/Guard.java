package io.waymark.console.web;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import io.waymark.console.access.Access;
import io.waymark.console.access.Role;
import io.waymark.console.access.Session;
import io.waymark.console.access.Sessions;
import io.waymark.console.access.User;
import java.net.URI;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks of each request whether it may: whose session it has, whether that role suffices, and of a
 * change whether it comes from the console's own page.
 */
final class Guard {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** What the page says with what it asks for because somebody did something. */
  private static final String ACTED = "X-Waymark-Acted";

  private static final Set<String> HANDED_ON =
      Set.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "X-Forwarded-Host", "Via");

  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:\\[\\]]{2,47}");

  private final Access access;
  private final Sessions sessions;
  private final Cookies cookies;
  private final @Nullable URI publicUrl;
  private final Predicate<Session> goesOn;
  private @Nullable Session local;

  /**
   * @param publicUrl under which people reach it, if that is not how it listens
   * @param goesOn whether who has come in may still be here; may take seconds to find out
   */
  Guard(
      Access access,
      Sessions sessions,
      Cookies cookies,
      @Nullable URI publicUrl,
      Predicate<Session> goesOn) {
    this.access = access;
    this.sessions = sessions;
    this.cookies = cookies;
    this.publicUrl = publicUrl;
    this.goesOn = goesOn;
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
    if (session == null || !goesOn.test(session)) {
      throw new Refused(401, "log in first");
    }
    if (!session.user().role().may(needed)) {
      throw new Refused(
          403, "this takes the role " + needed.word() + ": ask an administrator for it");
    }
    String token = context.header("X-CSRF-Token");
    if (!reads && (token == null || !session.vouchesFor(token))) {
      throw new Refused(
          Refusal.STALE_PAGE, "the request lacks this session's X-CSRF-Token: load the page anew");
    }
    // What a page asks for by itself is no sign that anybody is there.
    if (!reads || context.header(ACTED) != null) {
      sessions.acted(session);
    }
  }

  /**
   * A session that begins with this answer.
   *
   * @param idToken with which an identity provider knows the user
   */
  Session begin(Context context, User user, @Nullable String idToken) {
    known(context).ifPresent(sessions::end);
    Session session = sessions.begin(user, idToken);
    cookies.session(context, session.id());
    context.attribute(Request.SESSION, session);
    return session;
  }

  /**
   * From where somebody comes: behind a proxy, what that has added to {@code X-Forwarded-For},
   * which is its last entry; what stands before it anybody may have written.
   */
  String address(Context context) {
    if (publicUrl == null) {
      return context.ip();
    }
    String last = context.ip();
    for (String line : Collections.list(context.req().getHeaders("X-Forwarded-For"))) {
      String entry = line.substring(line.lastIndexOf(',') + 1).strip();
      if (ADDRESS.matcher(entry).matches()) {
        last = entry;
      }
    }
    return last;
  }

  /**
   * Whether who asks runs on this machine. What a proxy here hands on comes from this machine, too,
   * and says for whom it is, or under which name they came.
   */
  boolean isHere(Context context) {
    return Loopback.isAddress(context.ip())
        && Loopback.isName(hostName(context))
        && HANDED_ON.stream().allMatch(header -> context.header(header) == null);
  }

  /** The session that somebody has already. */
  Optional<Session> known(Context context) {
    return sessions.look(cookies.session(context));
  }

  void end(Context context, Session session) {
    sessions.end(session);
    cookies.session(context, null);
  }

  private Optional<Session> session(Context context) {
    Optional<Session> session = known(context);
    if (session.isEmpty()
        && access instanceof Access.Open
        && READING.contains(context.method().name())) {
      Session begun = local();
      cookies.session(context, begun.id());
      return Optional.of(begun);
    }
    return session;
  }

  /** One for all who come without: what a page asks at once has to end up in the same. */
  private synchronized Session local() {
    Session begun =
        sessions
            .look(local == null ? null : local.id())
            .orElseGet(() -> sessions.begin(User.LOCAL));
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
}
