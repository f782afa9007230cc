package io.waymark.app.run.released;

import static io.waymark.app.run.released.ReleasedScene.TOPICS;

import io.waymark.app.job.Job;
import io.waymark.app.run.LocalRun;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.wire.OutcomeCodec;
import io.waymark.pipeline.wire.TriggerCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Customers of two arms, some with a trigger that can be taken back, all with an outcome that is
 * watched. Then all signals are resolved, and every second customer has bought.
 */
final class InterventionStory implements Story {
  private static final int CUSTOMERS = 8;

  private static final String RULES =
      """
      rules:
        - id: checkout-failed
          title: Checkout failed
          severity: high
          when: { event: begin_checkout }
          intervene:
            action: call-back
            channel: web
            purpose: service
            useful_for: 3650d
            holdout: 50%
            goals: [purchase]
            outcome_within: 15m
      """;

  @Override
  public Job job() {
    return Job.INTERVENTION;
  }

  @Override
  public List<String> sources() {
    return List.of(TOPICS.signals(), TOPICS.facts(), TOPICS.rules(), TOPICS.pauses());
  }

  @Override
  public String options(Path folder, String bound) throws Exception {
    Path policy = Files.writeString(folder.resolve("contact.yaml"), "policy: { time_zone: UTC }");
    return "waymark.contact-policy: %s\nwaymark.out-of-orderness: %s".formatted(policy, bound);
  }

  @Override
  public SortedSet<String> before(ReleasedScene scene, LocalRun run, long at) throws Exception {
    scene.push(RULES);
    customers().forEach(id -> Results.signal(scene, id, Signal.Status.FIRED, at - 20 * MINUTE));
    scene.producer().flush();
    ReleasedScene.until(
        "all outcomes are watched",
        () -> outcomes(scene, Outcome.Status.OPENED).size() == CUSTOMERS);
    ReleasedScene.until("some have a trigger", () -> !triggers(scene).isEmpty());
    scene.untilCommitted();
    SortedSet<String> issued = new TreeSet<>();
    triggers(scene)
        .forEach(trigger -> issued.add(trigger.customerId() + "=" + trigger.triggerId()));
    return issued;
  }

  @Override
  public void after(ReleasedScene scene, long at, SortedSet<String> sent) {
    customers()
        .filter(InterventionStory::buys)
        .forEach(id -> Results.purchase(scene, id, at + 5 * MINUTE));
    customers().forEach(id -> Results.signal(scene, id, Signal.Status.RESOLVED, at + 6 * MINUTE));
  }

  @Override
  public SortedSet<String> expected(long at, SortedSet<String> sent) {
    SortedSet<String> expected = new TreeSet<>();
    sent.forEach(trigger -> expected.add("taken back " + trigger));
    customers()
        .forEach(
            id ->
                expected.add(
                    buys(id)
                        ? "%s has reached purchase at %d".formatted(id, at + 5 * MINUTE)
                        : id + " has reached null at null"));
    return expected;
  }

  @Override
  public SortedSet<String> seen(ReleasedScene scene) throws Exception {
    SortedSet<String> seen = new TreeSet<>();
    for (Trigger trigger : triggers(scene)) {
      if (trigger.status() == Trigger.Status.CANCELLED) {
        seen.add("taken back " + trigger.customerId() + "=" + trigger.triggerId());
      }
    }
    for (Outcome outcome : outcomes(scene, Outcome.Status.CLOSED)) {
      seen.add(
          "%s has reached %s at %s"
              .formatted(outcome.customerId(), outcome.goal(), outcome.reachedAt()));
    }
    return seen;
  }

  private static Stream<String> customers() {
    return IntStream.range(0, CUSTOMERS).mapToObj(i -> "customer-" + i);
  }

  private static boolean buys(String customer) {
    return (customer.charAt(customer.length() - 1) - '0') % 2 == 0;
  }

  private static List<Trigger> triggers(ReleasedScene scene) throws Exception {
    TriggerCodec codec = new TriggerCodec();
    List<Trigger> all = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : scene.records(TOPICS.triggers())) {
      all.add(codec.decode(record.value()));
    }
    return all;
  }

  private static List<Outcome> outcomes(ReleasedScene scene, Outcome.Status status)
      throws Exception {
    OutcomeCodec codec = new OutcomeCodec();
    List<Outcome> all = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : scene.records(TOPICS.outcomes())) {
      Outcome outcome = codec.decode(record.value());
      if (outcome.status() == status) {
        all.add(outcome);
      }
    }
    return all;
  }
}
