package io.waymark.console.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.waymark.console.access.Access;
import io.waymark.console.access.Attempts;
import io.waymark.console.access.Role;
import java.io.IOException;
import java.util.List;

/**
 * The console's own figures. Whoever asks from this machine itself needs no login; others need a
 * viewer's session, or a token as {@code Authorization: Bearer}.
 */
final class MetricsPages {
  static final String PATH = "/metrics";
  private static final String BEARER = "Bearer ";

  private final ConsoleMetrics metrics;
  private final Access access;
  private final Guard guard;
  private final Attempts attempts;

  MetricsPages(ConsoleMetrics metrics, Access access, Guard guard, Attempts attempts) {
    this.metrics = metrics;
    this.access = access;
    this.guard = guard;
    this.attempts = attempts;
  }

  List<Route> routes() {
    return List.of(new Route(HandlerType.GET, PATH, Role.NOBODY, this::show));
  }

  private void show(Context context) throws IOException {
    if (!guard.isHere(context) && guard.known(context).isEmpty() && !hasToken(context)) {
      throw new Refused(401, "log in first, or bring a token along");
    }
    context.contentType(PrometheusTextFormatWriter.CONTENT_TYPE);
    metrics.write(context.outputStream());
  }

  private boolean hasToken(Context context) {
    String said = context.header("Authorization");
    if (said == null || !said.startsWith(BEARER) || !(access instanceof Access.ByToken byToken)) {
      return false;
    }
    String address = guard.address(context);
    if (!attempts.admit(address)) {
      throw new Refused(429, "too many attempts: wait a minute");
    }
    boolean known = byToken.tokens().user(said.substring(BEARER.length()).strip()).isPresent();
    if (known) {
      attempts.succeeded(address);
    }
    return known;
  }
}
