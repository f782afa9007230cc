package io.waymark.console;

import io.waymark.console.access.Access;
import io.waymark.console.access.Role;
import io.waymark.console.access.Tokens;
import io.waymark.console.access.User;
import io.waymark.console.access.oidc.OidcSettings;
import io.waymark.console.access.oidc.RoleMapping;
import io.waymark.console.web.Loopback;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How people come in, as a configuration says it. */
final class AccessConfig {
  static final String TOKENS_FILE = "waymark.console.tokens-file";
  static final String TOKEN_VARIABLE = "WAYMARK_CONSOLE_TOKEN";
  static final String ISSUER = "waymark.console.oidc.issuer";
  static final String CLIENT_ID = "waymark.console.oidc.client-id";
  static final String CLIENT_SECRET = "waymark.console.oidc.client-secret";
  static final String SCOPES = "waymark.console.oidc.scopes";
  static final String NAME_CLAIM = "waymark.console.oidc.name-claim";
  static final String ROLES_CLAIM = "waymark.console.oidc.roles-claim";

  /** Values of the claim that make somebody a viewer; the others likewise. */
  static final String VIEWERS = "waymark.console.oidc.viewers";

  static final String OPERATORS = "waymark.console.oidc.operators";
  static final String ADMINS = "waymark.console.oidc.admins";

  static final Set<String> KEYS =
      Set.of(
          TOKENS_FILE,
          ISSUER,
          CLIENT_ID,
          CLIENT_SECRET,
          SCOPES,
          NAME_CLAIM,
          ROLES_CLAIM,
          VIEWERS,
          OPERATORS,
          ADMINS);

  private static final Map<String, Role> ROLES =
      Map.of(VIEWERS, Role.VIEWER, OPERATORS, Role.OPERATOR, ADMINS, Role.ADMIN);

  private final Said said;

  AccessConfig(Said said) {
    this.said = said;
  }

  /** What was said; what is wrong with it is among the problems. */
  Access access() {
    String token = said.variable(TOKEN_VARIABLE);
    boolean atProvider = KEYS.stream().anyMatch(key -> isOidc(key) && said.has(key));
    if (Stream.of(token != null, said.has(TOKENS_FILE), atProvider).filter(is -> is).count() > 1) {
      said.problem(
          "one way to log in, not several: "
              + ISSUER
              + ", "
              + TOKENS_FILE
              + " or the variable "
              + TOKEN_VARIABLE);
    }
    if (atProvider) {
      OidcSettings provider = provider();
      return provider == null ? new Access.Open() : new Access.ByProvider(provider);
    }
    String tokens = said.file(TOKENS_FILE);
    try {
      if (tokens != null) {
        return new Access.ByToken(Tokens.parse(tokens));
      }
      if (token != null) {
        return new Access.ByToken(Tokens.of(new User("operations", Role.ADMIN), token));
      }
    } catch (IllegalArgumentException e) {
      said.problem((tokens != null ? TOKENS_FILE : TOKEN_VARIABLE) + ": " + e.getMessage());
    }
    return new Access.Open();
  }

  /** Whether any login was asked for, be it rightly or not. */
  boolean asked() {
    return said.variable(TOKEN_VARIABLE) != null || KEYS.stream().anyMatch(said::has);
  }

  private @Nullable OidcSettings provider() {
    URI issuer = issuer();
    String clientId = required(CLIENT_ID);
    if (!said.has(CLIENT_SECRET)) {
      said.problem(CLIENT_SECRET + " is missing: env:NAME or file:PATH");
    }
    String secret = said.secret(CLIENT_SECRET);
    Map<String, Role> roles = new LinkedHashMap<>();
    ROLES.forEach(
        (key, role) -> {
          for (String value : list(said.get(key, ""))) {
            Role before = roles.put(value, role);
            if (before != null) {
              said.problem(key + ": " + value + " has a role already");
            }
          }
        });
    if (roles.isEmpty()) {
      said.problem(
          "nobody would come in: "
              + VIEWERS
              + ", "
              + OPERATORS
              + " and "
              + ADMINS
              + " say which values of "
              + ROLES_CLAIM
              + " have which role");
    }
    List<String> scopes = words(said.get(SCOPES, "openid profile"));
    if (!scopes.contains("openid")) {
      said.problem(SCOPES + " has to have openid among them");
      return null;
    }
    return issuer == null || clientId == null || secret == null
        ? null
        : new OidcSettings(
            issuer,
            clientId,
            secret,
            scopes,
            said.get(NAME_CLAIM, "preferred_username"),
            new RoleMapping(said.get(ROLES_CLAIM, "groups"), roles));
  }

  private @Nullable URI issuer() {
    String issuer = required(ISSUER);
    if (issuer == null) {
      return null;
    }
    if (!issuer.matches("https?://[^/?#@]+(/[^?#]*)?")) {
      said.problem(ISSUER + " has to be https://host[:port][/path], as the provider writes it");
      return null;
    }
    try {
      URI uri = URI.create(issuer);
      if ("http".equals(uri.getScheme()) && !Loopback.isName(String.valueOf(uri.getHost()))) {
        said.problem(ISSUER + " has to be https: who is in between could log in as anybody");
      }
      return uri;
    } catch (IllegalArgumentException e) {
      said.problem(ISSUER + " is no address");
      return null;
    }
  }

  private @Nullable String required(String key) {
    String value = said.get(key);
    if (value == null || value.isBlank()) {
      said.problem(key + " is missing");
      return null;
    }
    return value;
  }

  private static boolean isOidc(String key) {
    return key.startsWith("waymark.console.oidc.");
  }

  /** Separated by commas: a group's name may have blanks. */
  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("[\\s,]+")).filter(s -> !s.isEmpty()).toList();
  }
}
