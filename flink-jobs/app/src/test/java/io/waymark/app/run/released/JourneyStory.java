package io.waymark.app.run.released;

import static io.waymark.app.run.released.ReleasedScene.TOPICS;

import io.waymark.app.job.Job;
import io.waymark.app.run.LocalRun;
import io.waymark.app.run.Savepoints;
import io.waymark.app.savepoint.SavedOperator;
import io.waymark.app.savepoint.Savepoint;
import io.waymark.app.savepoint.StateSize;
import io.waymark.app.savepoint.StateSizes;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.SignalCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A count that lacks one, deadlines that are open, a device of nobody yet, and an event that still
 * waits for its time; journeys on disk and at hand.
 */
final class JourneyStory implements Story {
  private static final String RULES =
      """
      rules:
        - id: payments-failed
          title: Payments failed
          when: { count: { of: payment_failed, at_least: 3, within: 1h } }
        - id: checkout-abandoned
          title: Checkout abandoned
          per: [cart_id]
          when: { absence: { after: begin_checkout, of: purchase, within: 15m } }
        - id: complained
          title: Complained
          when: { event: complaint }
      """;

  private final InteractionCodec codec = new InteractionCodec();

  @Override
  public Job job() {
    return Job.JOURNEY;
  }

  @Override
  public List<String> sources() {
    return List.of(TOPICS.interactions(), TOPICS.rules());
  }

  @Override
  public String options(Path folder, String bound) {
    return "waymark.journeys.interval: 1s\nwaymark.out-of-orderness: " + bound;
  }

  @Override
  public SortedSet<String> before(ReleasedScene scene, LocalRun run, long at) throws Exception {
    scene.push(RULES);
    send(scene, "failed-1", "payment_failed", "counted", null, at - 20 * MINUTE, Map.of());
    send(scene, "failed-2", "payment_failed", "counted", null, at - 19 * MINUTE, Map.of());
    send(scene, "left", "begin_checkout", "leaver", null, at - 20 * MINUTE, cart("k1"));
    send(scene, "browsed", "begin_checkout", null, "device", at - 20 * MINUTE, cart("k3"));
    told(scene, Set.of("counted", "leaver", "anon:device"));
    ReleasedScene.until(
        "some are on disk",
        () -> size(run, scene.folder().resolve("looks"), "journeys", "journey").keys() >= 2);
    send(scene, "begun", "begin_checkout", "buyer", null, at - 20 * MINUTE, cart("k2"));
    send(scene, "complained", "complaint", "waiter", null, at - MINUTE, Map.of());
    told(scene, Set.of("buyer"));
    return new TreeSet<>();
  }

  @Override
  public void after(ReleasedScene scene, long at, SortedSet<String> sent) {
    send(scene, "failed-3", "payment_failed", "counted", null, at - 8 * MINUTE, Map.of());
    send(scene, "login", "identify", "owner", "device", at - 7 * MINUTE, Map.of());
    send(scene, "bought", "purchase", "buyer", null, at - 6 * MINUTE, cart("k2"));
  }

  @Override
  public SortedSet<String> expected(long at, SortedSet<String> sent) {
    return new TreeSet<>(
        Set.of(
            line("payments-failed", "counted", at - 8 * MINUTE, "failed-1,failed-2,failed-3"),
            line("checkout-abandoned", "leaver", at - 5 * MINUTE, "left"),
            line("checkout-abandoned", "owner", at - 5 * MINUTE, "browsed"),
            line("complained", "waiter", at - MINUTE, "complained")));
  }

  @Override
  public SortedSet<String> seen(ReleasedScene scene) throws Exception {
    SignalCodec signals = new SignalCodec();
    SortedSet<String> seen = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> record : scene.records(TOPICS.signals())) {
      Signal signal = signals.decode(record.value());
      seen.add(
          line(
              signal.ruleId(),
              signal.customerId(),
              signal.occurredAt(),
              signal.evidence().stream().map(Evidence::eventId).collect(Collectors.joining(","))));
    }
    return seen;
  }

  private static String line(String rule, String customer, long at, String evidence) {
    return "%s of %s at %d because of %s".formatted(rule, customer, at, evidence);
  }

  private static void told(ReleasedScene scene, Set<String> customers) throws Exception {
    scene.producer().flush();
    ReleasedScene.until(
        "the journeys of " + customers + " are told",
        () ->
            scene.records(TOPICS.journeys()).stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet())
                .containsAll(customers));
  }

  private static StateSize size(LocalRun run, Path folder, String operator, String state)
      throws Exception {
    for (SavedOperator each : Savepoint.open(Savepoints.take(run, folder)).operators()) {
      if (each.uid().equals(operator)) {
        for (StateSize size : StateSizes.of(each)) {
          if (size.state().equals(state)) {
            return size;
          }
        }
      }
    }
    throw new IllegalStateException("there is no state %s of %s".formatted(state, operator));
  }

  private static Map<String, Object> cart(String id) {
    return Map.of("cart_id", id);
  }

  private void send(
      ReleasedScene scene,
      String id,
      String type,
      @Nullable String customer,
      @Nullable String device,
      long at,
      Map<String, Object> attributes) {
    Event event =
        new Event(id, type, at, customer, device, null, "web", null, new HashMap<>(attributes));
    scene.send(
        TOPICS.interactions(),
        customer == null ? "anon:" + device : customer,
        codec.encode(event),
        at);
  }
}
