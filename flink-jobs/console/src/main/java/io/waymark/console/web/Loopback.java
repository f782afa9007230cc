package io.waymark.console.web;

import java.util.Set;

/** Names and addresses that mean this machine, seen from itself. */
public final class Loopback {
  private static final Set<String> NAMES = Set.of("localhost", "[::1]", "::1", "127.0.0.1");

  private Loopback() {}

  public static boolean isName(String host) {
    return NAMES.contains(host);
  }
}
