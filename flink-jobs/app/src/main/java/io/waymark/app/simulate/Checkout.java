package io.waymark.app.simulate;

import static io.waymark.app.simulate.Attributes.with;

import io.waymark.app.simulate.Shop.Item;
import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One cart, from its first item to the order or to being given up. */
final class Checkout {
  private static final String CART = "/cart";
  private static final String CHECKOUT = "/checkout";
  private static final long CART_PATIENCE = 3_600_000;
  private static final long CHECKOUT_PATIENCE = 1_800_000;

  private final StoryWriter story;
  private final Browsing browsing;
  private final String cart;
  private final List<Item> items = new ArrayList<>(3);
  private final List<Event> changes = new ArrayList<>(3);
  private final List<Event> steps = new ArrayList<>(8);
  private int attempts;

  Checkout(StoryWriter story, Browsing browsing) {
    this.story = story;
    this.browsing = browsing;
    this.cart = story.name("cart");
  }

  private double value() {
    return Math.round(items.stream().mapToDouble(Item::price).sum() * 100) / 100.0;
  }

  /** One to three items are looked at and put into the cart. */
  void fill() {
    int count = story.random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      Item item = browsing.item();
      items.add(item);
      changes.add(
          story.event(
              "add_to_cart",
              "/item",
              with("cart_id", cart)
                  .and("item_id", item.id())
                  .and("quantity", 1L)
                  .and("value", item.price())
                  .and("currency", Shop.CURRENCY)
                  .and("item_category", item.category())
                  .and("cart_value", value())));
      browsing.read();
    }
    story.event(
        "view_cart",
        CART,
        with("cart_id", cart).and("value", value()).and("currency", Shop.CURRENCY));
    browsing.read();
  }

  /** Everything is taken out again. */
  void empty() {
    while (!items.isEmpty()) {
      Item item = items.remove(items.size() - 1);
      changes.add(
          story.event(
              "remove_from_cart",
              CART,
              with("cart_id", cart)
                  .and("item_id", item.id())
                  .and("quantity", 1L)
                  .and("value", item.price())
                  .and("currency", Shop.CURRENCY)
                  .and("cart_value", value())));
      browsing.read();
    }
    story.event("cart_emptied", CART, with("cart_id", cart));
    browsing.read();
  }

  void begin() {
    step(
        "begin_checkout",
        with("cart_id", cart)
            .and("value", value())
            .and("currency", Shop.CURRENCY)
            .and("item_count", (long) items.size()));
    step(
        "checkout_step_viewed",
        with("cart_id", cart).and("step", "shipping").and("step_index", 1L));
  }

  void ship() {
    step("add_shipping_info", with("cart_id", cart).and("shipping_tier", "standard"));
    step(
        "checkout_step_completed",
        with("cart_id", cart).and("step", "shipping").and("step_index", 1L));
  }

  private void step(String type, Attributes attributes) {
    steps.add(story.event(type, CHECKOUT, attributes));
    browsing.read();
  }

  /** Details are entered and handed to the gateway; the answer is next. */
  Payment attempt(String gateway) {
    String method = attempts++ == 0 ? "card" : story.oneOf(List.of("card", "wallet", "bank"));
    step("add_payment_info", with("cart_id", cart).and("payment_type", method));
    Payment payment = new Payment(story.name("pay"), method, gateway);
    story.event(
        "payment_attempted",
        CHECKOUT,
        with("cart_id", cart)
            .and("payment_id", payment.id())
            .and("value", value())
            .and("currency", Shop.CURRENCY)
            .and("method", method)
            .and("gateway", gateway));
    story.pause(900, 3_000);
    return payment;
  }

  Event fail(Payment payment, String reason) {
    boolean gateway = reason.equals("gateway");
    Event failed =
        story.event(
            "payment_failed",
            CHECKOUT,
            with("cart_id", cart)
                .and("code", gateway ? "gateway_unavailable" : "card_" + reason)
                .and("hard", false)
                .and("reason", reason)
                .and("value", value())
                .and("currency", Shop.CURRENCY)
                .and("payment_id", payment.id())
                .and("method", payment.method())
                .and("gateway", payment.gateway())
                .and("attempt", (long) attempts));
    if (attempts == 1) {
      story.label("payment-failed", failed.time(), Map.of("cart_id", cart), failed);
    }
    story.pause(8_000, 40_000);
    return failed;
  }

  /** The order is paid; returns its id. */
  String purchase(Payment payment) {
    String order = story.name("o");
    List<String> ids = items.stream().map(Item::id).toList();
    story.event(
        "purchase",
        CHECKOUT,
        with("order_id", order)
            .and("value", value())
            .and("currency", Shop.CURRENCY)
            .and("cart_id", cart)
            .and(ids.size() == 1 ? "item_id" : "item_ids", String.join(",", ids))
            .and("item_count", (long) ids.size())
            .and("payment_type", payment.method())
            .and("payment_id", payment.id())
            .and("gateway", payment.gateway()));
    story.pause(400, 1_200);
    story.event(
        "order_confirmed",
        CHECKOUT,
        with("order_id", order).and("value", value()).and("currency", Shop.CURRENCY));
    story.pause(400, 1_200);
    return order;
  }

  /** The checkout has been left for good; what that means is labelled, if anything. */
  void abandonCheckout() {
    Event last = steps.get(steps.size() - 1);
    story.label(
        "checkout-abandoned",
        last.time() + CHECKOUT_PATIENCE,
        Map.of("cart_id", cart),
        steps.get(0),
        last);
  }

  /** The cart has been left for good with something in it. */
  void abandonCart() {
    Event last = changes.get(changes.size() - 1);
    story.label("cart-abandoned", last.time() + CART_PATIENCE, Map.of("cart_id", cart), last);
  }

  /** What the gateway knows of one attempt to pay. */
  record Payment(String id, String method, String gateway) {}
}
