package io.waymark.console.web;

import java.util.Set;

/** Names and addresses that mean this machine, seen from itself. */
public final class Loopback {
  private static final Set<String> NAMES = Set.of("localhost", "[::1]", "::1", "127.0.0.1");

  private Loopback() {}

  /** Whether an address, in figures, is this machine's own. */
  static boolean isAddress(String address) {
    String plain = address.replace("[", "").replace("]", "");
    return plain.startsWith("127.") || plain.equals("::1") || plain.equals("0:0:0:0:0:0:0:1");
  }

  public static boolean isName(String host) {
    return NAMES.contains(host);
  }
}
