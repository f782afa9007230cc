package io.waymark.app.format.cloudevents;

import io.waymark.app.format.SnakeCase;
import java.util.Set;
import java.util.regex.Pattern;

/** The name within a type that begins with a domain and may end with a version. */
final class EventTypeName {
  private static final Pattern VERSION =
      Pattern.compile("(?:[./:@][vV]?|[-_][vV])\\d+(?:\\.\\d+)*$");
  private static final Pattern BETWEEN_PARTS = Pattern.compile("[./:]+");

  /** Participles without the usual ending. */
  private static final Set<String> IRREGULAR = Set.of("sent", "paid", "made", "left", "sold");

  /** Participles that are whole names of the vocabulary. */
  private static final Set<String> WHOLE =
      Set.of("activated", "delivered", "rebooked", "unsubscribed");

  private static final int DOMAIN_PARTS = 2;

  private EventTypeName() {}

  /**
   * The last part in snake case: {@code com.example.shop.cart_abandoned.v1} is {@code
   * cart_abandoned}. A bare participle takes what it was done to along, since {@code created} alone
   * says too little: {@code com.example.order.created} is {@code order_created}.
   */
  static String of(String type) {
    String[] parts = BETWEEN_PARTS.split(VERSION.matcher(type).replaceFirst(""));
    String last = parts.length == 0 ? "" : SnakeCase.of(parts[parts.length - 1]);
    boolean hasObject = parts.length > DOMAIN_PARTS + 1 || parts.length == DOMAIN_PARTS;
    return hasObject && isParticiple(last)
        ? SnakeCase.of(parts[parts.length - 2]) + "_" + last
        : last;
  }

  private static boolean isParticiple(String word) {
    return !word.contains("_")
        && !WHOLE.contains(word)
        && (word.endsWith("ed") || IRREGULAR.contains(word));
  }
}
