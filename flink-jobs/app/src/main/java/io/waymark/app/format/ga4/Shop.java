package io.waymark.app.format.ga4;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Amounts;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.LineItem;
import io.waymark.app.format.LineItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event says of items and orders. Parameters win over what the items would give. */
final class Shop {
  private static final String NOT_SET = "(not set)";
  private static final Set<String> CART = Set.of("add_to_cart", "remove_from_cart");
  private static final Set<String> VALUED =
      Set.of(
          "add_to_cart",
          "remove_from_cart",
          "view_cart",
          "begin_checkout",
          "add_shipping_info",
          "add_payment_info",
          "purchase",
          "refund");

  private Shop() {}

  static void describe(String type, SentEvent sent, EventDraft draft) {
    LineItems items = items(sent.items());
    items.describe(draft);
    order(sent, draft);
    if (CART.contains(type)) {
      draft.attribute("quantity", items.quantity());
    }
    if (VALUED.contains(type) && !sent.params().hasNonNull("value")) {
      draft.attribute("value", value(type, sent.ecommerce(), items));
    }
    if (sent.items().isArray() && !sent.items().isEmpty()) {
      fromItem(sent.params(), sent.items().get(0), draft);
      if (type.equals("select_item")) {
        draft.attribute("position", position(sent.items().get(0)));
      }
    }
  }

  private static LineItems items(JsonNode array) {
    List<LineItem> items = new ArrayList<>();
    for (JsonNode item : array) {
      items.add(
          new LineItem(
              known(item, "item_id"),
              known(item, "item_name"),
              known(item, "item_category"),
              Amounts.of(item.path("price")),
              Whole.of(item.path("quantity"))));
    }
    return new LineItems(items);
  }

  private static void order(SentEvent sent, EventDraft draft) {
    JsonNode params = sent.params();
    JsonNode ecommerce = sent.ecommerce();
    String order = known(params, "transaction_id");
    draft.attribute("order_id", order != null ? order : known(ecommerce, "transaction_id"));
    if (!params.hasNonNull("tax")) {
      draft.attribute("tax", Amounts.of(ecommerce.path("tax_value")));
    }
    if (!params.hasNonNull("shipping")) {
      draft.attribute("shipping", Amounts.of(ecommerce.path("shipping_value")));
    }
  }

  private static @Nullable Double value(String type, JsonNode ecommerce, LineItems items) {
    Double value =
        switch (type) {
          case "purchase" -> Amounts.of(ecommerce.path("purchase_revenue"));
          case "refund" -> Amounts.of(ecommerce.path("refund_value"));
          default -> null;
        };
    return value != null ? value : items.value();
  }

  /** What may stand in the event or in its items. */
  private static void fromItem(JsonNode params, JsonNode item, EventDraft draft) {
    for (String name :
        List.of(
            "currency",
            "item_list_id",
            "item_list_name",
            "promotion_id",
            "promotion_name",
            "creative_name",
            "creative_slot")) {
      if (!params.hasNonNull(name)) {
        draft.attribute(name, known(item, name));
      }
    }
  }

  private static @Nullable Long position(JsonNode item) {
    Long index = Whole.of(item.path("index"));
    return index != null ? index : Whole.of(item.path("item_list_index"));
  }

  private static @Nullable String known(JsonNode object, String field) {
    String text = text(object, field);
    return NOT_SET.equals(text) ? null : text;
  }
}
