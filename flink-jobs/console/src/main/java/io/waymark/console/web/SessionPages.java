package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Access;
import io.waymark.console.access.Attempts;
import io.waymark.console.access.Role;
import io.waymark.console.access.Session;
import io.waymark.console.access.User;
import io.waymark.console.feed.Status;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Json;
import io.waymark.domain.pulse.Measure;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Coming in and going, and what the page needs to know from the start. */
final class SessionPages {
  /** Where somebody who logs out here is sent to log out there too. */
  interface Leaving {
    Optional<URI> at(Session session);
  }

  private final Access access;
  private final Guard guard;
  private final Attempts attempts;
  private final AuditLog audit;
  private final Leaving leaving;
  private final Status status;
  private final StageNames stages;
  private final ZoneId zone;

  SessionPages(
      Access access,
      Guard guard,
      Attempts attempts,
      AuditLog audit,
      Leaving leaving,
      Status status,
      StageNames stages,
      ZoneId zone) {
    this.access = access;
    this.guard = guard;
    this.attempts = attempts;
    this.audit = audit;
    this.leaving = leaving;
    this.status = status;
    this.stages = stages;
    this.zone = zone;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/session", Role.VIEWER, request -> session(request.session())),
        Route.post("/api/login", Role.NOBODY, this::login),
        Route.post("/api/logout", Role.VIEWER, this::logout),
        Route.get("/api/status", Role.VIEWER, request -> status.now()));
  }

  private ObjectNode login(Request request) {
    String address = guard.address(request.context());
    if (!(access instanceof Access.ByToken byToken)) {
      throw Refused.badRequest("nobody logs in with a token here");
    }
    String token = Request.text(request.body(), "token");
    // Before it is looked at, or the right one would come in after any number of guesses.
    if (!attempts.admit(address)) {
      throw new Refused(429, "too many attempts: wait a minute");
    }
    Optional<User> user = byToken.tokens().user(token);
    if (user.isEmpty()) {
      audit.add("-", "login.refused", "address:" + address, "");
      throw new Refused(401, "nobody has this token");
    }
    attempts.succeeded(address);
    audit.add(user.get().name(), "login", "address:" + address, user.get().role().word());
    return session(guard.begin(request.context(), user.get(), null));
  }

  private ObjectNode logout(Request request) {
    Session session = request.session();
    guard.end(request.context(), session);
    audit.add(session.user().name(), "logout", "address:" + guard.address(request.context()), "");
    return Json.object().put("leave", leaving.at(session).map(URI::toString).orElse(null));
  }

  private ObjectNode session(Session session) {
    ObjectNode answer =
        Json.object()
            .put("user", session.user().name())
            .put("role", session.user().role().word())
            .put("csrf", session.csrf())
            .put("auth", access.word())
            .put("zone", zone.getId());
    stages.into(answer.putArray("stages"));
    ArrayNode measures = answer.putArray("measures");
    for (Measure measure : Measure.values()) {
      measures
          .addObject()
          .put("id", measure.id())
          .put("unit", measure.unit().name().toLowerCase(Locale.ROOT))
          .put("direction", measure.direction().name().toLowerCase(Locale.ROOT))
          .put("formula", measure.formula());
    }
    return answer;
  }
}
