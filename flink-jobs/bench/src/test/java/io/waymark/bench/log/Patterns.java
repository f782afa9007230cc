package io.waymark.bench.log;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the contenders look for: sixteen patterns, four of each kind, and narrower variants of them
 * up to a thousand.
 */
public final class Patterns {
  /** Kinds of patterns in the order in which the sets of 1, 4 and 16 take them. */
  public enum Kind {
    COUNT,
    ABSENCE,
    SEQUENCE,
    EVENT
  }

  /**
   * One pattern.
   *
   * @param steps the types of a sequence; of an absence what opens and what closes; else one type
   * @param where a condition on the first step as {@code attribute comparison number}, or null
   * @param key what tells instances apart
   * @param times how many a count needs
   * @param seconds the window
   */
  public record Pattern(
      String id,
      Kind kind,
      List<String> steps,
      @Nullable Condition where,
      String key,
      int times,
      int seconds)
      implements java.io.Serializable {}

  /** A comparison of a numeric attribute with a number. */
  public record Condition(String attribute, String comparison, long number)
      implements java.io.Serializable {
    public boolean holds(double value) {
      return switch (comparison) {
        case "==" -> value == number;
        case ">=" -> value >= number;
        case "<=" -> value <= number;
        default -> throw new IllegalStateException(comparison);
      };
    }
  }

  /** The sixteen; any number of first ones is a mixture of kinds. */
  public static final List<Pattern> BASE =
      List.of(
          count("rage-click", "element_clicked", null, 5, 2),
          absence("cart-abandoned", "add_to_cart", "purchase", "cart_id", 20),
          sequence("second-thoughts", 15, null, "view_item", "add_to_cart", "remove_from_cart"),
          event("big-cart", "add_to_cart", new Condition("value", ">=", 480)),
          count("error-loop", "js_error", null, 3, 10),
          absence("checkout-abandoned", "begin_checkout", "purchase", "cart_id", 10),
          sequence("payment-retry", 15, null, "payment_failed", "payment_failed"),
          event("detractor", "survey_answered", new Condition("nps", "<=", 6)),
          count("zero-results", "search", new Condition("results", "==", 0), 3, 20),
          absence("form-abandoned", "form_started", "form_submitted", "form_id", 5),
          sequence("lost-search", 30, new Condition("results", "==", 0), "search", "chat_queued"),
          event("slow-page", "page_view", new Condition("load_ms", ">=", 3_000)),
          count("login-failures", "login_failed", null, 3, 15),
          absence("chat-unanswered", "chat_queued", "chat_connected", "conversation_id", 6),
          sequence("form-after-error", 20, null, "js_error", "form_started"),
          event("payment-failed-high", "payment_failed", new Condition("value", ">=", 150)));

  private static final int BANDS = 20;
  private static final int HIGHEST_VALUE = 500;

  /** How many rules there are. */
  public static final int RULES = BASE.size() * (1 + Visit.CATEGORIES + BANDS);

  private Patterns() {}

  /**
   * The first {@code count} rules: the sixteen, then each of them for one page category after the
   * other, then for one band of value after the other.
   */
  public static List<BenchRule> first(int count) {
    List<BenchRule> rules = new ArrayList<>();
    for (Pattern pattern : BASE) {
      rules.add(new BenchRule(pattern.id(), pattern, null, null));
    }
    for (int i = 0; i < Visit.CATEGORIES; i++) {
      for (Pattern pattern : BASE) {
        rules.add(new BenchRule(pattern.id() + "-on-c" + i, pattern, "/c" + i, null));
      }
    }
    int width = HIGHEST_VALUE / BANDS;
    for (int i = 0; i < BANDS; i++) {
      BenchRule.Band band = new BenchRule.Band(i * width, (i + 1) * width);
      for (Pattern pattern : BASE) {
        rules.add(new BenchRule(pattern.id() + "-in-band-" + i, pattern, null, band));
      }
    }
    return rules.subList(0, count);
  }

  /** The first {@code count} rules as the text of a catalogue. */
  public static String rules(int count) {
    return "rules:\n" + first(count).stream().map(BenchRule::text).collect(Collectors.joining());
  }

  private static Pattern count(
      String id, String of, @Nullable Condition where, int times, int seconds) {
    return new Pattern(id, Kind.COUNT, List.of(of), where, "session_id", times, seconds);
  }

  private static Pattern absence(String id, String after, String of, String key, int seconds) {
    return new Pattern(id, Kind.ABSENCE, List.of(after, of), null, key, 0, seconds);
  }

  private static Pattern sequence(
      String id, int seconds, @Nullable Condition where, String... steps) {
    return new Pattern(id, Kind.SEQUENCE, List.of(steps), where, "session_id", 0, seconds);
  }

  private static Pattern event(String id, String type, Condition where) {
    return new Pattern(id, Kind.EVENT, List.of(type), where, "session_id", 0, 0);
  }
}
