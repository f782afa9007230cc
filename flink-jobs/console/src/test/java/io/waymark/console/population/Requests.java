package io.waymark.console.population;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is asked of each address: the usual, and what costs most. */
public final class Requests {
  /** Of the customer to whom most happened. */
  public static final String BUSY = Messages.customer(0);

  private final Map<String, List<String>> byAddress = new LinkedHashMap<>();

  /**
   * Of a store that {@link Population} has filled.
   *
   * @param busy reference of the customer to whom most happened
   * @param other reference of another
   */
  public Requests(StoreSize size, String busy, String other) {
    put("/api/session", "");
    put("/api/status", "");
    put("/api/alerts", alerts());
    put(
        "/api/alerts/{id}",
        Messages.alert(0),
        Messages.alert(9),
        Messages.alert(size.alerts() - 1));
    put("/api/silences", "");
    put(
        "/api/touchpoints",
        "",
        "?minutes=1440",
        "?minutes=1440&channel=web",
        "?minutes=1440&persona=none");
    put("/api/flow", "", "?minutes=1440");
    put("/api/customers", "?q=c", "?q=c-0000", "?q=" + usual(size), "?q=" + other, "?q=nobody");
    put("/api/customers/{ref}", busy, other);
    put("/api/interventions", "");
    put("/api/rules", "");
    put("/api/audit", "", "?limit=500", "?limit=500&after=" + size.audit() / 2);
    put("/api/audit/verify", "");
  }

  /** A customer to whom no more happened than to others. */
  public static String usual(StoreSize size) {
    return Messages.customer(size.customers() / 2);
  }

  private static String[] alerts() {
    List<String> queries = new ArrayList<>();
    for (String view : List.of("open", "muted", "resolved", "all")) {
      for (String sort : List.of("age", "severity", "customers", "value")) {
        queries.add("?view=" + view + "&sort=" + sort + "&limit=100");
      }
      queries.add("?view=" + view + "&q=nothing-has-this");
      queries.add("?view=" + view + "&q=trouble%20team-3");
      queries.add("?view=" + view + "&severity=info,low");
      queries.add("?view=" + view + "&touchpoint=" + Messages.touchpoint(3));
      queries.add("?view=" + view + "&touchpoint=/nowhere");
    }
    queries.add("?view=all&limit=500");
    return queries.toArray(String[]::new);
  }

  private void put(String address, String... more) {
    byAddress.put(address, List.of(more));
  }

  /**
   * Paths with their queries, by the address that they are of.
   *
   * @throws IllegalArgumentException if there are addresses that nothing is asked of, or the other
   *     way round
   */
  public Map<String, List<String>> of(List<String> addresses) {
    if (!new TreeSet<>(addresses).equals(new TreeSet<>(byAddress.keySet()))) {
      throw new IllegalArgumentException(
          "asked of are " + byAddress.keySet() + ", there are " + addresses);
    }
    Map<String, List<String>> paths = new LinkedHashMap<>();
    byAddress.forEach(
        (address, more) -> {
          String fixed = address.replaceFirst("\\{\\w+}$", "");
          paths.put(address, more.stream().map(one -> fixed + one).toList());
        });
    return paths;
  }
}
