package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Of one customer only so many events of a minute count: a bot costs no more than a busy person.
 */
final class RateLimitTest {
  private static final Limits TWO = Limits.DEFAULT.withEventsPerMinute(2);

  @Test
  void ofABotTheFirstThousandEventsOfEachMinuteCount() {
    Driven story = Driven.by(rule("r").when(on("click"))).given(bot("10:00:58", 30_000));
    assertThat(story.verdicts.subList(0, 1_000)).containsOnly(Verdict.EVALUATED);
    assertThat(story.verdicts.subList(1_000, 20_000)).containsOnly(Verdict.LIMITED);
    assertThat(story.verdicts.subList(20_000, 21_000)).containsOnly(Verdict.EVALUATED);
    assertThat(story.verdicts.subList(21_000, 30_000)).containsOnly(Verdict.LIMITED);
    assertThat(story.signals).hasSize(2_000);
  }

  @Test
  void deadlinesComeAndOtherMinutesCountWhateverIsLeftOut() {
    Driven story =
        Driven.by(TWO, rule("r").when(absence("a").of("b").within("5s")))
            .given(
                event("10:00", "a"),
                event("10:00:01", "x"),
                event("10:00:02", "b"),
                event("10:00:30", "x"));
    assertThat(story.verdicts)
        .containsExactly(Verdict.EVALUATED, Verdict.EVALUATED, Verdict.LIMITED, Verdict.LIMITED);
    assertThat(story.told()).containsExactly("10:00:05 fired medium");
    story.given(event("10:01", "b").id("next minute"));
    assertThat(story.verdicts).last().isEqualTo(Verdict.EVALUATED);
    assertThat(story.told()).last().isEqualTo("10:01 resolved medium");
  }

  @Test
  void whereItIsWrittenAndReadMakesNoDifference() {
    RuleBuilder rule = rule("r").when(on("a"));
    List<Event> events = log(event("10:00", "a"), event("10:00", "a"), event("10:00:59.999", "a"));
    for (int cut = 0; cut <= events.size(); cut++) {
      FrictionEngine engine = Driven.engine(TWO, rule);
      CustomerState state = engine.newCustomer(Driven.CUSTOMER);
      EngineEvaluator.Collected found = new EngineEvaluator.Collected();
      for (Event event : events.subList(0, cut)) {
        engine.accept(state, event, found);
      }
      state = engine.read(Driven.CUSTOMER, engine.write(state, found));
      for (Event event : events.subList(cut, events.size())) {
        engine.accept(state, event, found);
      }
      assertThat(found.signals).as("written after %d", cut).hasSize(2);
    }
  }

  @Test
  void copiesUseUpNothingAndOfWhatWasLeftOutNothingIsRemembered() {
    Driven story =
        Driven.by(TWO, rule("r").when(on("a")))
            .given(
                event("10:00", "a").id("1"),
                event("10:00", "a").id("1"),
                event("10:00:01", "a").id("2"),
                event("10:00:01", "a").id("2"),
                event("10:00:02", "a").id("3"),
                event("10:00:02", "a").id("3"),
                event("10:01", "a").id("3"));
    assertThat(story.verdicts)
        .containsExactly(
            Verdict.EVALUATED,
            Verdict.DUPLICATE,
            Verdict.EVALUATED,
            Verdict.DUPLICATE,
            Verdict.LIMITED,
            Verdict.LIMITED,
            Verdict.EVALUATED);
  }

  @Test
  void whatComesLateCountsForTheMinuteThatTheOrderHasReached() {
    Driven story =
        Driven.by(TWO, rule("r").when(on("a")))
            .given(
                event("10:05", "a"),
                event("10:00", "x"),
                event("10:01", "x"),
                event("10:05:01", "a"),
                event("10:06", "a"),
                event("10:00", "x").id("again"));
    assertThat(story.verdicts)
        .containsExactly(
            Verdict.EVALUATED,
            Verdict.LATE,
            Verdict.LIMITED,
            Verdict.LIMITED,
            Verdict.EVALUATED,
            Verdict.LATE);
  }

  @Test
  void afterADeadlineTooAFloodOfLateEventsHasAnEnd() {
    Driven story =
        Driven.by(TWO, rule("r").when(absence("a").of("b").within("10m")))
            .given(event("10:00", "a"))
            .until("10:10")
            .given(
                event("10:05", "x").id("i"),
                event("10:06", "x").id("j"),
                event("10:07", "x").id("k"));
    assertThat(story.verdicts)
        .containsExactly(Verdict.EVALUATED, Verdict.LATE, Verdict.LIMITED, Verdict.LIMITED);
  }

  @Test
  void aWithdrawnConsentIsToldHoweverManyEventsThereAre() {
    Driven story =
        Driven.by(Limits.DEFAULT.withEventsPerMinute(1), rule("r").when(on("consent_updated")))
            .given(
                event("10:00", "x"), event("10:00:01", "consent_updated").with("granted", false));
    assertThat(story.verdicts).last().isEqualTo(Verdict.LIMITED);
    assertThat(story.signals).isEmpty();
    assertThat(story.facts).extracting(Fact::kind).containsExactly(Fact.Kind.CONSENT);
  }

  @Test
  void anExplanationTellsWhatWasLeftOut() {
    assertThat(
            Explanation.of(
                    rule("r").when(on("a")).build(),
                    log(event("10:00", "a"), event("10:00:01", "a"), event("10:00:02", "a")),
                    StoryTime.time("10:01"),
                    TWO)
                .steps())
        .extracting(Explanation.Step::words)
        .last()
        .isEqualTo("is left out: 2 events of this customer came before it in this minute");
  }

  /** Ten events a millisecond. */
  private static List<Event> bot(String from, int events) {
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      log.add(
          new Event(
              "e%06d".formatted(i),
              "click",
              StoryTime.time(from) + i / 10,
              Driven.CUSTOMER,
              null,
              null,
              null,
              null,
              Map.of()));
    }
    return log;
  }
}
