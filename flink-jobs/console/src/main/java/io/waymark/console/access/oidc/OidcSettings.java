package io.waymark.console.access.oidc;

import java.net.URI;
import java.util.List;

/**
 * How this console is known at an identity provider.
 *
 * @param issuer as the provider writes it, to the letter; what else is needed is found from there
 * @param scopes that are asked for; {@code openid} is among them
 * @param nameClaim whose value names somebody in the audit; where it is missing the subject does
 */
public record OidcSettings(
    URI issuer,
    String clientId,
    String clientSecret,
    List<String> scopes,
    String nameClaim,
    RoleMapping roles) {
  public OidcSettings {
    scopes = List.copyOf(scopes);
    if (!scopes.contains("openid")) {
      throw new IllegalArgumentException("the scopes have to have openid among them");
    }
  }

  @Override
  public String toString() {
    return clientId + " at " + issuer;
  }
}
