package io.waymark.console.store;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that nobody wants to see for a while.
 *
 * @param matchers all have to hold
 * @param startsAt milliseconds of the wall clock
 * @param endsAt exclusive
 */
public record Silence(
    String id, List<Matcher> matchers, long startsAt, long endsAt, String author, String comment) {

  /**
   * What of an alert is looked at.
   *
   * @param ruleIds what it is an alert of, each between commas: of an anomaly its own pattern, not
   *     the rules whose alerts it stands for
   * @param severity its rank
   */
  record Subject(
      String ruleIds,
      int severity,
      @Nullable String touchpoint,
      @Nullable String channel,
      @Nullable String team) {}

  /**
   * What an alert has to be.
   *
   * @param name one of {@link #NAMES}
   * @param equal whether it has to be the value, or must not be
   */
  public record Matcher(String name, boolean equal, String value) {
    public static final Set<String> NAMES =
        Set.of("rule_id", "touchpoint", "channel", "team", "severity");

    public Matcher {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("no alert is silenced by its " + name);
      }
    }

    /** What is written may be older than what is known of it: only what is new is refused. */
    void refuseUnknownSeverity() {
      if (name.equals("severity") && !Severities.WORDS.contains(value)) {
        throw new IllegalArgumentException(
            "a severity is one of " + String.join(", ", Severities.WORDS));
      }
    }

    boolean matches(Subject alert) {
      boolean same =
          switch (name) {
            case "rule_id" -> alert.ruleIds().contains("," + value + ",");
            case "severity" -> Severities.word(alert.severity()).equals(value);
            case "touchpoint" -> isValue(alert.touchpoint());
            case "channel" -> isValue(alert.channel());
            default -> isValue(alert.team());
          };
      return same == equal;
    }

    private boolean isValue(@Nullable String text) {
      return Objects.requireNonNullElse(text, "").equals(value);
    }
  }

  public Silence {
    matchers = List.copyOf(matchers);
    if (matchers.isEmpty()) {
      throw new IllegalArgumentException("a silence needs a matcher, or it would mute everything");
    }
  }

  boolean matches(Subject alert) {
    return matchers.stream().allMatch(matcher -> matcher.matches(alert));
  }

  /** Until when one of these silences the alert; 0 if none does. */
  static long until(List<Silence> silences, Subject alert) {
    return silences.stream()
        .filter(silence -> silence.matches(alert))
        .mapToLong(Silence::endsAt)
        .max()
        .orElse(0);
  }
}
