package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Amounts;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.SnakeCase;
import org.jspecify.annotations.Nullable;

/**
 * A completed step of a checkout. The plugin numbers steps and does not name them, so what was
 * filled in says which one it was. The first also tells that checkout has begun, and delivery or
 * payment details that were filled in are told as GA4 tells them. Addresses are not taken.
 */
final class CheckoutSteps {
  private CheckoutSteps() {}

  static void tell(JsonNode step, Told told) {
    JsonNode cart = Carts.of(told.entities);
    if (step.path("step").asInt() == 1) {
      cart(cart, told.event("begin_checkout")).attribute("coupon", text(step, "coupon_code"));
    }
    String delivery = delivery(step);
    if (delivery != null) {
      cart(cart, told.event("add_shipping_info")).attribute("shipping_tier", delivery);
    }
    String payment = text(step, "payment_method");
    if (payment != null) {
      cart(cart, told.event("add_payment_info")).attribute("payment_type", payment);
    }
    cart(cart, told.event("checkout_step_completed"))
        .attribute("step", name(step))
        .attribute("step_index", step.path("step").isNumber() ? step.path("step").asLong() : null)
        .attribute("mode", mode(step))
        .attribute("coupon", text(step, "coupon_code"));
  }

  private static EventDraft cart(JsonNode cart, EventDraft draft) {
    return draft
        .attribute("cart_id", text(cart, "cart_id"))
        .attribute("value", Amounts.of(cart.path("total_value")))
        .attribute("currency", text(cart, "currency"));
  }

  private static @Nullable String delivery(JsonNode step) {
    String method = text(step, "delivery_method");
    return method != null ? method : text(step, "delivery_provider");
  }

  private static @Nullable String name(JsonNode step) {
    if (step.hasNonNull("payment_method") || step.hasNonNull("proof_of_payment")) {
      return "payment";
    }
    if (delivery(step) != null) {
      return "shipping";
    }
    if (step.hasNonNull("shipping_full_address")
        || step.hasNonNull("shipping_postcode")
        || step.hasNonNull("billing_full_address")
        || step.hasNonNull("billing_postcode")) {
      return "address";
    }
    return step.hasNonNull("account_type") ? "account" : null;
  }

  private static @Nullable String mode(JsonNode step) {
    String account = text(step, "account_type");
    return switch (account == null ? "" : SnakeCase.of(account)) {
      case "guest" -> "guest";
      case "existing", "existing_user", "login", "registered" -> "login";
      case "new", "new_user", "sign_up", "signup" -> "sign_up";
      default -> null;
    };
  }
}
