package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Amounts;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.LineItems;
import io.waymark.app.format.SnakeCase;
import io.waymark.app.format.TrustedTypes;
import io.waymark.pipeline.wire.UndecodableException;

/**
 * Actions of Snowplow's e-commerce plugin, under the names that GA4 has for them. What an action is
 * about stands in its entities.
 */
final class ShopActions {
  private final Told told;
  private final JsonNode action;
  private final Products products;
  private final LineItems items;

  private ShopActions(JsonNode action, Told told) {
    this.told = told;
    this.action = action;
    this.products = Products.of(told.entities);
    this.items = products.items();
  }

  static void tell(JsonNode action, Told told) throws UndecodableException {
    new ShopActions(action, told).tell();
  }

  private void tell() throws UndecodableException {
    String type = text(action, "type");
    switch (type == null ? "" : type) {
      case "product_view" -> productView();
      case "list_view" -> list(told.event("view_item_list"));
      case "list_click" ->
          list(told.event("select_item")).attribute("position", products.position());
      case "add_to_cart" -> cart(told.event("add_to_cart"));
      case "remove_from_cart" -> cart(told.event("remove_from_cart"));
      case "checkout_step" ->
          CheckoutSteps.tell(told.entities.first(Entities.ECOMMERCE + "checkout_step"), told);
      case "transaction" -> transaction();
      case "refund" -> refund();
      case "promo_view" -> promotion(told.event("view_promotion"));
      case "promo_click" -> promotion(told.event("select_promotion"));
      case "trns_error" -> PaymentErrors.tell(told);
      default -> other(type == null ? "" : SnakeCase.of(type));
    }
  }

  private void productView() {
    EventDraft draft = told.event("view_item");
    items.describe(draft);
    draft.attribute("currency", products.currency()).attribute("in_stock", products.inStock());
  }

  /** Lists have a name only: it is their id too. */
  private EventDraft list(EventDraft draft) {
    items.describe(draft);
    return draft
        .attribute("item_list_id", text(action, "name"))
        .attribute("item_list_name", text(action, "name"));
  }

  private void cart(EventDraft draft) {
    JsonNode cart = Carts.of(told.entities);
    items.describe(draft);
    draft
        .attribute("cart_id", text(cart, "cart_id"))
        .attribute("quantity", items.quantity())
        .attribute("value", items.value())
        .attribute("currency", Carts.currency(cart, products))
        .attribute("cart_value", Amounts.of(cart.path("total_value")));
  }

  private void transaction() {
    JsonNode transaction = told.entities.first(Entities.ECOMMERCE + "transaction");
    EventDraft draft = told.event("purchase");
    items.describe(draft);
    draft
        .attribute("order_id", text(transaction, "transaction_id"))
        .attribute("cart_id", text(Carts.of(told.entities), "cart_id"))
        .attribute("value", Amounts.of(transaction.path("revenue")))
        .attribute("currency", text(transaction, "currency"))
        .attribute("tax", Amounts.of(transaction.path("tax")))
        .attribute("shipping", Amounts.of(transaction.path("shipping")))
        .attribute("coupon", text(transaction, "discount_code"))
        .attribute("payment_type", text(transaction, "payment_method"));
  }

  private void refund() {
    JsonNode refund = told.entities.first(Entities.ECOMMERCE + "refund");
    EventDraft draft = told.event("refund");
    items.describe(draft);
    draft
        .attribute("order_id", text(refund, "transaction_id"))
        .attribute("value", Amounts.of(refund.path("refund_amount")))
        .attribute("currency", text(refund, "currency"))
        .attribute("reason", text(refund, "refund_reason"));
  }

  private void promotion(EventDraft draft) {
    JsonNode promotion = told.entities.first(Entities.ECOMMERCE + "promotion");
    draft
        .attribute("promotion_id", text(promotion, "id"))
        .attribute("promotion_name", text(promotion, "name"))
        .attribute("creative_name", text(promotion, "creative_id"))
        .attribute("creative_slot", text(promotion, "slot"));
  }

  /** An action that later versions of the plugin may have. */
  private void other(String type) throws UndecodableException {
    TrustedTypes.refuse(type);
    items.describe(told.event(type));
  }
}
