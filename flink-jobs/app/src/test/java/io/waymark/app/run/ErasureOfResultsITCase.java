package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.FactEncoder;
import io.waymark.app.kafka.SignalEncoder;
import io.waymark.app.kafka.TriggerEncoder;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.DerivedId;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.wire.InteractionCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of those who are erased nothing is left where the jobs behind JourneyJob keep what they know. */
@Timeout(300)
class ErasureOfResultsITCase {
  private static final int CUSTOMERS = 1_000;
  private static final long HOUR = 3_600_000;

  private static final String RULES =
      """
      rules:
        - id: checkout-failed
          title: Checkout failed
          severity: high
          when: { event: begin_checkout }
          alert: {}
          intervene:
            action: call-back
            channel: web
            purpose: service
            useful_for: 1h
            holdout: 50%
            goals: [purchase]
            outcome_within: 7d
        - id: cart-left
          title: Cart left
          severity: low
          when: { event: add_to_cart }
          intervene:
            action: cart-reminder
            channel: email
            useful_for: 24h
      """;

  private final InteractionCodec interactions = new InteractionCodec();
  @TempDir private Path folder;
  private ErasureScene scene;
  private Path checkpoints;
  private int passersBy;

  @BeforeEach
  void open() throws Exception {
    scene = ErasureScene.open(folder, RULES);
    checkpoints = folder.resolve("checkpoints");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  /** And of what is measured of carts, contacts and orders. */
  @Test
  void ofPulsesAndAlerts() throws Exception {
    nothingIsLeft(
        scene.config(Job.PULSE, checkpoints, ""),
        customer -> {
          fire(customer);
          visit(customer);
        },
        customer -> happens("x-" + customer, "erase", customer, Map.of()),
        meanwhile -> {
          scene.untilRead(Job.PULSE, scene.topics().signals(), meanwhile);
          scene.untilRead(Job.PULSE, scene.topics().interactions(), meanwhile);
        },
        1,
        List.of(scene.topics().alerts()));
  }

  /**
   * Customers of whom something was issued or held out and something else waits, whose outcomes are
   * watched, and who were decided on already while they were unknown.
   */
  @Test
  void ofInterventions() throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("contact.yaml"),
            "policy: { time_zone: UTC, do_not_disturb: { contact: 12h } }");
    String decisions = scene.topics().decisions();
    String outcomes = scene.topics().outcomes();
    nothingIsLeft(
        scene.config(
            Job.INTERVENTION,
            checkpoints,
            """
            waymark.contact-policy: %s
            waymark.triggers.delivery: at-least-once
            """
                .formatted(policy)),
        this::contact,
        erased -> {},
        meanwhile ->
            scene.until(
                "all are decided on and watched",
                () ->
                    scene.traces().in(decisions).size() >= 3 * CUSTOMERS
                        && scene.traces().in(outcomes).size() >= CUSTOMERS,
                meanwhile),
        2,
        List.of());
    // Nobody is ever named there.
    assertThat(scene.traces().records(scene.topics().experiments())).isPositive();
    assertThat(scene.traces().in(scene.topics().experiments())).isEmpty();
    assertThat(scene.traces().in(scene.topics().pauses())).isEmpty();
  }

  /** Of a destination that nobody answers for: messages wait, bodies and all. */
  @Test
  void ofDeliveries() throws Exception {
    Path destinations =
        Files.writeString(
            folder.resolve("destinations.yaml"),
            """
            destinations:
              - name: down
                kind: http
                url: http://localhost:9/hook
                ports: [9]
                allow_private: [127.0.0.0/8, "::1/128"]
            """);
    nothingIsLeft(
        scene.config(Job.DELIVERY, checkpoints, "waymark.destinations: " + destinations),
        this::trigger,
        this::takeBack,
        meanwhile -> scene.untilRead(Job.DELIVERY, scene.topics().triggers(), meanwhile),
        1,
        List.of());
  }

  /** Waits until a job knows all customers. */
  private interface Learned {
    void await(Runnable meanwhile) throws Exception;
  }

  /**
   * Lets a job know a thousand customers and forget them.
   *
   * @param known has a customer known to the job
   * @param erased what others say of one who is erased
   * @param stores of the job, each of which says that it has forgotten somebody
   * @param compacted topics that tell of them, and are to have nothing of them in the end
   */
  private void nothingIsLeft(
      JobConfig config,
      Consumer<String> known,
      Consumer<String> erased,
      Learned learned,
      int stores,
      List<String> compacted)
      throws Exception {
    Runnable meanwhile = () -> passBy(known);
    try (LocalRun run = LocalRun.start(Start.newest(config).config())) {
      for (int i = 0; i < CUSTOMERS; i++) {
        known.accept(scene.customer(i));
      }
      learned.await(meanwhile);
      scene.until("a checkpoint has them", () -> scene.traces().areIn(checkpoints), meanwhile);
      for (String topic : compacted) {
        scene.until(topic + " has them", () -> !scene.traces().in(topic).isEmpty(), meanwhile);
      }

      for (int i = 0; i < CUSTOMERS; i++) {
        fact(scene.customer(i), Fact.Kind.ERASED, Map.of());
        fact(Event.ANONYMOUS + "device-" + scene.customer(i), Fact.Kind.ERASED, Map.of());
        erased.accept(scene.customer(i));
      }
      String receipts = scene.topics().erasures();
      scene.until(
          "receipts are there",
          () -> scene.traces().records(receipts) >= stores * 2 * CUSTOMERS,
          meanwhile);
      learned.await(meanwhile);

      Path savepoint = folder.resolve("savepoint");
      Savepoints.take(run, savepoint);
      assertThat(scene.traces().in(savepoint)).as("in a canonical savepoint").isEmpty();
      scene.untilNothing(
          "checkpoints are compacted", () -> scene.traces().in(checkpoints), meanwhile);
      for (String topic : compacted) {
        scene.untilNothing(topic + " is compacted", () -> scene.traces().in(topic), meanwhile);
      }
      assertThat(scene.traces().in(receipts)).as("in receipts").isEmpty();
    }
  }

  private void passBy(Consumer<String> known) {
    for (int i = 0; i < 20; i++) {
      String id = "passer-by-" + passersBy++;
      known.accept(id);
      fact(id, Fact.Kind.PROFILE, Map.of());
    }
  }

  /** Somebody has a cart, calls, buys, and waits in vain for what they bought. */
  private void visit(String customer) {
    Map<String, Object> cart = Map.of("cart_id", "cart-" + customer);
    happens("a-" + customer, "begin_checkout", customer, cart);
    happens(
        "b-" + customer,
        "call_queued",
        customer,
        Map.of("call_id", "call-" + customer, "contact_chain_id", "chain-" + customer));
    happens(
        "c-" + customer,
        "contact_started",
        customer,
        Map.of("contact_chain_id", "chain-" + customer, "topic", "billing"));
    happens("d-" + customer, "purchase", customer, cart);
    happens("e-" + customer, "delivery_delayed", customer, Map.of("order_id", "order-" + customer));
  }

  private void happens(String id, String type, String customer, Map<String, Object> attributes) {
    Event event =
        new Event(
            id, type, System.currentTimeMillis(), customer, null, null, "web", null, attributes);
    scene.send(scene.topics().interactions(), null, interactions.encode(event));
  }

  private void contact(String customer) {
    String device = "device-" + customer;
    fact(customer, Fact.Kind.CONSENT, Map.of("purpose", "marketing", "granted", true));
    fact(customer, Fact.Kind.CONTACT_OPENED, Map.of());
    fact(customer, Fact.Kind.GOAL_REACHED, Map.of("value", 5.0));
    fire(customer);
    fire(customer, "cart-left");
    fire(Event.ANONYMOUS + device);
    fact(customer, Fact.Kind.IDENTITIES_MERGED, Map.of("anonymous_id", device));
  }

  private void fire(String customer) {
    fire(customer, "checkout-failed");
  }

  private void fire(String customer, String rule) {
    SignalEncoder encoder = new SignalEncoder();
    long now = System.currentTimeMillis();
    Signal signal =
        new Signal(
            DerivedId.of("signal", rule, customer),
            rule,
            1,
            "Something went wrong",
            Kind.FRICTION,
            Severity.HIGH,
            Mode.LIVE,
            customer,
            Map.of("cart_id", "cart-" + customer),
            Signal.Status.FIRED,
            now,
            "web",
            "/checkout",
            "purchase",
            null,
            List.of(new Evidence("event-" + customer, "begin_checkout", now, "/checkout")),
            Journey.UNKNOWN);
    scene.send(scene.topics().signals(), encoder.key(signal), encoder.value(signal));
  }

  private void trigger(String customer) {
    trigger(customer, Trigger.Status.ISSUED, null);
  }

  private void takeBack(String customer) {
    trigger(customer, Trigger.Status.CANCELLED, "erased");
  }

  private void trigger(String customer, Trigger.Status status, @Nullable String reason) {
    TriggerEncoder encoder = new TriggerEncoder();
    long now = System.currentTimeMillis();
    Trigger trigger =
        new Trigger(
            DerivedId.of("trigger", customer),
            status,
            reason,
            DerivedId.of("signal", customer),
            "checkout-failed",
            1,
            customer,
            Map.of("cart_id", "cart-" + customer),
            "call-back",
            "web",
            Purpose.SERVICE,
            50,
            Severity.HIGH,
            now,
            now,
            now + HOUR,
            null,
            null,
            "/checkout",
            "purchase",
            List.of(new Evidence("event-" + customer, "begin_checkout", now, "/checkout")),
            Journey.UNKNOWN,
            null);
    scene.send(scene.topics().triggers(), encoder.key(trigger), encoder.value(trigger));
  }

  private void fact(String customer, Fact.Kind kind, Map<String, Object> attributes) {
    FactEncoder encoder = new FactEncoder();
    Fact fact =
        new Fact(
            kind + "-" + customer,
            kind,
            customer,
            System.currentTimeMillis(),
            kind + "-" + customer,
            null,
            null,
            null,
            new HashMap<>(attributes));
    scene.send(scene.topics().facts(), encoder.key(fact), encoder.value(fact));
  }
}
