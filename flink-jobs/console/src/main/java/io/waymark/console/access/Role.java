package io.waymark.console.access;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each may what those before it may. */
public enum Role implements RouteRole {
  /** Not known: may ask who they are, and log in. */
  NOBODY,
  /** Sees everything but who customers are. */
  VIEWER,
  /** Sees customers, and acts on alerts and interventions. */
  OPERATOR,
  /** Reads the audit. */
  ADMIN;

  public boolean may(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One that somebody can be given. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values())
        .filter(role -> role != NOBODY && role.word().equals(word))
        .findFirst();
  }
}
