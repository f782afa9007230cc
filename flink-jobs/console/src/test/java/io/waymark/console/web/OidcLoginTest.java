package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.waymark.console.access.Access;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Json;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who comes in from an identity provider, and who does not. */
@Timeout(60)
final class OidcLoginTest {
  private FakeProvider provider;
  private RunningServer running;

  @BeforeEach
  void start() {
    provider = new FakeProvider();
    running = new RunningServer(new Access.ByProvider(provider.settings()));
  }

  @AfterEach
  void stop() {
    running.close();
    provider.close();
  }

  @Test
  void whoHasARoleComesInAndLeaves() throws Exception {
    Browser browser = new Browser();
    assertThat(Json.parse(browser.get("/api/session").body()).path("auth").asText())
        .isEqualTo("oidc");

    URI there = browser.begins();
    assertThat(there.toString()).startsWith(provider.issuer() + "/authorize?");
    HttpResponse<String> back = browser.goes(provider.signsIn(there));
    assertThat(location(back)).isEqualTo(running.server.page());
    assertThat(back.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(browser.setCookies)
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("waymark-" + running.server.page().getPort() + "=")
                    .contains("HttpOnly", "SameSite=Strict"));

    ObjectNode session = Json.parse(browser.get("/api/session").body());
    assertThat(session.path("user").asText()).isEqualTo("somchai");
    assertThat(session.path("role").asText()).isEqualTo("operator");
    assertThat(session.path("auth").asText()).isEqualTo("oidc");
    AuditLog.Entry login = latest();
    assertThat(login.action()).isEqualTo("login");
    assertThat(login.who()).isEqualTo("somchai");
    assertThat(login.detail()).contains("operator", "f3b0c442");
    assertThat(browser.get("/api/audit").statusCode()).isEqualTo(403);

    HttpResponse<String> left = browser.leaves(session.path("csrf").asText());
    assertThat(Json.parse(left.body()).path("leave").asText())
        .startsWith(provider.issuer() + "/logout?")
        .contains("id_token_hint=", "client_id=console", "post_logout_redirect_uri=");
    assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
  }

  @Test
  void theHighestRoleCountsAndWhoHasNoneDoesNotComeIn() throws Exception {
    provider.groups = List.of("shop-all", "shop-admins", "others");
    Browser admin = new Browser();
    admin.comesIn();
    assertThat(Json.parse(admin.get("/api/session").body()).path("role").asText())
        .isEqualTo("admin");
    for (List<String> without :
        List.of(List.<String>of(), List.of("others"), List.of("SHOP-OPS"))) {
      provider.groups = without;
      refused("no_role", new Browser());
    }
    provider.claims = claims -> claims.claim("groups", null);
    refused("no_role", new Browser());
  }

  @Test
  void aTokenThatIsNotTheProvidersForThisLoginLetsNobodyIn() throws Exception {
    Map<String, Runnable> bad = new LinkedHashMap<>();
    bad.put("signed with another key", () -> provider.signer = provider::forged);
    bad.put("alg none", () -> provider.signer = provider::unsigned);
    bad.put(
        "signed with the client's secret",
        () ->
            provider.signer =
                claims ->
                    provider.signedWithSecretOf(
                        claims, FakeProvider.SECRET.getBytes(StandardCharsets.UTF_8)));
    bad.put(
        "signed with the public key as a secret",
        () ->
            provider.signer = claims -> provider.signedWithSecretOf(claims, provider.publicKey()));
    Date past = Date.from(Instant.now().minusSeconds(3600));
    Date future = Date.from(Instant.now().plusSeconds(3600));
    bad.put("for somebody else", claims(claims -> claims.audience("another")));
    bad.put("for nobody", claims(claims -> claims.audience((String) null)));
    bad.put("by somebody else", claims(claims -> claims.issuer("https://id.example")));
    bad.put("expired", claims(claims -> claims.issueTime(past).expirationTime(past)));
    bad.put("without an end", claims(claims -> claims.expirationTime(null)));
    bad.put("from the future", claims(claims -> claims.issueTime(future)));
    bad.put("of another login", claims(claims -> claims.claim("nonce", "of another")));
    bad.put("of no login", claims(claims -> claims.claim("nonce", null)));
    bad.put("of nobody", claims(claims -> claims.subject(null)));
    bad.put(
        "given to another client",
        claims(claims -> claims.audience(List.of("console", "another")).claim("azp", "another")));
    bad.put(
        "for several, and given to none of them",
        claims(claims -> claims.audience(List.of("console", "another"))));
    for (Map.Entry<String, Runnable> one : bad.entrySet()) {
      provider.claims = UnaryOperator.identity();
      provider.signer = provider::signed;
      one.getValue().run();
      refused("invalid", new Browser(), one.getKey());
      // So many failures are not all in the audit.
      running.passes(61_000);
    }
    provider.claims = UnaryOperator.identity();
    provider.signer = provider::signed;
    new Browser().comesIn();
  }

  private Runnable claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    return () -> provider.claims = change;
  }

  @Test
  void anAnswerCountsOnceInTheBrowserThatAskedForItAndNotForLong() throws Exception {
    Browser browser = new Browser();
    URI back = provider.signsIn(browser.begins());
    String kept = browser.cookies();
    Browser other = new Browser();
    assertThat(location(other.goes(back)).getQuery()).isEqualTo("login=stale");
    other.begins();
    assertThat(location(other.goes(back)).getQuery()).isEqualTo("login=stale");

    assertThat(location(browser.goes(back))).isEqualTo(running.server.page());
    HttpResponse<String> again = running.http.send(request(back, kept), body());
    assertThat(location(again).getQuery()).isEqualTo("login=stale");
    assertThat(again.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("waymark-" + running.server.page().getPort()));

    Browser slow = new Browser();
    URI late = provider.signsIn(slow.begins());
    running.passes(10 * 60_000);
    assertThat(location(slow.goes(late)).getQuery()).isEqualTo("login=stale");
  }

  @Test
  void aCodeIsOfUseOnlyToTheLoginItWasGivenTo() throws Exception {
    Browser victim = new Browser();
    URI stolen = provider.signsIn(victim.begins());
    Browser thief = new Browser();
    URI own = provider.signsIn(thief.begins());
    String injected =
        own.toString().replaceFirst("code=[^&]+", "code=" + query(stolen).get("code"));
    assertThat(location(thief.goes(URI.create(injected))).getQuery()).isEqualTo("login=denied");
    assertThat(provider.lastRefusal).isEqualTo("verifier");

    Browser again = new Browser();
    String used =
        provider
            .signsIn(again.begins())
            .toString()
            .replaceFirst("code=[^&]+", "code=" + query(stolen).get("code"));
    assertThat(location(again.goes(URI.create(used))).getQuery()).isEqualTo("login=denied");
    assertThat(provider.lastRefusal).isEqualTo("code");
  }

  @Test
  void whatTheProviderDoesNotSayIsNotBelieved() throws Exception {
    Browser browser = new Browser();
    assertThat(location(browser.goes(provider.deniesTo(browser.begins()))).getQuery())
        .isEqualTo("login=denied");
    for (String without : List.of("iss=[^&]+", "code=[^&]+")) {
      Browser one = new Browser();
      String answer = provider.signsIn(one.begins()).toString().replaceFirst(without, "x=y");
      assertThat(location(one.goes(URI.create(answer))).getQuery()).isEqualTo("login=invalid");
    }
    Browser mixedUp = new Browser();
    String answer =
        provider
            .signsIn(mixedUp.begins())
            .toString()
            .replaceFirst("iss=[^&]+", "iss=https%3A%2F%2Fid.example");
    assertThat(location(mixedUp.goes(URI.create(answer))).getQuery()).isEqualTo("login=invalid");
  }

  @Test
  void aProviderThatIsAwayIsSaidAndComesBack() throws Exception {
    provider.goesAway();
    assertThat(location(new Browser().get("/api/oidc/login")).getQuery()).isEqualTo("login=away");
    assertThat(latest().action()).isEqualTo("login.refused");
    provider.comesBack();
    provider.withoutKeys = true;
    refused("away", new Browser());
    provider.withoutKeys = false;
    Browser browser = new Browser();
    URI back = provider.signsIn(browser.begins());
    provider.goesAway();
    assertThat(location(browser.goes(back)).getQuery()).isEqualTo("login=away");
    provider.comesBack();
    new Browser().comesIn();
    provider.changesKeys();
    new Browser().comesIn();
  }

  @Test
  void groupsThatAreNotInTheIdTokenAreAskedForAtTheUserinfo() throws Exception {
    provider.claims = claims -> claims.claim("groups", null);
    provider.userInfo = "{\"sub\": \"f3b0c442\", \"groups\": [\"shop-ops\"]}";
    Browser browser = new Browser();
    browser.comesIn();
    assertThat(Json.parse(browser.get("/api/session").body()).path("role").asText())
        .isEqualTo("operator");

    provider.userInfo = "{\"sub\": \"another\", \"groups\": [\"shop-admins\"]}";
    refused("invalid", new Browser());
    provider.userInfo = "{\"sub\": \"f3b0c442\", \"groups\": [\"others\"]}";
    refused("no_role", new Browser());
  }

  @Test
  void whoHasAnotherRoleNowOrIsGoneHasToLogInAgain() throws Exception {
    provider.refreshToken = "r-1";
    Browser same = new Browser();
    same.comesIn();
    running.passes(6 * 60_000);
    assertThat(same.get("/api/session").statusCode()).isEqualTo(200);

    provider.groups = List.of("shop-all");
    assertThat(same.get("/api/session").statusCode()).as("not yet asked again").isEqualTo(200);
    running.passes(6 * 60_000);
    assertThat(same.get("/api/session").statusCode()).isEqualTo(401);
    assertThat(latest().action()).isEqualTo("session.ended");
    assertThat(latest().detail()).isEqualTo("the role is viewer now");

    Browser gone = new Browser();
    gone.comesIn();
    provider.goesAway();
    running.passes(6 * 60_000);
    assertThat(gone.get("/api/session").statusCode()).as("nobody can tell").isEqualTo(200);
    provider.comesBack();
    provider.knows = false;
    running.passes(6 * 60_000);
    assertThat(gone.get("/api/session").statusCode()).isEqualTo(401);
  }

  @Test
  void aStreamEndsWhenWhoseItIsHasAnotherRoleThoughNothingElseIsAsked() throws Exception {
    provider.refreshToken = "r-1";
    Browser browser = new Browser();
    browser.comesIn();
    try (Stream<String> lines = browser.listens()) {
      Iterator<String> said = lines.iterator();
      assertThat(said.next()).contains("begun");
      // It is asked again, and has the same role.
      running.passes(6 * 60_000);
      while (!said.next().startsWith("event: status")) {
        // Until it has said so.
      }
      assertThat(running.server.streams()).isEqualTo(1);

      provider.groups = List.of("shop-all");
      running.passes(6 * 60_000);
      said.forEachRemaining(line -> {});
    } catch (UncheckedIOException e) {
      // Cut off is an end too.
    }
    assertThat(latest().action()).isEqualTo("session.ended");
    assertThat(latest().detail()).isEqualTo("the role is viewer now");
    assertThat(running.server.streams()).isZero();
    assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
  }

  @Test
  void nobodyComesInOtherwise() throws Exception {
    Browser browser = new Browser();
    HttpResponse<String> token =
        running.new Visitor("", "")
            .send("POST", "/api/login", "{\"token\":\"anna-token-0123456789\"}");
    assertThat(token.statusCode()).isEqualTo(400);
    assertThat(browser.get("/api/alerts").statusCode()).isEqualTo(401);
    assertThat(location(browser.get("/api/oidc/callback?code=x&state=y")).getQuery())
        .isEqualTo("login=stale");
    try (RunningServer tokens = RunningServer.withTokens()) {
      assertThat(tokens.new Visitor("", "").get("/api/oidc/login").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void nobodyIsCalledAsTheConsoleIs() throws Exception {
    provider.claims = claims -> claims.claim("preferred_username", "waymark");
    Browser browser = new Browser();
    browser.comesIn();
    assertThat(Json.parse(browser.get("/api/session").body()).path("user").asText())
        .isEqualTo("f3b0c442");
  }

  private void refused(String reason, Browser browser) throws Exception {
    refused(reason, browser, reason);
  }

  private void refused(String reason, Browser browser, String because) throws Exception {
    HttpResponse<String> back = browser.goes(provider.signsIn(browser.begins()));
    assertThat(location(back).getQuery())
        .as("%s: %s", because, latest().detail())
        .isEqualTo("login=" + reason);
    assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
    assertThat(latest().action()).isEqualTo("login.refused");
    assertThat(latest().detail()).startsWith(reason + ": ").doesNotContain(FakeProvider.SECRET);
  }

  private AuditLog.Entry latest() {
    return running.audit.latest(1, Long.MAX_VALUE).get(0);
  }

  private static URI location(HttpResponse<?> response) {
    assertThat(response.statusCode()).isEqualTo(303);
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String one : uri.getRawQuery().split("&")) {
      query.put(one.split("=", 2)[0], one.split("=", 2)[1]);
    }
    return query;
  }

  private static HttpRequest request(URI uri, String cookies) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies);
    }
    return request.build();
  }

  private static HttpResponse.BodyHandler<String> body() {
    return HttpResponse.BodyHandlers.ofString();
  }

  /** Keeps cookies; follows nothing by itself. */
  private final class Browser {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final List<String> setCookies = new java.util.ArrayList<>();

    String cookies() {
      List<String> all =
          cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).toList();
      return String.join("; ", all);
    }

    HttpResponse<String> goes(URI uri) throws Exception {
      return took(http.send(request(uri, cookies()), body()));
    }

    HttpResponse<String> get(String path) throws Exception {
      return goes(running.server.page().resolve(path));
    }

    Stream<String> listens() throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(running.server.page().resolve("/api/stream"))
              .header("Cookie", cookies())
              .header("Accept", "text/event-stream")
              .build();
      HttpResponse<Stream<String>> stream = http.send(request, HttpResponse.BodyHandlers.ofLines());
      assertThat(stream.statusCode()).isEqualTo(200);
      return stream.body();
    }

    HttpResponse<String> leaves(String csrf) throws Exception {
      return took(
          http.send(
              HttpRequest.newBuilder(running.server.page().resolve("/api/logout"))
                  .header("Cookie", cookies())
                  .header("X-CSRF-Token", csrf)
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              body()));
    }

    URI begins() throws Exception {
      HttpResponse<String> begun = get("/api/oidc/login");
      assertThat(begun.headers().allValues("Set-Cookie"))
          .singleElement()
          .satisfies(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
      return location(begun);
    }

    void comesIn() throws Exception {
      assertThat(location(goes(provider.signsIn(begins())))).isEqualTo(running.server.page());
      assertThat(get("/api/session").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> took(HttpResponse<String> response) {
      for (String cookie : response.headers().allValues("Set-Cookie")) {
        setCookies.add(cookie);
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
          cookies.remove(pair[0]);
        } else {
          cookies.put(pair[0], pair[1]);
        }
      }
      return response;
    }
  }
}
