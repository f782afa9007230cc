package io.waymark.console.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.Json;
import io.waymark.console.store.Pseudonyms;

/** Customers as each role sees them. */
public final class Masking {
  private static final String DOTS = "••••";
  private static final int SHORTEST_SHOWN = 8;

  private final Pseudonyms pseudonyms;

  public Masking(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** What stands for the customer in addresses, and what people read. */
  public ObjectNode customer(String id, Role role) {
    return Json.object()
        .put("ref", pseudonyms.of(id))
        .put("label", role.may(Role.OPERATOR) ? id : masked(id));
  }

  /** Enough to tell two at a glance, too little to tell who it is. */
  static String masked(String id) {
    String prefix = id.startsWith("anon:") ? "anon:" : "";
    String rest = id.substring(prefix.length());
    return rest.length() < SHORTEST_SHOWN
        ? prefix + DOTS
        : prefix + rest.substring(0, 2) + DOTS + rest.substring(rest.length() - 1);
  }
}
