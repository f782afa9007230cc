package io.waymark.console.access;

/** How people come in. */
public sealed interface Access {
  /** Who can reach this machine's loopback is let in, with every role. */
  record Open() implements Access {}

  /** With a token. */
  record ByToken(Tokens tokens) implements Access {}

  /** As the page is told. */
  default String word() {
    return this instanceof Open ? "none" : "token";
  }
}
