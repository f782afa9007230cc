package io.waymark.domain.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the carts of those whom open fires concern are worth together: each customer's once, as last
 * seen. Amounts of different currencies are not added: the currency of most carts counts, the first
 * by code of several. A single cart counts as the 99th percentile at most (nearest rank), so that
 * one test order does not make an incident; below a hundred carts that leaves all as they are.
 */
final class ValueAtRisk {
  private static final double PERCENTILE = 0.99;
  private static final String NONE = "";

  private ValueAtRisk() {}

  /** Null if no cart is known. */
  static @Nullable CartValue of(Iterable<OpenFire> fires) {
    Map<Long, CartValue> carts = new LinkedHashMap<>();
    for (OpenFire fire : fires) {
      CartValue cart = fire.cart();
      if (cart != null) {
        carts.put(fire.customer(), cart);
      }
    }
    Map<String, List<Double>> byCurrency = new TreeMap<>();
    for (CartValue cart : carts.values()) {
      String currency = cart.currency() == null ? NONE : cart.currency();
      byCurrency.computeIfAbsent(currency, any -> new ArrayList<>()).add(cart.amount());
    }
    CartValue most = null;
    int size = 0;
    for (Map.Entry<String, List<Double>> each : byCurrency.entrySet()) {
      if (each.getValue().size() > size) {
        size = each.getValue().size();
        String currency = each.getKey();
        most = new CartValue(sum(each.getValue()), currency.equals(NONE) ? null : currency);
      }
    }
    return most;
  }

  private static double sum(List<Double> amounts) {
    double[] sorted = amounts.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double cap = sorted[(int) Math.ceil(PERCENTILE * sorted.length) - 1];
    double sum = 0;
    for (double amount : sorted) {
      sum += Math.min(amount, cap);
    }
    return sum;
  }
}
