package io.waymark.bench.contender;

import io.waymark.bench.log.Patterns;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who can run: {@code floor}; {@code waymark-N} with the first N rules on top of journeys; {@code
 * rules-N} the same without journeys; {@code pulse} the figures of touchpoints; {@code cep-N},
 * {@code cep-heap-N} and {@code esper-N} with the first N patterns; {@code match-recognize} and
 * {@code match-recognize-heap} with the first.
 *
 * @param text the name as it was given
 * @param kind without the number
 * @param patterns how many it looks for
 */
public record ContenderName(String text, String kind, int patterns) {
  public static final String FLOOR = "floor";
  public static final String WAYMARK = "waymark";
  static final String RULES = "rules";

  /** PulseJob's measuring: no rules, and so none of the findings of others. */
  static final String PULSE = "pulse";

  /** How many patterns each kind can look for at most; 0 if its number is part of what it is. */
  private static final Map<String, Integer> MOST =
      new TreeMap<>(
          Map.of(
              FLOOR,
              0,
              WAYMARK,
              Patterns.RULES,
              RULES,
              Patterns.RULES,
              "cep",
              Patterns.BASE.size(),
              "cep-heap",
              Patterns.BASE.size(),
              "esper",
              Patterns.BASE.size(),
              PULSE,
              0,
              "match-recognize",
              0,
              "match-recognize-heap",
              0));

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static ContenderName parse(String text) {
    boolean numbered = text.matches(".+-\\d{1,6}");
    int dash = numbered ? text.lastIndexOf('-') : text.length();
    String kind = text.substring(0, dash);
    int most = MOST.getOrDefault(kind, -1);
    if (most < 0 || numbered != (most > 0)) {
      throw new IllegalArgumentException("there is no contender '" + text + "': " + all());
    }
    if (!numbered) {
      return new ContenderName(text, kind, kind.equals(FLOOR) || kind.equals(PULSE) ? 0 : 1);
    }
    int patterns = Integer.parseInt(text.substring(dash + 1));
    if (patterns < 1 || patterns > most) {
      throw new IllegalArgumentException(
          "'%s' is not one of %s-1 to %s-%d".formatted(text, kind, kind, most));
    }
    return new ContenderName(text, kind, patterns);
  }

  private static String all() {
    List<String> names =
        MOST.entrySet().stream()
            .map(kind -> kind.getKey() + (kind.getValue() == 0 ? "" : "-1.." + kind.getValue()))
            .toList();
    return "choose from " + String.join(", ", names);
  }

  public boolean isFloor() {
    return kind.equals(FLOOR);
  }

  /** Whether it is ours, with journeys or without. */
  public boolean isWaymark() {
    return kind.equals(WAYMARK) || kind.equals(RULES);
  }

  /** Whether it is so slow that it gets a log of its own: Flink's pattern libraries on RocksDB. */
  public boolean isSlow() {
    return kind.equals("cep") || kind.equals("match-recognize");
  }

  /** Whether it is a Flink job, which can also follow a log that goes on. */
  public boolean isJob() {
    return !kind.equals("esper");
  }
}
