package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Access;
import io.waymark.console.access.Masking;
import io.waymark.console.access.Role;
import io.waymark.console.access.Sessions;
import io.waymark.console.access.Tokens;
import io.waymark.console.feed.Arrivals;
import io.waymark.console.feed.BrokerProbe;
import io.waymark.console.feed.PauseWriter;
import io.waymark.console.feed.Status;
import io.waymark.console.feed.WatchedTopics;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Database;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.console.store.Intake;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.Portion;
import io.waymark.console.store.Pseudonyms;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;

/** A server on this machine with a store in memory, and no broker. */
final class RunningServer implements AutoCloseable {
  static final String TOKENS =
      "vera viewer vera-token-0123456789\n"
          + "olan operator olan-token-0123456789\n"
          + "anna admin anna-token-0123456789\n";

  final Database database;
  final AuditLog audit;
  final Intake intake;
  final Pseudonyms pseudonyms;
  final WebServer server;
  final HttpClient http = HttpClient.newHttpClient();
  private volatile long ahead;

  RunningServer(Access access) {
    this(access, null);
  }

  /**
   * @param publicUrl null for none
   */
  RunningServer(Access access, URI publicUrl) {
    InstantSource wall = () -> Instant.now().plusMillis(ahead);
    database =
        Database.open(
            new DatabaseAddress(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", null, null));
    audit = new AuditLog(database, wall);
    pseudonyms = Pseudonyms.of(database);
    intake = new Intake(database, pseudonyms, audit, wall);
    Properties client = new Properties();
    client.put("bootstrap.servers", "127.0.0.1:1");
    Status status =
        new Status(
            new BrokerProbe(client, WatchedTopics.of("waymark."), wall),
            new Arrivals(),
            intake,
            new Kpis(database),
            WatchedTopics.of("waymark."),
            wall);
    server =
        WebServer.start(
            new Address("127.0.0.1", 0, publicUrl),
            access,
            Sessions.IDLE,
            ZoneId.of("Asia/Bangkok"),
            new PauseWriter(client, "waymark.", wall),
            database,
            audit,
            new Masking(pseudonyms),
            status,
            wall);
  }

  static RunningServer withTokens() {
    return new RunningServer(new Access.ByToken(Tokens.parse(TOKENS)));
  }

  /** One with these viewers alone. */
  static RunningServer withViewers(List<String> names) {
    return new RunningServer(
        new Access.ByToken(
            Tokens.parse(
                names.stream()
                    .map(name -> name + " viewer " + name + "-token-0123456789\n")
                    .collect(Collectors.joining()))));
  }

  void passes(long millis) {
    ahead += millis;
  }

  void put(Portion portion) {
    portion.readUpTo("waymark.any", 0, 1);
    intake.put(portion);
    server.stored(portion);
  }

  /** Somebody who is logged in; nobody for the role of nobody. */
  Visitor visitor(Role role) throws Exception {
    if (role == Role.NOBODY) {
      return new Visitor("", "");
    }
    String name =
        switch (role) {
          case VIEWER -> "vera";
          case OPERATOR -> "olan";
          case ADMIN, NOBODY -> "anna";
        };
    return visitor(name);
  }

  /** Somebody who is logged in by that name. */
  Visitor visitor(String name) throws Exception {
    HttpResponse<String> answer =
        new Visitor("", "")
            .send("POST", "/api/login", "{\"token\":\"" + name + "-token-0123456789\"}");
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    ObjectNode session = Json.parse(answer.body());
    return new Visitor(cookie, session.path("csrf").asText());
  }

  final class Visitor {
    final String cookie;
    final String csrf;

    Visitor(String cookie, String csrf) {
      this.cookie = cookie;
      this.csrf = csrf;
    }

    HttpResponse<String> get(String path) throws Exception {
      return send("GET", path, null);
    }

    /** As the page does when somebody has clicked. */
    HttpResponse<String> acts(String path) throws Exception {
      return send("GET", path, null, "X-Waymark-Acted", "1");
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
        throws Exception {
      return http.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest request(String method, String path, String body, String... headers) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body));
      if (!cookie.isEmpty()) {
        request.header("Cookie", cookie);
      }
      if (!csrf.isEmpty() && !method.equals("GET")) {
        request.header("X-CSRF-Token", csrf);
      }
      for (int i = 0; i < headers.length; i += 2) {
        request.setHeader(headers[i], headers[i + 1]);
      }
      return request.build();
    }
  }

  @Override
  public void close() {
    server.close();
    database.close();
  }
}
