package io.waymark.app.simulate;

import java.util.List;

/** What the simulated shop sells and how its parts are called. */
final class Shop {
  static final String CURRENCY = "EUR";
  static final List<String> CATEGORIES =
      List.of("shoes", "jackets", "bags", "watches", "outdoor", "running", "kids", "sale");
  static final List<String> TERMS =
      List.of("rain jacket", "trail shoes", "backpack", "smart watch", "wool socks", "tent");
  static final List<String> VAIN_TERMS =
      List.of("gore tex sandles", "xxs wetsuit", "left handed watch", "vegan ski boots");
  static final List<String> TOPICS =
      List.of("order_status", "billing", "returns", "product", "account");
  static final List<String> GATEWAYS = List.of("paywell", "paywell", "paywell", "northbank");

  /** The gateway that most payments go through. */
  static final String MAIN_GATEWAY = "paywell";

  private static final int ITEMS = 20_000;

  private Shop() {}

  /**
   * The item that a visitor looks at after {@code seen} others: they see all of the assortment
   * before they see one twice.
   */
  static Item item(int visitor, int seen) {
    // 7919 is prime to the number of items.
    int number = (int) Math.floorMod(visitor * 104_729L + seen * 7_919L, (long) ITEMS);
    double price = 5 + number % 240 + 0.9;
    return new Item("i" + number, CATEGORIES.get(number % CATEGORIES.size()), price);
  }

  /** One thing on sale. */
  record Item(String id, String category, double price) {}
}
