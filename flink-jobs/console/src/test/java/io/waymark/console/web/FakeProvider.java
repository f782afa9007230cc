package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waymark.console.access.oidc.OidcSettings;
import io.waymark.console.access.oidc.RoleMapping;
import io.waymark.console.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * An identity provider on this machine that really signs, and checks what a careful one does: the
 * client's secret, that a code is redeemed once, by whoever asked for it, and where it was sent.
 */
final class FakeProvider implements AutoCloseable {
  static final String CLIENT = "console";
  static final String SECRET = "a secret of the client, of 48 characters at least";

  /** What a login was begun with, by its code. */
  private record Asked(String nonce, String challenge, String redirect) {}

  /** How an ID token is made of what has to be in it. */
  interface Signer {
    JWT sign(JWTClaimsSet claims) throws JOSEException;
  }

  private final Map<String, Asked> codes = new ConcurrentHashMap<>();
  private RSAKey key = newKey();
  private int port;
  private HttpServer server;
  volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
  volatile Signer signer = this::signed;
  volatile List<String> groups = List.of("shop-ops");
  volatile boolean withoutKeys;

  /** Of the userinfo endpoint; null if there is none. */
  volatile String userInfo;

  /** What it gives to be asked again with; null for nothing. */
  volatile String refreshToken;

  /** Whether it still knows who has logged in. */
  volatile boolean knows = true;

  volatile String lastRefusal = "";

  FakeProvider() {
    listen();
  }

  OidcSettings settings() {
    return new OidcSettings(
        URI.create(issuer()),
        CLIENT,
        SECRET,
        List.of("openid", "profile"),
        "preferred_username",
        new RoleMapping(
            "groups",
            Map.of(
                "shop-all", io.waymark.console.access.Role.VIEWER,
                "shop-ops", io.waymark.console.access.Role.OPERATOR,
                "shop-admins", io.waymark.console.access.Role.ADMIN)));
  }

  String issuer() {
    return "http://127.0.0.1:" + port + "/realms/shop";
  }

  /** Somebody signs in there; where their browser is sent back to. */
  URI signsIn(URI asked) {
    Map<String, List<String>> said = URLUtils.parseParameters(asked.getRawQuery());
    if (!CLIENT.equals(one(said, "client_id"))
        || !"code".equals(one(said, "response_type"))
        || !"S256".equals(one(said, "code_challenge_method"))
        || !List.of(one(said, "scope").split(" ")).contains("openid")) {
      throw new AssertionError("a provider would not take " + asked);
    }
    String code = UUID.randomUUID().toString();
    codes.put(
        code,
        new Asked(one(said, "nonce"), one(said, "code_challenge"), one(said, "redirect_uri")));
    return answer(said, "code", code);
  }

  /** They don't want to; where their browser is sent back to. */
  URI deniesTo(URI asked) {
    return answer(URLUtils.parseParameters(asked.getRawQuery()), "error", "access_denied");
  }

  private URI answer(Map<String, List<String>> said, String name, String value) {
    return URI.create(
        one(said, "redirect_uri")
            + "?"
            + URLUtils.serializeParameters(
                Map.of(
                    name,
                    List.of(value),
                    "state",
                    List.of(one(said, "state")),
                    "iss",
                    List.of(issuer()))));
  }

  /** It signs with another key from now on. */
  void changesKeys() {
    key = newKey();
  }

  JWT signed(JWTClaimsSet claims) throws JOSEException {
    return signed(claims, key);
  }

  /** As somebody signs who does not have the key, and says to have. */
  JWT forged(JWTClaimsSet claims) throws JOSEException {
    RSAKey other = newKey();
    return signed(claims, new RSAKey.Builder(other).keyID(key.getKeyID()).build());
  }

  /** With what is public, as if it were a secret. */
  JWT signedWithSecretOf(JWTClaimsSet claims, byte[] secret) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims);
    token.sign(new MACSigner(secret));
    return token;
  }

  byte[] publicKey() throws JOSEException {
    return key.toRSAPublicKey().getEncoded();
  }

  JWT unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims);
  }

  private static JWT signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    token.sign(new RSASSASigner(key));
    return token;
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  void goesAway() {
    server.stop(0);
  }

  void comesBack() {
    listen();
  }

  private void listen() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = server.getAddress().getPort();
    server.createContext("/realms/shop/.well-known/openid-configuration", this::discovery);
    server.createContext("/realms/shop/token", this::token);
    server.createContext("/realms/shop/keys", this::keys);
    server.createContext("/realms/shop/userinfo", exchange -> answer(exchange, 200, userInfo));
    server.start();
  }

  private void discovery(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
         "jwks_uri": "%1$s/keys",%2$s "end_session_endpoint": "%1$s/logout",
         "response_types_supported": ["code"], "subject_types_supported": ["public"],
         "authorization_response_iss_parameter_supported": true,
         "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"]}
        """
            .formatted(
                issuer(),
                userInfo == null ? "" : " \"userinfo_endpoint\": \"" + issuer() + "/userinfo\","));
  }

  private void keys(HttpExchange exchange) throws IOException {
    answer(exchange, withoutKeys ? 500 : 200, new JWKSet(key.toPublicJWK()).toString());
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, List<String>> said =
        URLUtils.parseParameters(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    boolean again = one(said, "grant_type").equals("refresh_token");
    if (again && (!knows || !one(said, "refresh_token").equals(refreshToken))) {
      answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    if (again) {
      answer(exchange, 200, tokens(null));
      return;
    }
    Asked asked = codes.remove(one(said, "code"));
    String refusal = refusal(exchange, said, asked);
    if (!refusal.isEmpty()) {
      lastRefusal = refusal;
      answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    answer(exchange, 200, tokens(asked.nonce()));
  }

  private String tokens(String nonce) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder usual =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject("f3b0c442")
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", nonce)
            .claim("preferred_username", "somchai")
            .claim("groups", groups);
    try {
      String token = signer.sign(claims.apply(usual).build()).serialize();
      ObjectNode tokens =
          Json.object()
              .put("access_token", "for the userinfo")
              .put("token_type", "Bearer")
              .put("id_token", token);
      return Json.text(refreshToken == null ? tokens : tokens.put("refresh_token", refreshToken));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why it does not redeem the code; empty if it does. */
  private static String refusal(
      HttpExchange exchange, Map<String, List<String>> said, Asked asked) {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
    if (!("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return "client";
    }
    if (asked == null) {
      return "code";
    }
    if (!asked.redirect().equals(one(said, "redirect_uri"))) {
      return "redirect";
    }
    String challenge =
        CodeChallenge.compute(
                CodeChallengeMethod.S256, new CodeVerifier(one(said, "code_verifier")))
            .getValue();
    return challenge.equals(asked.challenge()) ? "" : "verifier";
  }

  private static String one(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of("")).get(0);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
