package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.app.kafka.PausesTopic;
import io.waymark.domain.event.Event;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.intervention.Pause;
import io.waymark.domain.intervention.Reason;
import io.waymark.pipeline.wire.DecisionCodec;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Customers who get an intervention complain, those kept without don't. */
@Timeout(300)
class GuardrailE2E {
  private static final String RULE = "detractor";
  private static final int CUSTOMERS = 80;

  private static final String RULES =
      """
      rules:
        - id: detractor
          title: Detractor
          when: { event: { type: survey_response, where: attr.score <= 6 } }
          intervene: { action: call, channel: call, purpose: service, useful_for: 24h, holdout: 30% }
      """;

  private final InteractionCodec codec = new InteractionCodec();
  @TempDir Path folder;

  @Test
  void anInterventionThatDoesHarmStopsByItselfUntilSomebodyLetsItGoOn() throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    try (Installation journey = new Installation(Files.createDirectory(folder.resolve("journey")));
        Installation intervention = journey.in(Files.createDirectory(folder.resolve("decide")))) {
      journey.createTopics();
      journey.pushRules("--rules", folder.resolve("rules.yaml").toString());
      try (Child first = journey.run(Job.JOURNEY, 1);
          Child second = intervention.run(Job.INTERVENTION, 1);
          Topic<Decision> decisions =
              new Topic<>(journey, journey.topics().decisions(), new DecisionCodec()::decode)) {
        Supplier<String> detail = () -> first.output() + second.output();
        IntStream.range(0, CUSTOMERS).forEach(i -> answers(journey, "c" + i));
        decisions.awaitMoreThan(CUSTOMERS - 1, detail);

        List<Decision> decided = List.copyOf(decisions.all());
        decided.stream()
            .filter(each -> each.verdict() == Verdict.ISSUED)
            .forEach(each -> complains(journey, each.customerId()));
        awaitPause(journey, true, detail);
        Pause pause = pauses(journey).list().get(RULE);
        assertThat(pause.reason()).startsWith("guardrail complaint, version 1: touched by");
        assertThat(pause.reason()).contains(" by 0 of ");
        Await.until(
            "a trigger taken back because of the pause",
            Duration.ofSeconds(60),
            () -> decisions.all().stream().anyMatch(each -> isFor(each, Verdict.CANCELLED)),
            detail);

        answers(journey, "late");
        awaitDecision(decisions, "late", detail);
        assertThat(last(decisions, "late").reason()).isEqualTo(Reason.PAUSED);

        try (Child resume =
            Child.waymark(
                journey.folder(),
                "interventions",
                "resume",
                RULE,
                "--reason",
                "we call more kindly now",
                "--bootstrap-servers",
                journey.servers(),
                "--topic-prefix",
                journey.topics().prefix())) {
          assertThat(resume.exitCode()).as(resume.output()).isZero();
        }
        awaitPause(journey, false, detail);
        awaitGoingOn(journey, decisions, detail);
      }
    }
  }

  private static boolean isFor(Decision decision, Verdict verdict) {
    return decision.verdict() == verdict && decision.reason() == Reason.PAUSED;
  }

  /** Whoever answers next is decided on again; some are kept without, so more than one is asked. */
  private void awaitGoingOn(
      Installation journey, Topic<Decision> decisions, Supplier<String> detail) {
    int[] asked = {0};
    Await.until(
        "a trigger after the pause",
        Duration.ofSeconds(60),
        () -> {
          answers(journey, "after" + asked[0]++);
          return decisions.all().stream()
              .anyMatch(
                  each ->
                      each.customerId().startsWith("after") && each.verdict() == Verdict.ISSUED);
        },
        detail);
  }

  private static void awaitPause(Installation journey, boolean paused, Supplier<String> detail) {
    Await.until(
        "a word on pauses: " + paused,
        Duration.ofSeconds(90),
        () -> {
          Pause last = pauses(journey).list().get(RULE);
          return last != null && last.paused() == paused;
        },
        detail);
  }

  private static void awaitDecision(
      Topic<Decision> decisions, String customer, Supplier<String> detail) {
    Await.until(
        "a decision on " + customer,
        Duration.ofSeconds(60),
        () -> decisions.all().stream().anyMatch(each -> each.customerId().equals(customer)),
        detail);
  }

  private static Decision last(Topic<Decision> decisions, String customer) {
    return decisions.all().stream()
        .filter(each -> each.customerId().equals(customer))
        .reduce((one, next) -> next)
        .orElseThrow();
  }

  private static PausesTopic pauses(Installation journey) {
    Properties client = new Properties();
    client.put("bootstrap.servers", journey.servers());
    return new PausesTopic(client, journey.topics().pauses());
  }

  private void answers(Installation journey, String customer) {
    send(journey, customer, "survey_response", Map.of("metric", "nps", "score", 2L));
  }

  private void complains(Installation journey, String customer) {
    send(
        journey,
        customer,
        "ticket_created",
        Map.of("ticket_id", "t" + customer, "kind", "complaint"));
  }

  private void send(
      Installation journey, String customer, String type, Map<String, Object> attributes) {
    Event event =
        new Event(
            type + customer,
            type,
            System.currentTimeMillis(),
            customer,
            null,
            null,
            "web",
            null,
            attributes);
    journey.await(journey.send(0, codec.encode(event)));
  }
}
