package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.util.JavalinException;
import io.waymark.console.access.Access;
import io.waymark.console.access.Attempts;
import io.waymark.console.access.Masking;
import io.waymark.console.access.Session;
import io.waymark.console.access.Sessions;
import io.waymark.console.access.oidc.PendingLogins;
import io.waymark.console.access.oidc.Provider;
import io.waymark.console.feed.PauseWriter;
import io.waymark.console.feed.Status;
import io.waymark.console.store.AlertWork;
import io.waymark.console.store.Alerts;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Customers;
import io.waymark.console.store.Database;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.Moments;
import io.waymark.console.store.PauseWork;
import io.waymark.console.store.Portion;
import io.waymark.console.store.RuleUsages;
import io.waymark.console.store.Rules;
import io.waymark.console.store.Silences;
import io.waymark.console.store.Tallies;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store over HTTP, and the page itself. */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final long LARGEST_REQUEST = 64 << 10;
  private static final int THREADS = 32;
  // The page's own files, and what is not there.
  private static final String OTHER = "other";

  private final Javalin javalin;
  private final Streams streams;
  private final URI page;

  private WebServer(Javalin javalin, Streams streams, URI page) {
    this.javalin = javalin;
    this.streams = streams;
    this.page = page;
  }

  /**
   * Starts it.
   *
   * @param zone whose clocks the page shows
   * @throws CannotListen if the address can't be had
   */
  public static WebServer start(
      Address address,
      Access access,
      Duration idle,
      ZoneId zone,
      PauseWriter pauses,
      Database database,
      AuditLog audit,
      Masking ids,
      Status status,
      InstantSource wall) {
    Masking masking = ids.knowing(new Customers(database)::known);
    Sessions sessions = new Sessions(wall, idle);
    Cookies cookies = new Cookies(address.publicUrl());
    Provider provider =
        access instanceof Access.ByProvider login ? new Provider(login.provider(), wall) : null;
    StandingRoles standing =
        access instanceof Access.ByProvider login && provider != null
            ? new StandingRoles(login.provider(), provider, sessions, audit, wall)
            : null;
    Predicate<Session> goesOn = session -> standing == null || standing.goesOn(session);
    Guard guard = new Guard(access, sessions, cookies, address.publicUrl(), goesOn);
    Attempts attempts = new Attempts(wall);
    // Its port is known when it listens.
    AtomicReference<URI> reached = new AtomicReference<>(address.page(address.port()));
    OidcPages oidc =
        access instanceof Access.ByProvider login && provider != null && standing != null
            ? OidcPages.of(
                login.provider(),
                provider,
                new PendingLogins(wall),
                standing,
                guard,
                cookies,
                attempts,
                audit,
                reached::get)
            : OidcPages.none(guard, cookies, attempts, audit, reached::get);
    Alerts alerts = new Alerts(database, wall);
    Kpis kpis = new Kpis(database);
    Silences silences = new Silences(database, wall, audit);
    Streams streams = new Streams(alerts, silences, kpis, status, masking, wall);
    StageNames stages = new StageNames(new Rules(database));
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        new SessionPages(access, guard, attempts, audit, oidc::leave, status, stages, zone)
            .routes());
    routes.addAll(oidc.routes());
    routes.addAll(
        new AlertPages(
                alerts,
                new AlertWork(database, wall, audit),
                silences,
                new Moments(database),
                masking,
                streams,
                wall)
            .routes());
    routes.addAll(new TouchpointPages(kpis).routes());
    routes.addAll(new FlowPages(kpis, stages).routes());
    routes.addAll(
        new CustomerPages(
                new Customers(database), new Moments(database), alerts, kpis, masking, audit, wall)
            .routes());
    Rules rules = new Rules(database);
    Tallies tallies = new Tallies(database);
    RulePages explained = new RulePages(rules, tallies, kpis, new RuleUsages(database));
    routes.addAll(explained.routes());
    routes.addAll(
        new InterventionPages(rules, explained, tallies, pauses, new PauseWork(database, audit))
            .routes());
    routes.addAll(new AuditPages(audit).routes());
    routes.addAll(new StreamPages(streams, sessions, goesOn, wall).routes());
    ConsoleMetrics metrics = new ConsoleMetrics(streams, status, database, audit);
    routes.addAll(new MetricsPages(metrics, access, guard, attempts).routes());
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, access, guard, masking, routes);
              config.requestLogger.http((context, took) -> answered(metrics, context, took));
            });
    try {
      javalin.start(address.host(), address.port());
    } catch (JavalinException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CannotListen(address.host(), address.port(), cause);
    }
    streams.start();
    URI page = address.page(javalin.port());
    reached.set(page);
    return new WebServer(javalin, streams, page);
  }

  private static void configure(
      JavalinConfig config, Access access, Guard guard, Masking masking, List<Route> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    // A level more costs the server what it saves on a wire that is short.
    config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(1));
    config.http.maxRequestSize = LARGEST_REQUEST;
    config.http.defaultContentType = "application/json; charset=utf-8";
    config.jetty.threadPool = new QueuedThreadPool(THREADS, 4);
    config.jetty.modifyServer(server -> server.setErrorHandler(new ServerErrors()));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    if (WebServer.class.getResource("/console/index.html") != null) {
      config.staticFiles.add(
          files -> {
            files.hostedPath = "/";
            files.directory = "/console";
            files.location = Location.CLASSPATH;
            files.headers.put("Cache-Control", "no-cache");
          });
    }
    config.routes.before(Headers::set);
    config.routes.before(context -> context.attribute(Request.MASKING, masking));
    config.routes.beforeMatched("/api/*", guard::check);
    for (Route route : routes) {
      config.routes.addHttpHandler(route.method(), route.path(), route.handler(), route.role());
    }
    config.routes.exception(
        Refused.class,
        (e, context) -> {
          ObjectNode body = error(e.why(), String.valueOf(e.getMessage()));
          // The page has to know how to ask for a login.
          answer(context, e.status(), e.status() == 401 ? body.put("auth", access.word()) : body);
        });
    config.routes.exception(
        HttpResponseException.class,
        (e, context) -> say(context, e.getStatus(), String.valueOf(e.getMessage())));
    config.routes.exception(
        Exception.class,
        (e, context) -> {
          if (hasLeft(context)) {
            LOG.debug("whoever asked has left", e);
            return;
          }
          LOG.error("{} {} failed", context.method(), context.path(), e);
          say(context, 503, "that failed, and it is in the console's log: try again");
        });
  }

  /**
   * Whether nobody waits for the answer any more, and Jetty has taken back what there was of the
   * request. Javalin has an exception of who handles exceptions handled again, so that one from
   * there would go round for ever.
   */
  private static boolean hasLeft(Context context) {
    try {
      context.header("Accept");
      return context.res().isCommitted();
    } catch (RuntimeException e) {
      return true;
    }
  }

  private static void answered(ConsoleMetrics metrics, Context context, float millis) {
    Endpoint route = context.endpoints().lastHttpEndpoint();
    metrics.answered(route == null ? OTHER : route.path, context.statusCode(), millis / 1000.0);
  }

  private static void say(Context context, int status, String message) {
    answer(context, status, error(Refusal.of(status), message));
  }

  private static ObjectNode error(Refusal why, String message) {
    return Json.object().put("error", message).put("code", why.code());
  }

  private static void answer(Context context, int status, ObjectNode body) {
    context.status(status).contentType("application/json; charset=utf-8").result(Json.text(body));
  }

  /** Tells all pages what is in the store now. */
  public void stored(Portion portion) {
    streams.stored(portion);
  }

  /** Where people look. */
  public URI page() {
    return page;
  }

  /** All addresses that are read, as JSON, with the names of what stands in them in braces. */
  public List<String> reads() {
    return endpoints().stream()
        .filter(endpoint -> endpoint.method == HandlerType.GET)
        .map(endpoint -> endpoint.path)
        .filter(path -> path.startsWith("/api/"))
        .filter(path -> !path.equals(StreamPages.PATH) && !path.startsWith(OidcPages.PATH))
        .toList();
  }

  /** How many streams are open. */
  int streams() {
    return streams.looking();
  }

  /** Where it listens, whatever stands before it. */
  int port() {
    return javalin.port();
  }

  /** All addresses that answer, with who may. */
  List<Endpoint> endpoints() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map((ParsedEndpoint parsed) -> parsed.endpoint)
        .toList();
  }

  @Override
  public void close() {
    streams.close();
    javalin.stop();
  }
}
