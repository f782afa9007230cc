package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Access;
import io.waymark.console.access.Role;
import io.waymark.console.access.Tokens;
import io.waymark.console.store.Json;
import io.waymark.console.store.Moment;
import io.waymark.console.store.Portion;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes from other sites, or from events, does nothing here. */
@Timeout(60)
final class BrowserSafetyTest {
  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "</script><svg/onload=alert(1)>",
          "javascript:alert(1)",
          "{{constructor.constructor('alert(1)')()}}",
          "'; DROP TABLE alerts; --",
          "\u202Egnp.exe",
          "\u2028alert(1)\u2029",
          "%3Cscript%3E",
          "a\r\nevent: alert\r\ndata: {}\r\n\r\n");

  private RunningServer running;

  @BeforeEach
  void start() {
    running = RunningServer.withTokens();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aChangeFromAnotherSiteIsRefused() throws Exception {
    running.put(alerts("a1", "Trouble"));
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    String path = "/api/alerts/a1/acknowledge";

    assertThat(olan.send("POST", path, "{}", "X-CSRF-Token", "x").statusCode()).isEqualTo(403);
    assertThat(running.new Visitor(olan.cookie, "").send("POST", path, "{}").statusCode())
        .isEqualTo(403);
    String other = running.visitor(Role.OPERATOR).csrf;
    assertThat(olan.send("POST", path, "{}", "X-CSRF-Token", other).statusCode()).isEqualTo(403);
    for (String origin :
        List.of("https://evil.example", "null", running.server.page() + "x", "http://127.0.0.1")) {
      assertThat(olan.send("POST", path, "{}", "Origin", origin).statusCode())
          .as(origin)
          .isEqualTo(403);
    }
    for (String site : List.of("cross-site", "same-site", "none")) {
      assertThat(olan.send("POST", path, "{}", "Sec-Fetch-Site", site).statusCode())
          .as(site)
          .isEqualTo(403);
    }
    assertThat(running.audit.latest(10, Long.MAX_VALUE))
        .noneMatch(e -> e.action().startsWith("alert"));

    String own = running.server.page().toString().replaceAll("/$", "");
    assertThat(
            olan.send("POST", path, "{}", "Origin", own, "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatEventsSayComesAsJsonTextAndNothingElse() throws Exception {
    Portion portion = new Portion();
    for (int i = 0; i < HOSTILE.size(); i++) {
      portion.alert(alert("a" + i, HOSTILE.get(i)));
      portion.moment(Moment.signal(signal("s" + i, HOSTILE.get(i))));
    }
    running.put(portion);
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    for (int i = 0; i < HOSTILE.size(); i++) {
      HttpResponse<String> answer = olan.get("/api/alerts/a" + i);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValueSatisfying(t -> assertThat(t).startsWith("application/json"));
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "frame-ancestors 'none'")
                      .doesNotContain("unsafe"));
      ObjectNode view = Json.parse(answer.body());
      assertThat(view.path("title").asText()).isEqualTo(HOSTILE.get(i));
      assertThat(view.path("samples").path(0).path("label").asText()).isEqualTo(HOSTILE.get(i));
      String ref = view.path("samples").path(0).path("ref").asText();
      assertThat(ref).matches("c_[0-9a-f]{20}");
      assertThat(Json.parse(olan.get("/api/customers/" + ref).body()).path("timeline").size())
          .isEqualTo(1);
    }
  }

  @Test
  void aViewerNeverSeesWhoItIs() throws Exception {
    Portion portion = alerts("a1", "Trouble");
    portion.moment(Moment.signal(signal("s1", "customer-4711")));
    ObjectNode journey =
        Json.object()
            .put("customer_id", "customer-4711")
            .put("updated_at", "2026-01-01T00:00:00.000Z");
    journey.putObject("profile").put("email", "somchai@example.com");
    portion.journey(journey);
    running.put(portion);
    String ref = running.pseudonyms.of("customer-4711");
    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    for (String path :
        List.of(
            "/api/alerts",
            "/api/alerts/a1",
            "/api/customers/" + ref,
            "/api/customers?q=customer-47",
            "/api/customers?q=customer-4711")) {
      assertThat(vera.get(path).body())
          .as(path)
          .doesNotContain("customer-4711")
          .doesNotContain("somchai");
    }
    assertThat(running.audit.latest(10, Long.MAX_VALUE))
        .noneMatch(e -> e.action().equals("customer.view"));
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    assertThat(olan.get("/api/customers/" + ref).body()).contains("customer-4711", "somchai");
    assertThat(running.audit.latest(1, Long.MAX_VALUE).get(0).subject())
        .isEqualTo("customer:" + ref);
    olan.get("/api/customers/" + ref);
    assertThat(views()).isEqualTo(1);
    running.passes(10 * 60_000);
    olan.acts("/api/session");
    running.passes(5 * 60_000);
    olan.get("/api/customers/" + ref);
    assertThat(views()).isEqualTo(2);
    running.visitor(Role.OPERATOR).get("/api/customers/" + ref);
    assertThat(views()).isEqualTo(3);
  }

  @Test
  void whoSearchesForIdsIsInTheAuditWithoutThem() throws Exception {
    Portion portion = new Portion();
    for (String id : List.of("customer-4711", "customer-4712", "other-4711")) {
      portion.moment(Moment.signal(signal("s-" + id, id)));
    }
    running.put(portion);
    running.visitor(Role.VIEWER).get("/api/customers?q=" + running.pseudonyms.of("customer-4711"));
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    assertThat(olan.get("/api/customers?q=customer-47").body())
        .contains("customer-4711", "customer-4712");
    olan.get("/api/customers?q=customer-47");

    assertThat(running.audit.latest(100, Long.MAX_VALUE))
        .filteredOn(entry -> entry.action().equals("customer.search"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.who()).isEqualTo("olan");
              assertThat(entry.subject()).isEqualTo("customers:2");
              assertThat(entry.detail())
                  .isEqualTo(
                      "cu••••7: "
                          + running.pseudonyms.of("customer-4711")
                          + ", "
                          + running.pseudonyms.of("customer-4712"));
            });

    olan.get("/api/customers?q=nobody-at-all");
    assertThat(running.audit.latest(1, Long.MAX_VALUE).get(0).detail()).isEqualTo("no••••l: ");
  }

  @Test
  void noTextTellsAViewerWhoItIs() throws Exception {
    ObjectNode grouped = alert("a1", "/checkout").put("title", "Cart of customer-4711 is stuck");
    grouped.putObject("group").put("order_email", "somchai@example.com").put("channel", "web");
    Portion portion = new Portion();
    portion.alert(grouped);
    portion.moment(
        Moment.signal(signal("s1", "customer-4711").put("title", "customer-4711 again")));
    ObjectNode journey =
        Json.object()
            .put("customer_id", "customer-4711")
            .put("updated_at", "2026-01-01T00:00:00.000Z");
    journey.putObject("session").put("session_id", "sess-0815").put("views", 3);
    portion.journey(journey);
    running.put(portion);
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    olan.send(
        "POST",
        "/api/alerts/a1/acknowledge",
        "{\"note\":\"customer-4711 called; not customer-471\"}");
    olan.send("POST", "/api/alerts/a1/assign", "{\"owner\":\"whoever knows customer-4711\"}");
    String silence =
        "{\"matchers\":[{\"name\":\"touchpoint\",\"value\":\"customer-4711\"}],"
            + "\"ends_at\":\"%s\",\"comment\":\"for customer-4711\"}"
                .formatted(java.time.Instant.now().plusSeconds(600));
    assertThat(olan.send("POST", "/api/silences", silence).statusCode()).isEqualTo(200);
    String ref = running.pseudonyms.of("customer-4711");

    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    for (String path :
        List.of(
            "/api/alerts?view=all", "/api/alerts/a1", "/api/silences", "/api/customers/" + ref)) {
      assertThat(vera.get(path).body())
          .as(path)
          .doesNotContain("customer-4711")
          .doesNotContain("somchai")
          .doesNotContain("sess-0815");
    }
    assertThat(vera.get("/api/alerts/a1").body())
        .contains("not customer-471", "\"channel\":\"web\"");
    assertThat(olan.get("/api/alerts/a1").body()).contains("customer-4711 called", "somchai");
    assertThat(olan.get("/api/customers/" + ref).body()).contains("sess-0815");
    // Nor is there a way to find out whose a reference is.
    assertThat(Json.parse(vera.get("/api/customers?q=customer-4711").body()).path("items"))
        .isEmpty();
    assertThat(Json.parse(vera.get("/api/customers?q=" + ref).body()).path("items")).hasSize(1);
    assertThat(vera.get("/api/customers/customer-4711").body()).doesNotContain("customer-4711");
  }

  @Test
  void noTouchpointTellsAViewerWhoItIs() throws Exception {
    String place = "/account/customer-4711/orders";
    Portion portion = new Portion();
    portion.alert(alert("a1", place));
    portion.moment(Moment.signal(signal("s1", "customer-4711").put("touchpoint", place)));
    ObjectNode window =
        Json.object()
            .put("touchpoint", place)
            .put("channel", "web")
            .put("window_start", "2026-01-01T00:00:00.000Z")
            .put("window_end", "2026-01-01T00:05:00.000Z")
            .put("occurred_at", "2026-01-01T00:01:00.000Z")
            .putNull("persona");
    window.putArray("figures").addObject().put("measure", "events").put("value", 3);
    portion.kpi(window);
    running.put(portion);

    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    String ref = running.pseudonyms.of("customer-4711");
    for (String path :
        List.of(
            "/api/touchpoints",
            "/api/alerts?view=all",
            "/api/alerts/a1",
            "/api/customers/" + ref)) {
      assertThat(vera.get(path).body())
          .as(path)
          .contains("/account/cu")
          .doesNotContain("customer-4711");
    }
    assertThat(running.visitor(Role.OPERATOR).get("/api/touchpoints").body()).contains(place);
  }

  @Test
  void whatAViewerIsNotShownAViewerDoesNotFind() throws Exception {
    String place = "/account/customer-4711/orders";
    Portion portion = new Portion();
    for (int i = 0; i < 7; i++) {
      String title = i % 2 == 0 ? place : "/account";
      portion.alert(alert("a" + i, title).put("team", "accounts"));
    }
    portion.moment(Moment.signal(signal("s1", "customer-4711")));
    running.put(portion);

    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    for (String hidden :
        List.of("q=customer", "q=mer-47", "q=orders+4711", "touchpoint=" + place)) {
      for (String limit : List.of("", "&limit=1", "&limit=3")) {
        JsonNode found = Json.parse(vera.get("/api/alerts?view=all&" + hidden + limit).body());
        assertThat(found.path("items")).as(hidden + limit).isEmpty();
        assertThat(found.path("next").isNull()).as(hidden + limit).isTrue();
      }
      String answer = olan.get("/api/alerts?view=all&" + hidden).body();
      assertThat(Json.parse(answer).path("items")).as(hidden).hasSize(4);
    }
    // What is shown is found, page by page, with what may not be looked for in between.
    assertThat(found(vera, "q=orders", 1)).containsExactlyInAnyOrder("a0", "a2", "a4", "a6");
    assertThat(found(vera, "touchpoint=/account", 2)).containsExactlyInAnyOrder("a1", "a3", "a5");
    assertThat(found(vera, "q=ACCOUNTS", 3)).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void whatAViewerMayFindComesAfterAnyNumberThatAreHidden() throws Exception {
    Portion portion = new Portion();
    for (int i = 0; i < 250; i++) {
      portion.alert(alert("a%03d".formatted(i), "/account/customer-4711/orders"));
    }
    portion.alert(alert("b1", "customer desk"));
    portion.alert(alert("b2", "desk for customers"));
    portion.moment(Moment.signal(signal("s1", "customer-4711")));
    running.put(portion);

    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    assertThat(found(vera, "q=customer", 1)).containsExactly("b1", "b2");
    assertThat(found(vera, "q=customer", 50)).containsExactly("b1", "b2");
  }

  private static List<String> found(RunningServer.Visitor who, String what, int limit)
      throws Exception {
    List<String> ids = new ArrayList<>();
    String after = "";
    for (int page = 0; page < 20; page++) {
      String path = "/api/alerts?view=all&sort=age&limit=" + limit + "&" + what + after;
      ObjectNode answer = Json.parse(who.get(path).body());
      answer.path("items").forEach(item -> ids.add(item.path("alert_id").asText()));
      if (answer.path("next").isNull()) {
        return ids;
      }
      after = "&after=" + answer.path("next").asText();
    }
    throw new AssertionError("pages do not end");
  }

  @Test
  void whatIsNoRequestIsAnsweredAsGuardedlyAsOneThatIs() throws Exception {
    for (String malformed :
        List.of(
            "<script>alert(1)</script>\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a b<script>\r\n\r\n",
            "GET /%zz<script> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + "b".repeat(20_000) + "\r\n\r\n")) {
      try (var socket =
          new java.net.Socket(running.server.page().getHost(), running.server.page().getPort())) {
        socket.getOutputStream().write(malformed.getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer)
            .as(malformed.substring(0, Math.min(40, malformed.length())))
            .startsWith("HTTP/1.1 ")
            .contains("Content-Security-Policy: default-src 'none'", "X-Frame-Options: DENY")
            .contains("X-Content-Type-Options: nosniff")
            .doesNotContain("script>", "Jetty", "<html");
      }
    }
  }

  @Test
  void aPauseThatKafkaDoesNotTakeIsInTheAuditAsThat() throws Exception {
    Portion portion = new Portion();
    portion.rule(
        "cart-left",
        1,
        """
        rules:
          - id: cart-left
            title: Cart left
            when: { event: add_to_cart }
            intervene: { action: remind, channel: email }
        """);
    running.put(portion);
    HttpResponse<String> answer =
        running
            .visitor(Role.OPERATOR)
            .send("POST", "/api/interventions/cart-left/pause", "{\"reason\":\"wrong price\"}");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(running.audit.latest(2, Long.MAX_VALUE))
        .extracting(entry -> entry.action() + " by " + entry.who() + " of " + entry.subject())
        .containsExactly(
            "intervention.pause.failed by olan of rule:cart-left",
            "intervention.pause.asked by olan of rule:cart-left");
  }

  @Test
  void cookiesAreOfOneConsoleAndOverHttpsOfOneHost() throws Exception {
    String login = "{\"token\":\"anna-token-0123456789\"}";
    try (RunningServer other = RunningServer.withTokens()) {
      String one = cookie(running.new Visitor("", "").send("POST", "/api/login", login));
      String another = cookie(other.new Visitor("", "").send("POST", "/api/login", login));
      assertThat(one.split("=", 2)[0]).isNotEqualTo(another.split("=", 2)[0]);
      assertThat(one).doesNotContain("Secure").doesNotContain("Domain");
    }
    Access tokens =
        new Access.ByToken(io.waymark.console.access.Tokens.parse(RunningServer.TOKENS));
    try (RunningServer https =
        new RunningServer(tokens, java.net.URI.create("https://waymark.example"))) {
      HttpResponse<String> in =
          https.new Visitor("", "")
              .send("POST", "/api/login", login, "Origin", "https://waymark.example");
      assertThat(in.statusCode()).isEqualTo(200);
      assertThat(cookie(in))
          .startsWith("__Host-waymark=")
          .contains("Secure", "HttpOnly", "Path=/", "SameSite=Strict")
          .doesNotContain("Domain");
      assertThat(
              https.new Visitor("", "")
                  .send(
                      "POST",
                      "/api/login",
                      login,
                      "Origin",
                      "http://127.0.0.1:" + https.server.port())
                  .statusCode())
          .isEqualTo(403);
    }
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow();
  }

  private long views() {
    return running.audit.latest(100, Long.MAX_VALUE).stream()
        .filter(e -> e.action().equals("customer.view"))
        .count();
  }

  @Test
  void aClosedAlertIsNotWorkedOn() throws Exception {
    running.put(alerts("a1", "Trouble"));
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    String closing = "{\"cause\":\"fixed\"}";
    assertThat(olan.send("POST", "/api/alerts/a1/resolve", closing).statusCode()).isEqualTo(200);
    assertThat(olan.send("POST", "/api/alerts/a1/acknowledge", "{}").statusCode()).isEqualTo(409);
  }

  @Test
  void aCountThatStillGrowsIsNotJudged() throws Exception {
    for (boolean whole : List.of(false, true)) {
      Portion portion = new Portion();
      ObjectNode window =
          Json.object()
              .put("touchpoint", "/checkout")
              .put("window_start", "2026-01-01T00:00:00.000Z")
              .put("window_end", "2026-01-01T00:05:00.000Z")
              .put("occurred_at", "2026-01-01T00:01:00.000Z")
              .put("final", whole);
      window
          .putArray("figures")
          .addObject()
          .put("measure", "events")
          .put("value", 3)
          .putObject("normal")
          .put("low", 50)
          .put("high", 90);
      portion.kpi(window);
      running.put(portion);
      ObjectNode board = Json.parse(running.visitor(Role.VIEWER).get("/api/touchpoints").body());
      assertThat(board.at("/items/0/figures/0/state").asText())
          .isEqualTo(whole ? "out" : "unknown");
    }
  }

  @Test
  void aSessionIsNewAtEachLoginAndEnds() throws Exception {
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    int port = running.server.page().getPort();
    RunningServer.Visitor planted =
        running.new Visitor("waymark-" + port + "=planted-by-somebody-else", "");
    HttpResponse<String> login =
        planted.send("POST", "/api/login", "{\"token\":\"anna-token-0123456789\"}");
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).doesNotContain("planted").contains("HttpOnly", "SameSite=Strict");

    running.passes(14 * 60_000);
    assertThat(olan.acts("/api/session").statusCode()).isEqualTo(200);
    running.passes(14 * 60_000);
    // A page that asks by itself is nobody who is there.
    assertThat(olan.get("/api/session").statusCode()).isEqualTo(200);
    running.passes(60_000);
    assertThat(olan.get("/api/session").statusCode()).isEqualTo(401);

    RunningServer.Visitor anna = running.visitor(Role.ADMIN);
    assertThat(anna.send("POST", "/api/logout", "{}").statusCode()).isEqualTo(200);
    assertThat(anna.get("/api/session").statusCode()).isEqualTo(401);
  }

  @Test
  void nobodyGuessesTokensForLong() throws Exception {
    RunningServer.Visitor guest = running.visitor(Role.NOBODY);
    for (int i = 0; i < 10; i++) {
      assertThat(guest.send("POST", "/api/login", "{\"token\":\"guess\"}").statusCode())
          .isEqualTo(401);
    }
    String guess = "{\"token\":\"guess\"}";
    assertThat(guest.send("POST", "/api/login", guess).statusCode()).isEqualTo(429);
    String right = "{\"token\":\"anna-token-0123456789\"}";
    assertThat(guest.send("POST", "/api/login", right).statusCode())
        .as("a right one after too many guesses")
        .isEqualTo(429);
    running.passes(60_000);
    for (int i = 0; i < 20; i++) {
      assertThat(guest.send("POST", "/api/login", right).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = guest.send("POST", "/api/login", guess);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(Json.parse(refused.body()).path("auth").asText()).isEqualTo("token");
  }

  @Test
  void whoGuessesThroughTheProxyLocksNobodyElseOut() throws Exception {
    try (RunningServer behind =
        new RunningServer(
            new Access.ByToken(Tokens.parse(RunningServer.TOKENS)),
            URI.create("https://waymark.example/"))) {
      for (int i = 0; i < 10; i++) {
        assertThat(login(behind, "guess", "10.0.0." + i + ", 192.0.2.9")).isEqualTo(401);
      }
      assertThat(login(behind, "anna-token-0123456789", "198.51.100.7, 192.0.2.9")).isEqualTo(429);
      assertThat(login(behind, "anna-token-0123456789", "192.0.2.9, 198.51.100.7")).isEqualTo(200);
      assertThat(behind.audit.latest(1, Long.MAX_VALUE).get(0).subject())
          .isEqualTo("address:198.51.100.7");
    }
    // Without a proxy anybody may say that of themselves.
    for (int i = 0; i < 10; i++) {
      assertThat(login(running, "guess", "192.0.2." + i)).isEqualTo(401);
    }
    assertThat(login(running, "guess", "198.51.100.7")).isEqualTo(429);
  }

  private static int login(RunningServer at, String token, String forwarded) throws Exception {
    return at.new Visitor("", "")
        .send("POST", "/api/login", "{\"token\":\"" + token + "\"}", "X-Forwarded-For", forwarded)
        .statusCode();
  }

  @Test
  void withoutALoginOnlyThisMachinesNamesAreAnswered() throws Exception {
    try (RunningServer open = new RunningServer(new Access.Open())) {
      RunningServer.Visitor anybody = open.new Visitor("", "");
      HttpResponse<String> begun = anybody.get("/api/session");
      assertThat(begun.statusCode()).isEqualTo(200);
      HttpResponse<String> alerts = anybody.get("/api/alerts");
      assertThat(alerts.statusCode()).isEqualTo(200);
      // Whichever of a page's first requests is answered last: it is the same session.
      assertThat(alerts.headers().firstValue("Set-Cookie"))
          .isPresent()
          .isEqualTo(begun.headers().firstValue("Set-Cookie"));
      open.put(alerts("a1", "Trouble"));
      String change = "/api/alerts/a1/acknowledge";
      assertThat(anybody.send("POST", change, "{}").statusCode()).isEqualTo(401);
      String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
      assertThat(open.new Visitor(cookie, "").send("POST", change, "{}").statusCode())
          .isEqualTo(403);
      String csrf = Json.parse(begun.body()).path("csrf").asText();
      assertThat(open.new Visitor(cookie, csrf).send("POST", change, "{}").statusCode())
          .isEqualTo(200);
      try (var socket =
          new java.net.Socket(open.server.page().getHost(), open.server.page().getPort())) {
        socket
            .getOutputStream()
            .write(
                "GET /api/session HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 403");
      }
    }
  }

  @Test
  void aStreamTellsChangesAndEndsWithItsSession() throws Exception {
    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    HttpResponse<java.io.InputStream> stream =
        running.http.send(
            vera.request("GET", "/api/stream", null, "Accept", "text/event-stream"),
            HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      running.put(alerts("a1", "Trouble"));
      assertThat(until(lines, line -> line.startsWith("event: alert"))).isTrue();
      assertThat(lines.readLine()).contains("Trouble").doesNotContain("customer-4711");
      assertThat(until(lines, line -> line.startsWith("event: status"))).isTrue();

      vera.send("POST", "/api/logout", "{}");
      assertThat(until(lines, line -> false)).isFalse();
    }
  }

  @Test
  void noBrowserHasMoreThanFourStreamsWhoeverElseHasTheSameToken() throws Exception {
    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    RunningServer.Visitor elsewhere = running.visitor(Role.VIEWER);
    for (int i = 0; i < 4; i++) {
      assertThat(stream(vera)).isEqualTo(200);
    }
    assertThat(stream(vera)).isEqualTo(429);
    assertThat(stream(elsewhere)).isEqualTo(200);
  }

  @Test
  void nobodyTakesTheStreamsThatOthersNeedHoweverOftenTheyLogIn() throws Exception {
    for (int i = 0; i < Streams.MOST_OF_USER; i += Streams.MOST_OF_OWNER) {
      RunningServer.Visitor vera = running.visitor(Role.VIEWER);
      for (int page = 0; page < Streams.MOST_OF_OWNER; page++) {
        assertThat(stream(vera)).isEqualTo(200);
      }
    }
    assertThat(stream(running.visitor(Role.VIEWER))).isEqualTo(429);
    assertThat(stream(running.visitor(Role.OPERATOR))).isEqualTo(200);
  }

  private int stream(RunningServer.Visitor visitor) throws Exception {
    var request = visitor.request("GET", "/api/stream", null, "Accept", "text/event-stream");
    return running.http.send(request, HttpResponse.BodyHandlers.ofInputStream()).statusCode();
  }

  /** Whether such a line comes before the end. */
  private static boolean until(BufferedReader lines, Predicate<String> wanted) throws Exception {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (wanted.test(line)) {
          return true;
        }
      }
    } catch (java.io.IOException e) {
      // Cut off is an end too.
    }
    return false;
  }

  private static Portion alerts(String id, String title) {
    Portion portion = new Portion();
    ObjectNode alert = alert(id, title);
    alert.putArray("samples").add("customer-4711");
    portion.alert(alert);
    return portion;
  }

  private static ObjectNode alert(String id, String text) {
    ObjectNode alert =
        Json.object()
            .put("alert_id", id)
            .put("status", "open")
            .put("severity", "high")
            .put("title", text)
            .put("touchpoint", text)
            .put("first_at", "2026-01-01T00:00:00.000Z")
            .put("last_at", "2026-01-01T00:01:00.000Z");
    alert.putArray("rule_ids").add("r1");
    alert.putArray("samples").add(text);
    return alert;
  }

  private static ObjectNode signal(String id, String customer) {
    return Json.object()
        .put("signal_id", id)
        .put("rule_id", "r1")
        .put("customer_id", customer)
        .put("title", "Trouble")
        .put("status", "fired")
        .put("severity", "high")
        .put("occurred_at", "2026-01-01T00:00:30.000Z");
  }
}
