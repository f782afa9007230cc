package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.JsonBodies;
import io.waymark.app.job.Job;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.wire.AttemptCodec;
import io.waymark.pipeline.wire.DecisionCodec;
import io.waymark.pipeline.wire.TriggerCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From signals to somebody who is told, while TaskManager, broker and JobManager are killed in
 * turn; {@code -Dwaymark.e2e.kills=20} kills longer.
 */
@Timeout(3600)
class InterventionKillE2E {
  private static final int KILLS = Integer.getInteger("waymark.e2e.kills", 3);
  private static final int MORE = 300;
  private static final List<String> VICTIMS = List.of("taskmanager-1", "broker", "jobmanager");

  private final Random random = new Random(11);
  @TempDir Path folder;

  @Test
  void whateverIsKilledEverybodyIsToldOfEverythingOnceDecidedAndNobodyTooOften()
      throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), SignalLoad.RULES);
    Path decide = Files.createDirectory(folder.resolve("decide"));
    Files.writeString(decide.resolve("contact.yaml"), SignalLoad.POLICY);
    try (TestCluster cluster = TestCluster.start(folder);
        Installation intervention = new Installation(decide, cluster.servers());
        Installation delivery = intervention.in(Files.createDirectory(folder.resolve("deliver")));
        Receiver receiver = Receiver.start(delivery.folder());
        Topic<Decision> decisions =
            new Topic<>(
                intervention, intervention.topics().decisions(), new DecisionCodec()::decode);
        Topic<Trigger> triggers =
            new Topic<>(
                intervention, intervention.topics().triggers(), new TriggerCodec()::decode);
        Topic<Attempt> deliveries =
            new Topic<>(delivery, delivery.topics().deliveries(), new AttemptCodec()::decode)) {
      intervention.createTopics();
      intervention.pushRules("--rules", folder.resolve("rules.yaml").toString());
      cluster.submit(intervention, Job.INTERVENTION, 2);
      cluster.submit(delivery, Job.DELIVERY, 2);
      try (SignalLoad load = SignalLoad.start(intervention)) {
        for (int kill = 0; kill < KILLS; kill++) {
          if (kill == KILLS - 1) {
            receiver.relent();
          }
          awaitMore(
              receiver, load, () -> stand(decisions, triggers, deliveries) + cluster.output());
          cluster.kill(VICTIMS.get(kill % VICTIMS.size()));
          cluster.up();
        }
        awaitMore(receiver, load, () -> stand(decisions, triggers, deliveries) + cluster.output());
        load.end();

        int all = load.recalls().size() + sum(load.offers());
        Await.until(
            "a decision on each of " + all,
            Duration.ofSeconds(180),
            () -> decisions.all().size() >= all,
            () -> decisions.all().size() + " decisions\n" + cluster.output());
        intervention.awaitCheckpoints(2, cluster::output);
        assertThat(decisions.toEnd()).extracting(Decision::signalId).doesNotHaveDuplicates();
        assertThat(decisions.toEnd()).hasSize(all);

        List<Trigger> issued = triggers.toEnd();
        assertThat(issued).extracting(Trigger::triggerId).doesNotHaveDuplicates();
        assertThat(issued).extracting(Trigger::status).containsOnly(Trigger.Status.ISSUED);
        assertThat(of(issued, "recall").stream().map(Trigger::signalId).collect(Collectors.toSet()))
            .isEqualTo(load.recalls());
        assertThat(offers(issued)).isEqualTo(allowed(load.offers()));

        Map<End, Set<Attempt.Status>> ends = ends(2 * issued.size(), deliveries, cluster);
        assertThat(ends).hasSize(2 * issued.size());
        assertThat(ends).allSatisfy((end, kinds) -> assertThat(kinds).hasSize(1));
        assertThat(receiver.refused()).isNotEmpty();
        assertThat(deliveries.toEnd())
            .filteredOn(attempt -> attempt.status() == Attempt.Status.DEAD)
            .allSatisfy(dead -> assertThat(dead.httpStatus()).isEqualTo(400));
        assertThat(receiver.forged()).isEmpty();
        assertThat(of(Attempt.Status.DEAD, Receiver.PICKY, ends)).isEqualTo(receiver.refused());
        assertThat(of(Attempt.Status.DELIVERED, Receiver.PICKY, ends))
            .isEqualTo(receiver.taken().keySet());
        assertThat(of(Attempt.Status.DELIVERED, Receiver.PATIENT, ends))
            .isEqualTo(receiver.received().keySet())
            .hasSize(issued.size());
        assertThat(receiver.received().values()).allMatch(bodies -> bodies.size() == 1);
        JsonBodies bodies = new JsonBodies();
        assertThat(receiver.bodies())
            .isEqualTo(issued.stream().map(bodies::of).collect(Collectors.toSet()));
        assertThat(receiver.taken())
            .allSatisfy(
                (id, same) ->
                    assertThat(same)
                        .containsExactly(
                            Receiver.data(receiver.received().get(id).iterator().next())));
      }
    }
  }

  /** Everything works: some more have been told, of them some of what nobody may have often. */
  private void awaitMore(Receiver receiver, SignalLoad load, Supplier<String> detail) {
    int wanted = receiver.received().size() + MORE + random.nextInt(MORE);
    long offered = offered(receiver);
    Await.until(
        wanted + " messages, and offers",
        Duration.ofSeconds(180),
        () -> {
          load.check();
          return receiver.received().size() >= wanted && offered(receiver) > offered;
        },
        detail);
  }

  private static long offered(Receiver receiver) {
    return receiver.received().values().stream()
        .flatMap(Set::stream)
        .filter(body -> body.contains("\"rule_id\":\"offer\""))
        .count();
  }

  private static String stand(
      Topic<Decision> decisions, Topic<Trigger> triggers, Topic<Attempt> deliveries) {
    return "%d decisions, %d triggers, %d attempts%n"
        .formatted(decisions.toEnd().size(), triggers.toEnd().size(), deliveries.toEnd().size());
  }

  /** A message at a destination. */
  private record End(String messageId, String destination) {}

  /** What became of each at last, in so many words as were ever said. */
  private static Map<End, Set<Attempt.Status>> ends(
      int all, Topic<Attempt> deliveries, TestCluster cluster) {
    Map<End, Set<Attempt.Status>> ends = new HashMap<>();
    Await.until(
        "an end of each of " + all + " messages",
        Duration.ofSeconds(180),
        () -> {
          deliveries.toEnd().stream()
              .filter(attempt -> attempt.status() != Attempt.Status.FAILED)
              .forEach(
                  attempt ->
                      ends.computeIfAbsent(
                              new End(attempt.dispatch().message().id(), attempt.destination()),
                              any -> EnumSet.noneOf(Attempt.Status.class))
                          .add(attempt.status()));
          return ends.size() >= all;
        },
        () -> ends.size() + " ends\n" + cluster.output());
    return ends;
  }

  private static Set<String> of(
      Attempt.Status kind, String destination, Map<End, Set<Attempt.Status>> ends) {
    return ends.entrySet().stream()
        .filter(end -> end.getKey().destination().equals(destination))
        .filter(end -> end.getValue().contains(kind))
        .map(end -> end.getKey().messageId())
        .collect(Collectors.toSet());
  }

  private static List<Trigger> of(List<Trigger> triggers, String rule) {
    return triggers.stream().filter(trigger -> trigger.ruleId().equals(rule)).toList();
  }

  private static Map<String, Integer> offers(List<Trigger> triggers) {
    return of(triggers, "offer").stream()
        .collect(Collectors.toMap(Trigger::customerId, one -> 1, Integer::sum));
  }

  private static Map<String, Integer> allowed(Map<String, Integer> offers) {
    return offers.keySet().stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                customer -> Math.min(SignalLoad.OFFERS, offers.getOrDefault(customer, 0))));
  }

  private static int sum(Map<String, Integer> offers) {
    return offers.values().stream().mapToInt(Integer::intValue).sum();
  }
}
