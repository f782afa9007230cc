package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Amounts;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.LineItem;
import io.waymark.app.format.LineItems;
import io.waymark.app.format.SnakeCase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The products an action of the e-commerce plugin is about. */
record Products(List<JsonNode> data) {

  static Products of(Entities entities) {
    return new Products(entities.all(Entities.ECOMMERCE + "product"));
  }

  LineItems items() {
    return new LineItems(
        data.stream()
            .map(
                product ->
                    new LineItem(
                        text(product, "id"),
                        text(product, "name"),
                        text(product, "category"),
                        Amounts.of(product.path("price")),
                        whole(product.path("quantity"))))
            .toList());
  }

  /** The currency of the first product that has one. */
  @Nullable String currency() {
    for (JsonNode product : data) {
      String currency = text(product, "currency");
      if (currency != null) {
        return currency;
      }
    }
    return null;
  }

  /** Where the only product stood in its list. */
  @Nullable Long position() {
    return data.size() == 1 ? whole(data.get(0).path("position")) : null;
  }

  /** Whether the only product can be had; null where that is not known or hard to say. */
  @Nullable Boolean inStock() {
    String status = data.size() == 1 ? text(data.get(0), "inventory_status") : null;
    return switch (status == null ? "" : SnakeCase.of(status)) {
      case "in_stock", "instock", "available" -> true;
      case "out_of_stock", "outofstock", "sold_out", "unavailable" -> false;
      default -> null;
    };
  }

  /** The cart events of trackers from before the e-commerce plugin. */
  static void legacyCart(JsonNode data, EventDraft draft) {
    LineItems item =
        new LineItems(
            List.of(
                new LineItem(
                    text(data, "sku"),
                    text(data, "name"),
                    text(data, "category"),
                    Amounts.of(data.path("unitPrice")),
                    whole(data.path("quantity")))));
    item.describe(draft);
    draft
        .attribute("quantity", item.quantity())
        .attribute("value", item.value())
        .attribute("currency", text(data, "currency"));
  }

  private static @Nullable Long whole(JsonNode number) {
    return number.isNumber() ? (Long) number.longValue() : null;
  }
}
