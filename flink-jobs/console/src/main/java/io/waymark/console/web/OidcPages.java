package io.waymark.console.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.waymark.console.access.Attempts;
import io.waymark.console.access.Role;
import io.waymark.console.access.Session;
import io.waymark.console.access.User;
import io.waymark.console.access.oidc.LoginFailed;
import io.waymark.console.access.oidc.OidcSettings;
import io.waymark.console.access.oidc.PendingLogin;
import io.waymark.console.access.oidc.PendingLogins;
import io.waymark.console.access.oidc.Provider;
import io.waymark.console.store.AuditLog;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logging in at an identity provider: to it, and back. Who does not come in is back at the page,
 * which says why; the audit has it in full.
 */
final class OidcPages {
  private static final Logger LOG = LoggerFactory.getLogger(OidcPages.class);
  static final String PATH = "/api/oidc/";
  private static final String BEGIN = PATH + "login";
  private static final String CALLBACK = PATH + "callback";

  /** Of the server's threads, so that a provider that does not answer stops logins alone. */
  private static final int AT_ONCE = 8;

  /** What a login needs. */
  private record Ways(
      OidcSettings settings, Provider provider, PendingLogins logins, StandingRoles standing) {}

  private final Optional<Ways> ways;
  private final Guard guard;
  private final Cookies cookies;
  private final Attempts attempts;
  private final AuditLog audit;
  private final Supplier<URI> page;
  private final Semaphore asking = new Semaphore(AT_ONCE);

  private OidcPages(
      Optional<Ways> ways,
      Guard guard,
      Cookies cookies,
      Attempts attempts,
      AuditLog audit,
      Supplier<URI> page) {
    this.ways = ways;
    this.guard = guard;
    this.cookies = cookies;
    this.attempts = attempts;
    this.audit = audit;
    this.page = page;
  }

  /**
   * @param page where the provider, and after it the user, is to come back to
   */
  static OidcPages of(
      OidcSettings settings,
      Provider provider,
      PendingLogins logins,
      StandingRoles standing,
      Guard guard,
      Cookies cookies,
      Attempts attempts,
      AuditLog audit,
      Supplier<URI> page) {
    return new OidcPages(
        Optional.of(new Ways(settings, provider, logins, standing)),
        guard,
        cookies,
        attempts,
        audit,
        page);
  }

  /** Where nobody logs in at a provider: the addresses are there, and say so. */
  static OidcPages none(
      Guard guard, Cookies cookies, Attempts attempts, AuditLog audit, Supplier<URI> page) {
    return new OidcPages(Optional.empty(), guard, cookies, attempts, audit, page);
  }

  List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, BEGIN, Role.NOBODY, this::begin),
        new Route(HandlerType.GET, CALLBACK, Role.NOBODY, this::finish));
  }

  /** Where who logs out here logs out there too. */
  Optional<URI> leave(Session session) {
    String idToken = session.idToken();
    return idToken == null
        ? Optional.empty()
        : ways.flatMap(known -> known.provider().leave(idToken, page.get()));
  }

  private void begin(Context context) {
    Ways known = known();
    answer(
        context,
        () -> {
          PendingLogin login = known.logins().begin();
          URI there = known.provider().begin(login, callback());
          cookies.login(context, known.logins().seal(login), PendingLogins.LASTS);
          context.redirect(there.toString(), HttpStatus.SEE_OTHER);
        });
  }

  private void finish(Context context) {
    Ways known = known();
    answer(
        context,
        () -> {
          String kept = cookies.login(context);
          cookies.login(context, null, Duration.ZERO);
          PendingLogin login = known.logins().end(kept, context.queryParam("state"));
          admit(
              context, known, known.provider().finish(login, callback(), context.queryParamMap()));
          context.redirect(page.get().toString(), HttpStatus.SEE_OTHER);
        });
  }

  private void admit(Context context, Ways known, Provider.Identity identity) throws LoginFailed {
    String subject = identity.subject();
    String name =
        identity.claims().get(known.settings().nameClaim()) instanceof String named
                && User.isName(named)
            ? named
            : subject;
    Role role =
        known
            .settings()
            .roles()
            .of(identity.claims())
            .orElseThrow(
                () ->
                    new LoginFailed(
                        LoginFailed.Reason.NO_ROLE,
                        "nothing in "
                            + known.settings().roles().claim()
                            + " of "
                            + name
                            + " has a role here"));
    if (!User.isName(name)) {
      throw new LoginFailed(LoginFailed.Reason.INVALID, "the subject can't be anybody's name");
    }
    User user = new User(name, role);
    // The name may be another's tomorrow; the subject is not.
    audit.add(
        name,
        "login",
        "address:" + guard.address(context),
        role.word() + ", subject " + subject + " of " + known.settings().issuer());
    Session session = guard.begin(context, user, identity.idToken());
    if (identity.refreshToken() != null) {
      known.standing().begin(session, subject, identity.refreshToken());
    }
  }

  /** What asks the provider. */
  private interface Asking {
    void run() throws LoginFailed;
  }

  private void answer(Context context, Asking asked) {
    try {
      if (!asking.tryAcquire()) {
        throw new LoginFailed(LoginFailed.Reason.BUSY, "the provider is asked by too many at once");
      }
      try {
        asked.run();
      } finally {
        asking.release();
      }
    } catch (LoginFailed e) {
      refuse(context, e);
    }
  }

  private void refuse(Context context, LoginFailed why) {
    // However often it is tried, the audit is not filled with it.
    if (attempts.admit(guard.address(context))) {
      LOG.warn("nobody has logged in: {}", why.getMessage());
      audit.add(
          "-",
          "login.refused",
          "address:" + guard.address(context),
          why.reason().word() + ": " + why.getMessage());
    }
    context.redirect(page.get() + "?login=" + why.reason().word(), HttpStatus.SEE_OTHER);
  }

  private Ways known() {
    return ways.orElseThrow(() -> Refused.badRequest("nobody logs in at a provider here"));
  }

  private URI callback() {
    return page.get().resolve(CALLBACK);
  }
}
