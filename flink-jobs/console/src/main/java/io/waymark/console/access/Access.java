package io.waymark.console.access;

import io.waymark.console.access.oidc.OidcSettings;

/** How people come in. */
public sealed interface Access {
  /** Who can reach this machine's loopback is let in, with every role. */
  record Open() implements Access {}

  /** With a token. */
  record ByToken(Tokens tokens) implements Access {}

  /** At an identity provider. */
  record ByProvider(OidcSettings provider) implements Access {}

  /** As the page is told. */
  default String word() {
    return this instanceof Open ? "none" : this instanceof ByToken ? "token" : "oidc";
  }
}
