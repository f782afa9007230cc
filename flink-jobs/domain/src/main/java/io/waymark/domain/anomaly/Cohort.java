package io.waymark.domain.anomaly;

import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Mode;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom the same happened to.
 *
 * @param fingerprint kinds of events that made the rule fire
 */
public record Cohort(String ruleId, String touchpoint, String fingerprint) {

  private static final String BY = " by ";

  /** In a few words, beside the touchpoint. */
  String subject() {
    return fingerprint.isEmpty() ? ruleId : ruleId + BY + fingerprint;
  }

  /** The rule that a {@link #subject} begins with: there is no blank in its id. */
  public static String ruleOf(String subject) {
    int end = subject.indexOf(BY);
    return end < 0 ? subject : subject.substring(0, end);
  }

  /** Whose customer a signal adds one to; null if it adds nobody. */
  public static @Nullable Cohort of(Signal signal) {
    String touchpoint = signal.touchpoint();
    if (signal.status() != Signal.Status.FIRED
        || signal.mode() != Mode.LIVE
        || touchpoint == null) {
      return null;
    }
    String kinds =
        signal.evidence().stream()
            .map(Evidence::eventType)
            .distinct()
            .sorted()
            .collect(Collectors.joining(","));
    return new Cohort(signal.ruleId(), touchpoint, kinds);
  }
}
