package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.router.Endpoint;
import io.waymark.console.access.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may what: each address with each role. An address that is not in the table fails it. */
final class AuthorisationTest {
  private static final Map<String, Role> LEAST =
      Map.ofEntries(
          Map.entry("GET /api/session", Role.VIEWER),
          Map.entry("POST /api/login", Role.NOBODY),
          Map.entry("GET /api/oidc/login", Role.NOBODY),
          Map.entry("GET /api/oidc/callback", Role.NOBODY),
          Map.entry("POST /api/logout", Role.VIEWER),
          Map.entry("GET /api/status", Role.VIEWER),
          Map.entry("GET /api/alerts", Role.VIEWER),
          Map.entry("GET /api/alerts/{id}", Role.VIEWER),
          Map.entry("POST /api/alerts/{id}/acknowledge", Role.OPERATOR),
          Map.entry("POST /api/alerts/{id}/assign", Role.OPERATOR),
          Map.entry("POST /api/alerts/{id}/snooze", Role.OPERATOR),
          Map.entry("POST /api/alerts/{id}/resolve", Role.OPERATOR),
          Map.entry("GET /api/silences", Role.VIEWER),
          Map.entry("POST /api/silences", Role.OPERATOR),
          Map.entry("DELETE /api/silences/{id}", Role.OPERATOR),
          Map.entry("GET /api/touchpoints", Role.VIEWER),
          Map.entry("GET /api/flow", Role.VIEWER),
          Map.entry("GET /api/customers", Role.VIEWER),
          Map.entry("GET /api/customers/{ref}", Role.VIEWER),
          Map.entry("GET /api/interventions", Role.VIEWER),
          Map.entry("POST /api/interventions/{rule}/pause", Role.OPERATOR),
          Map.entry("POST /api/interventions/{rule}/resume", Role.OPERATOR),
          Map.entry("GET /api/rules", Role.VIEWER),
          Map.entry("GET /api/audit", Role.ADMIN),
          Map.entry("GET /api/audit/verify", Role.ADMIN),
          Map.entry("GET /api/stream", Role.VIEWER),
          // From this machine, which is where this test runs; MetricsPagesTest has the others.
          Map.entry("GET /metrics", Role.NOBODY));

  private static RunningServer running;

  @BeforeAll
  static void start() {
    running = RunningServer.withTokens();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void everyAddressIsInTheTable() {
    Set<String> addresses =
        running.server.endpoints().stream()
            .filter(endpoint -> endpoint.method.isHttpMethod())
            .map(AuthorisationTest::name)
            .collect(Collectors.toSet());
    assertThat(addresses).isEqualTo(LEAST.keySet());
  }

  @Test
  void eachRoleMayWhatTheTableSaysAndNothingElse() throws Exception {
    Map<String, List<Role>> wrong = new TreeMap<>();
    for (Role role : Role.values()) {
      for (Map.Entry<String, Role> address : LEAST.entrySet()) {
        // Each with a session of its own: one of them ends it.
        RunningServer.Visitor visitor = running.visitor(role);
        String[] words = address.getKey().split(" ", 2);
        String path = words[1].replaceAll("\\{\\w+}", "none");
        int status =
            running
                .http
                .send(
                    visitor.request(words[0], path, words[0].equals("GET") ? null : "{}"),
                    // A stream has no end to wait for.
                    HttpResponse.BodyHandlers.ofInputStream())
                .statusCode();
        boolean refused = role == Role.NOBODY ? status == 401 : status == 403;
        boolean may = role.may(address.getValue());
        // What it may, it still has to ask for rightly.
        if (may == refused && !address.getKey().equals("POST /api/login")) {
          wrong.computeIfAbsent(address.getKey() + " " + status, k -> new ArrayList<>()).add(role);
        }
        running.passes(61_000);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void nothingOutsideTheTableAnswers() throws Exception {
    RunningServer.Visitor nobody = running.visitor(Role.NOBODY);
    for (String path :
        List.of("/api/", "/api/alerts/", "/api//alerts", "/api/alerts%2f", "/API/alerts", "/h2")) {
      assertThat(nobody.get(path).statusCode()).as(path).isIn(400, 401, 404);
    }
  }

  @Test
  void noChangeIsMadeFromElsewhereOrWithoutThisSessionsToken() throws Exception {
    List<String> changes =
        LEAST.keySet().stream().filter(address -> !address.startsWith("GET ")).toList();
    assertThat(changes).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    String page = running.server.page().toString().replaceAll("/$", "");
    for (String change : changes) {
      String[] words = change.split(" ", 2);
      String path = words[1].replaceAll("\\{\\w+}", "none");
      RunningServer.Visitor anna = running.visitor(Role.ADMIN);
      String another = running.visitor(Role.ADMIN).csrf;
      for (String[] headers :
          List.of(
              new String[] {"Origin", "https://evil.example"},
              new String[] {"Origin", "null"},
              new String[] {"Origin", page + ".evil.example"},
              new String[] {"Origin", page.replaceFirst(":\\d+$", "")},
              new String[] {"Origin", page.replaceFirst("http", "https")},
              new String[] {"Sec-Fetch-Site", "cross-site"},
              new String[] {"Sec-Fetch-Site", "same-site"},
              new String[] {"Origin", page, "Sec-Fetch-Site", "cross-site"})) {
        int status = anna.send(words[0], path, "{}", headers).statusCode();
        if (status != 403) {
          wrong.add(change + " with " + String.join(" ", headers) + ": " + status);
        }
      }
      if (!change.equals("POST /api/login")) {
        for (String token : List.of("", another, anna.csrf + "x", anna.csrf.substring(1))) {
          RunningServer.Visitor forged = running.new Visitor(anna.cookie, token);
          int status = forged.send(words[0], path, "{}").statusCode();
          if (status != 403) {
            wrong.add(change + " with another token: " + status);
          }
        }
      }
      int status =
          anna.send(words[0], path, "{}", "Origin", page, "Sec-Fetch-Site", "same-origin")
              .statusCode();
      if (status == 403) {
        wrong.add(change + " is refused to whom may: " + status);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void otherMethodsDoNothing() throws Exception {
    RunningServer.Visitor anna = running.visitor(Role.ADMIN);
    RunningServer.Visitor nobody = running.visitor(Role.NOBODY);
    long before = running.audit.head().seq();
    List<String> wrong = new ArrayList<>();
    for (String address : LEAST.keySet()) {
      String path = address.split(" ", 2)[1].replaceAll("\\{\\w+}", "none");
      for (String method : List.of("PUT", "PATCH", "OPTIONS", "TRACE", "DELETE", "POST", "HEAD")) {
        if (LEAST.containsKey(method + " " + address.split(" ", 2)[1])) {
          continue;
        }
        for (RunningServer.Visitor visitor : List.of(anna, nobody)) {
          HttpResponse<String> answer = visitor.send(method, path, null);
          boolean refused = List.of(400, 401, 403, 404, 405).contains(answer.statusCode());
          if (!refused && !(method.equals("HEAD") && answer.body().isEmpty())) {
            wrong.add(method + " " + path + ": " + answer.statusCode());
          }
        }
      }
      for (String override :
          List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
        if (path.endsWith("/stream")) {
          continue;
        }
        anna.send("GET", path, null, override, "POST");
      }
    }
    assertThat(wrong).isEmpty();
    // Looking at customers leaves a trace, and there are none here.
    assertThat(running.audit.latest(100, Long.MAX_VALUE))
        .filteredOn(entry -> entry.seq() > before)
        .extracting(entry -> entry.action())
        .allMatch(action -> action.startsWith("login.refused"));
  }

  private static String name(Endpoint endpoint) {
    return endpoint.method.name() + " " + endpoint.path;
  }
}
