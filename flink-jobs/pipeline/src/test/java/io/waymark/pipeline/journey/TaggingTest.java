package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.friction.Verdict;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern.OnEvent;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.rules.RuleDocument;
import io.waymark.pipeline.wire.InteractionCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where those who are no customers are let in, rules can tell who it is. */
final class TaggingTest {
  private static final Rule OF_EACH_KIND =
      new Rule(
          "clicks",
          1,
          "clicks",
          null,
          Kind.FRICTION,
          Severity.LOW,
          null,
          List.of(),
          Mode.LIVE,
          Long.MIN_VALUE,
          List.of(Screening.TAG),
          new OnEvent(Selector.of("click")),
          List.of(),
          List.of(),
          0,
          List.of(),
          0,
          null,
          null);

  private final Noted noted = new Noted();

  @Test
  void eventsOfBotsAndTestsSayWhatTheyAreAndOthersNothing() {
    happen(
        Screening.DECLARED.tagging(),
        event("1", "click", Map.of("bot", true)),
        event("2", "click", Map.of("test", true)),
        event("3", "click", Map.of()));
    assertThat(noted.kinds).containsExactly("bot", "test");
    assertThat(noted.verdicts).hasSize(3).containsOnly(Verdict.EVALUATED);
    assertThat(noted.keptOut).isEmpty();
  }

  @Test
  void soDoThoseOfAnAccountForTests() {
    happen(
        Screening.DECLARED.tagging(),
        event("1", "profile_updated", Map.of("test", true)),
        event("2", "click", Map.of()),
        event("3", "profile_updated", Map.of("test", false)),
        event("4", "click", Map.of()));
    assertThat(noted.kinds).containsExactly("test");
    assertThat(noted.verdicts).hasSize(4);
    assertThat(noted.keptOut).isEmpty();
  }

  @Test
  void whereTheyAreKeptOutNothingOfThemIsSeen() {
    happen(
        Screening.DECLARED,
        event("1", "click", Map.of("bot", true)),
        event("2", "profile_updated", Map.of("test", true)),
        event("3", "click", Map.of()));
    assertThat(noted.kinds).isEmpty();
    assertThat(noted.keptOut).containsExactly(Screening.Reason.BOT, Screening.Reason.TEST);
  }

  private void happen(Screening screening, Event... events) {
    FrictionEngine engine =
        new FrictionEngine(
            List.of(OF_EACH_KIND),
            Objects.requireNonNull(
                Rules.source(List.of(), Set.of()).compiler().journey(new RuleDocument("", ""))),
            Rules.LIMITS);
    new Evaluation(
            Subjects.CUSTOMERS, screening, new InteractionCodec()::decodeBody, 24 * Rules.MINUTE)
        .run(
            engine,
            "ann",
            null,
            List.of(events).stream().map(EventLog::envelope).toList(),
            EventLog.START + Rules.MINUTE,
            Evaluation.NEVER_ERASED,
            noted);
  }

  private static Event event(String id, String type, Map<String, Object> attributes) {
    long time = EventLog.START + Long.parseLong(id);
    return new Event(id, type, time, "ann", null, null, "web", null, Map.copyOf(attributes));
  }

  private static final class Noted implements Evaluation.Results {
    final List<String> kinds = new ArrayList<>();
    final List<Verdict> verdicts = new ArrayList<>();
    final List<Screening.Reason> keptOut = new ArrayList<>();

    @Override
    public void signal(Signal signal) {
      kinds.add(String.valueOf(signal.instance().get(Screening.TAG)));
    }

    @Override
    public void fact(Fact fact) {}

    @Override
    public void verdict(Envelope envelope, Verdict verdict) {
      verdicts.add(verdict);
    }

    @Override
    public void keptOut(Envelope envelope, Screening.Reason reason) {
      keptOut.add(reason);
    }

    @Override
    public void send(Envelope envelope) {}

    @Override
    public void count(IdentityMetrics.Kind kind) {}

    @Override
    public void erased(String id, long time, int removed) {}
  }
}
