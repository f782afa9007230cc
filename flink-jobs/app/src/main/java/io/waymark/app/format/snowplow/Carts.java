package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The cart of an action, where the shop attaches it. */
final class Carts {
  private Carts() {}

  static JsonNode of(Entities entities) {
    return entities.first(Entities.ECOMMERCE + "cart");
  }

  static @Nullable String currency(JsonNode cart, Products products) {
    String currency = text(cart, "currency");
    return currency != null ? currency : products.currency();
  }
}
