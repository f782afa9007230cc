package io.waymark.domain.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fires of one rule beside those of another, as of a live one and of what shall replace it.
 *
 * @param both fired for the same customer, no further apart than allowed; each fire is in one pair
 *     at most, and there are as many pairs as there can be
 * @param onlyOne of the first rule, with none of the second beside it
 * @param onlyOther the other way round
 */
public record Fires(List<Pair> both, List<Fire> onlyOne, List<Fire> onlyOther) {
  /** That a rule has fired. */
  public record Fire(String signalId, String customerId, long occurredAt) {}

  /** Two rules have. */
  public record Pair(Fire one, Fire other) {
    /** Whether it was at the same time. */
    public boolean isAtOnce() {
      return one.occurredAt() == other.occurredAt();
    }
  }

  /** Pairs and rests are by customer and then by time. */
  public Fires {
    both = List.copyOf(both);
    onlyOne = List.copyOf(onlyOne);
    onlyOther = List.copyOf(onlyOther);
  }

  /**
   * Compares them.
   *
   * @param apart milliseconds between the two fires of a pair at most
   */
  public static Fires compare(List<Fire> one, List<Fire> other, long apart) {
    List<Pair> both = new ArrayList<>();
    List<Fire> onlyOne = new ArrayList<>();
    List<Fire> onlyOther = new ArrayList<>();
    Map<String, List<Fire>> others = byCustomer(other);
    byCustomer(one)
        .forEach(
            (customer, fires) -> {
              List<Fire> beside = others.remove(customer);
              pair(fires, beside == null ? List.of() : beside, apart, both, onlyOne, onlyOther);
            });
    others.values().forEach(onlyOther::addAll);
    onlyOther.sort(Comparator.comparing(Fire::customerId).thenComparing(Fire::occurredAt));
    return new Fires(both, onlyOne, onlyOther);
  }

  /** Of each customer in the order of time. */
  private static Map<String, List<Fire>> byCustomer(List<Fire> fires) {
    Map<String, List<Fire>> byCustomer = new TreeMap<>();
    fires.stream()
        .sorted(Comparator.comparing(Fire::occurredAt).thenComparing(Fire::signalId))
        .forEach(
            fire ->
                byCustomer.computeIfAbsent(fire.customerId(), id -> new ArrayList<>()).add(fire));
    return byCustomer;
  }

  /** The earliest two that may go together do: that leaves most for those behind them. */
  private static void pair(
      List<Fire> one,
      List<Fire> other,
      long apart,
      List<Pair> both,
      List<Fire> onlyOne,
      List<Fire> onlyOther) {
    int i = 0;
    int j = 0;
    while (i < one.size() && j < other.size()) {
      long later = other.get(j).occurredAt() - one.get(i).occurredAt();
      if (Math.abs(later) <= apart) {
        both.add(new Pair(one.get(i++), other.get(j++)));
      } else if (later > 0) {
        onlyOne.add(one.get(i++));
      } else {
        onlyOther.add(other.get(j++));
      }
    }
    onlyOne.addAll(one.subList(i, one.size()));
    onlyOther.addAll(other.subList(j, other.size()));
  }
}
