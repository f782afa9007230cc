package io.waymark.console.web;

import static io.waymark.console.web.AlertMessages.alert;
import static io.waymark.console.web.AlertMessages.alerts;
import static io.waymark.console.web.AlertMessages.signal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Access;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Moment;
import io.waymark.console.store.Portion;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
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

  @AutoClose private final RunningServer running = RunningServer.withTokens();

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
}
