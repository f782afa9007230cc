package io.waymark.app.simulate;

import java.util.List;

/** The kinds of unhappy stories, each with every rule that it may come under. */
enum Friction {
  RAGE_CLICK(false, "rage-click"),
  ERROR_LOOP(false, "error-loop"),
  FORM_LEFT(false, "form-abandonment"),
  NOTHING_FOUND(false, "zero-results"),
  LOCKED_OUT(true, "login-failures"),
  CART_LEFT(false, "cart-abandoned"),
  CHECKOUT_LEFT(false, "checkout-abandoned", "cart-abandoned"),
  CHECKOUT_RESUMED(false, "checkout-abandoned"),
  PAYMENT_REFUSED(false, "payment-failed", "checkout-abandoned", "cart-abandoned"),
  LONG_CALL_WAIT(true, "call-wait-long"),
  LONG_CHAT_WAIT(true, "chat-wait-long"),
  CHAT_GIVEN_UP(true, "chat-wait-long", "channel-switch", "repeat-contact"),
  PASSED_ON(true, "transfer-bounce"),
  CONTACT_REPEATED(true, "repeat-contact"),
  CHANNEL_SWITCHED(true, "channel-switch", "repeat-contact"),
  DELIVERED_LATE(true, "delivery-late"),
  DETRACTOR(true, "nps-detractor"),
  UNDECIDED(false, "high-intent");

  /** Whether only known customers can meet it. */
  private final boolean knownOnly;

  private final List<String> rules;

  Friction(boolean knownOnly, String... rules) {
    this.knownOnly = knownOnly;
    this.rules = List.of(rules);
  }

  /**
   * Whether the visitor can meet it at {@code time} so that every rule it comes under notices: none
   * is cooling down or counting what happened before.
   */
  boolean possible(Customers customers, Visitor visitor, long time) {
    if (knownOnly && !visitor.known()) {
      return false;
    }
    for (String rule : rules) {
      if (!customers.mayMeet(visitor, rule, time)) {
        return false;
      }
    }
    return switch (this) {
      case LONG_CALL_WAIT,
          LONG_CHAT_WAIT,
          CHAT_GIVEN_UP,
          PASSED_ON,
          CONTACT_REPEATED,
          CHANNEL_SWITCHED ->
          customers.mayContact(visitor, time);
      case UNDECIDED -> customers.boughtNothing(visitor, time);
      default -> true;
    };
  }
}
