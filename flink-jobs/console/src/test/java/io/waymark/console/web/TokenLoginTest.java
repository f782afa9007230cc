package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.console.access.Access;
import io.waymark.console.access.Role;
import io.waymark.console.access.Tokens;
import io.waymark.console.store.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who logs in by a token: sessions, cookies, and guesses. */
@Timeout(60)
final class TokenLoginTest {
  @AutoClose private final RunningServer running = RunningServer.withTokens();

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
}
