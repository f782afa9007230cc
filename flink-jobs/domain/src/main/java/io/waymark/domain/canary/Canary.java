package io.waymark.domain.canary;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A customer who does not exist: what becomes of their events goes the way of everybody's, and
 * counts nowhere. By their id they are known at every step. One rule is for them, which nobody
 * publishes and nobody can withdraw, and no other rule sees them; it is in shadow, so that nobody
 * is told and nothing is sent.
 */
public final class Canary {
  /** No real customer may have this id. */
  public static final String CUSTOMER = "waymark-canary";

  /** From a probe to the moment at which it has to be missed. */
  public static final Duration WITHIN = Duration.ofSeconds(20);

  /** The attribute that tells probes apart. */
  static final String PROBE = "probe";

  private static final String LEFT = "canary_left";
  private static final String RETURNED = "canary_returned";

  /** Whoever leaves does not return: it fires once for each probe. */
  public static final Rule RULE =
      new Rule(
          "waymark-canary",
          1,
          "The canary is missed",
          "It leaves now and then and never returns: this has to be noticed.",
          Kind.FRICTION,
          Severity.INFO,
          null,
          List.of(),
          Mode.SHADOW,
          Long.MIN_VALUE,
          List.of(PROBE),
          new Pattern.Absence(
              new Pattern.OnEvent(Selector.of(LEFT)),
              Selector.of(RETURNED),
              WITHIN.toMillis(),
              null,
              0,
              Pattern.Clock.FIRST),
          List.of(),
          List.of(),
          // A fire that can still be retracted is kept.
          Duration.ofMinutes(1).toMillis(),
          List.of(),
          0,
          null,
          null);

  private Canary() {}

  /** Whether the customer is the canary. */
  public static boolean is(String customer) {
    return customer.equals(CUSTOMER);
  }

  /** The event that has to be followed by a fire. */
  public static Event left(String probe, long time) {
    return new Event(probe, LEFT, time, CUSTOMER, null, null, null, null, Map.of(PROBE, probe));
  }
}
