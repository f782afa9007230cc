package io.waymark.app.format.segment;

import io.waymark.app.format.EventDraft;
import io.waymark.app.format.LineItems;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Properties of Segment's ecommerce events. */
final class Commerce {
  private Commerce() {}

  static void search(Properties in, EventDraft out) {
    out.attribute("search_term", in.text("query"));
  }

  static void list(Properties in, EventDraft out) {
    in.drop("products");
    out.attribute("item_list_id", in.text("list_id"))
        .attribute("item_category", in.text("category"));
    LineItems shown = in.products();
    if (!shown.items().isEmpty()) {
      out.attribute("item_count", (long) shown.items().size());
    }
  }

  static void promotion(Properties in, EventDraft out) {
    out.attribute("promotion_id", in.text("promotion_id", "id"))
        .attribute("promotion_name", in.text("name"))
        .attribute("creative_name", in.text("creative"))
        .attribute("creative_slot", in.text("position"));
  }

  static void product(Properties in, EventDraft out) {
    in.product().describe(out);
    out.attribute("item_list_id", in.text("list_id"));
  }

  static void cartItem(Properties in, EventDraft out) {
    LineItems product = in.product();
    product.describe(out);
    out.attribute("cart_id", in.text("cart_id"))
        .attribute("quantity", product.quantity())
        .attribute("value", first(in.amount("value"), product.value()));
    in.drop("quantity", "value");
  }

  static void checkout(Properties in, EventDraft out) {
    out.attribute("cart_id", cart(in));
    sale(in, out);
  }

  static void step(Properties in, EventDraft out) {
    Long index = in.count("step");
    out.attribute("cart_id", cart(in))
        .attribute("step_index", index)
        .attribute("step", index == null ? in.text("step") : null)
        .attribute("payment_type", in.text("payment_method"))
        .attribute("shipping_tier", in.text("shipping_method"));
    sale(in, out);
  }

  static void order(Properties in, EventDraft out) {
    out.attribute("payment_type", in.text("payment_method"));
    sale(in, out);
  }

  /** What went back is the total, not the value of what was bought. */
  static void refund(Properties in, EventDraft out) {
    LineItems items = in.products();
    items.describe(out);
    out.attribute(
        "value", first(in.amount("total", "value", "revenue", "subtotal"), items.value()));
    in.drop("value");
  }

  static void coupon(Properties in, EventDraft out) {
    out.attribute("cart_id", cart(in))
        .attribute("coupon", in.text("coupon", "coupon_id", "coupon_name"))
        .attribute("value", in.amount("discount", "value"));
    in.drop("discount", "value");
  }

  static void deniedCoupon(Properties in, EventDraft out) {
    coupon(in, out);
    out.attribute("reason", reason(in.text("reason")));
  }

  /** What they wrote to each other is theirs. */
  static void sharedProduct(Properties in, EventDraft out) {
    in.drop("share_message");
    product(in, out);
  }

  /** As {@link #sharedProduct}. */
  static void sharedCart(Properties in, EventDraft out) {
    in.drop("share_message");
    out.attribute("cart_id", in.text("cart_id"));
    in.products().describe(out);
  }

  static void review(Properties in, EventDraft out) {
    out.attribute("item_id", in.text("product_id"))
        .attribute("text", in.text("review_body"))
        .attribute("rating", in.amount("rating"));
    in.drop("rating");
  }

  private static void sale(Properties in, EventDraft out) {
    LineItems items = in.products();
    items.describe(out);
    Double stated = in.amount("subtotal", "revenue", "value");
    out.attribute("value", first(stated, first(items.value(), in.amount("total"))));
    in.drop("value");
  }

  /**
   * Segment names a cart until checkout, then the checkout, then the order. Whichever is there
   * tells one purchase from another; a purchase without a cart ends them all.
   */
  private static @Nullable String cart(Properties in) {
    String cart = in.text("cart_id");
    String checkout = in.text("checkout_id");
    return cart != null ? cart : checkout != null ? checkout : in.peek("order_id");
  }

  private static @Nullable String reason(@Nullable String words) {
    if (words == null) {
      return null;
    }
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("expired")) {
      return "expired";
    }
    if (lower.contains("used") || lower.contains("redeemed")) {
      return "used";
    }
    if (lower.contains("minimum")) {
      return "minimum";
    }
    return lower.contains("eligible") ? "not_eligible" : "invalid";
  }

  private static @Nullable Double first(@Nullable Double one, @Nullable Double other) {
    return one == null ? other : one;
  }
}
