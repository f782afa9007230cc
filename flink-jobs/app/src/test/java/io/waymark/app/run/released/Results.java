package io.waymark.app.run.released;

import static io.waymark.app.run.released.ReleasedScene.TOPICS;

import io.waymark.app.kafka.FactEncoder;
import io.waymark.app.kafka.SignalEncoder;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.DerivedId;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;

/** What JourneyJob would have written. */
final class Results {
  static final String RULE = "checkout-failed";

  private Results() {}

  /** The customer's one fire of {@link #RULE}, or how it ended. */
  static void signal(ReleasedScene scene, String customer, Signal.Status status, long at) {
    SignalEncoder encoder = new SignalEncoder();
    Signal signal =
        new Signal(
            DerivedId.of("signal", RULE, customer),
            RULE,
            1,
            "Checkout failed",
            Kind.FRICTION,
            Severity.HIGH,
            Mode.LIVE,
            customer,
            Map.of(),
            status,
            at,
            "web",
            "/checkout",
            "purchase",
            null,
            List.of(new Evidence("event-" + customer, "begin_checkout", at, "/checkout")),
            Journey.UNKNOWN);
    scene.send(TOPICS.signals(), encoder.key(signal), encoder.value(signal), at);
  }

  /** The customer has bought. */
  static void purchase(ReleasedScene scene, String customer, long at) {
    FactEncoder encoder = new FactEncoder();
    Fact fact =
        new Fact(
            "goal-" + customer,
            Fact.Kind.GOAL_REACHED,
            customer,
            at,
            "purchase-" + customer,
            "purchase",
            "web",
            null,
            Map.of("value", 5.0));
    scene.send(TOPICS.facts(), encoder.key(fact), encoder.value(fact), at);
  }
}
