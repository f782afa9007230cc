package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.FactEncoder;
import io.waymark.app.kafka.SignalEncoder;
import io.waymark.app.kafka.TriggerEncoder;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
      """;

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

  @Test
  void ofAlerts() throws Exception {
    nothingIsLeft(
        scene.config(Job.PULSE, checkpoints, ""),
        this::fire,
        scene.topics().signals(),
        List.of(scene.topics().alerts()));
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
        scene.topics().triggers(),
        List.of());
  }

  /**
   * Lets a job know a thousand customers and forget them.
   *
   * @param known has a customer known to the job
   * @param from the topic it learns of them from
   * @param compacted topics that are to have nothing of them in the end
   */
  private void nothingIsLeft(
      JobConfig config, Consumer<String> known, String from, List<String> compacted)
      throws Exception {
    Runnable meanwhile = () -> passBy(known);
    try (LocalRun run = LocalRun.start(Start.newest(config).config())) {
      for (int i = 0; i < CUSTOMERS; i++) {
        known.accept(scene.customer(i));
      }
      scene.untilRead(config.job(), from, meanwhile);
      scene.until(
          "a checkpoint has them", () -> !scene.traces().in(checkpoints).isEmpty(), meanwhile);

      for (int i = 0; i < CUSTOMERS; i++) {
        fact(scene.customer(i), Fact.Kind.ERASED);
      }
      String receipts = scene.topics().erasures();
      scene.until(
          "receipts are there", () -> scene.traces().records(receipts) >= CUSTOMERS, meanwhile);

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
      fact(id, Fact.Kind.PROFILE);
    }
  }

  private void fire(String customer) {
    SignalEncoder encoder = new SignalEncoder();
    long now = System.currentTimeMillis();
    Signal signal =
        new Signal(
            DerivedId.of("signal", customer),
            "checkout-failed",
            1,
            "Checkout failed",
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
    TriggerEncoder encoder = new TriggerEncoder();
    long now = System.currentTimeMillis();
    Trigger trigger =
        new Trigger(
            DerivedId.of("trigger", customer),
            Trigger.Status.ISSUED,
            null,
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
            Journey.UNKNOWN);
    scene.send(scene.topics().triggers(), encoder.key(trigger), encoder.value(trigger));
  }

  private void fact(String customer, Fact.Kind kind) {
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
            new HashMap<>());
    scene.send(scene.topics().facts(), encoder.key(fact), encoder.value(fact));
  }
}
