package io.waymark.app.format.snowplow;

import io.waymark.app.format.SnakeCase;

/** Page types of the e-commerce plugin, which are free text, as the ones that events know. */
final class PageType {
  private PageType() {}

  static String of(String named) {
    String type = SnakeCase.of(named);
    return switch (type.endsWith("_page") ? type.substring(0, type.length() - 5) : type) {
      case "home", "homepage", "landing" -> "home";
      case "list", "category", "product_list", "listing", "plp", "collection" -> "list";
      case "item", "product", "product_detail", "product_view", "pdp" -> "item";
      case "search", "search_results" -> "search";
      case "cart", "basket" -> "cart";
      case "checkout" -> "checkout";
      case "help", "support" -> "help";
      case "faq" -> "faq";
      case "contact" -> "contact";
      case "account", "my_account", "profile" -> "account";
      default -> "other";
    };
  }
}
