package io.waymark.app.simulate;

import org.jspecify.annotations.Nullable;

/**
 * Somebody in the shop: a known customer, or a device nobody has signed in on.
 *
 * @param number of the customer, counted from 0 by falling activity; -1 for a stranger
 */
record Visitor(int number, @Nullable String customerId, @Nullable String anonymousId) {

  static Visitor customer(int number) {
    return new Visitor(number, "c" + (100_000 + number), null);
  }

  static Visitor stranger(String device) {
    return new Visitor(-1, null, device);
  }

  boolean known() {
    return number >= 0;
  }
}
