package io.waymark.domain.friction;

import static io.waymark.domain.Predicates.attributeAbove;
import static io.waymark.domain.Predicates.sameAsBefore;
import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.EventLine;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a rule author is told. */
final class ExplanationTest {

  private static List<String> told(RuleBuilder rule, EventLine... lines) {
    long until = StoryTime.time("2d00:00");
    return Explanation.of(rule.build(), log(lines), until, Limits.DEFAULT).steps().stream()
        .map(ExplanationTest::show)
        .toList();
  }

  private static String show(Explanation.Step step) {
    return StoryTime.show(step.at())
        + (step.event() == null ? "" : " " + step.event().type())
        + (step.instance().isEmpty() ? "" : " " + step.instance())
        + ": "
        + step.words();
  }

  @Test
  void anAbsenceThatFiresAndIsResolved() {
    assertThat(
            told(
                rule("r").per("cart").when(absence("begin").of("purchase").within("30m")),
                event("10:00", "begin").with("cart", "k1"),
                event("10:10", "begin").with("cart", "k1"),
                event("10:20", "other"),
                event("11:00", "purchase")))
        .containsExactly(
            "10:00 begin {cart=k1}: opens, due at 2026-01-01T10:30:00Z unless purchase comes",
            "10:10 begin {cart=k1}: moves the deadline to 2026-01-01T10:40:00Z unless purchase comes",
            "10:40 {cart=k1}: the deadline has come without purchase",
            "10:40 {cart=k1}: fires at 2026-01-01T10:40:00Z, medium",
            "11:00 purchase {cart=k1}: resolves the fire of 2026-01-01T10:40:00Z");
  }

  @Test
  void anAbsenceThatIsClosedCancelledOrNeverOpens() {
    assertThat(
            told(
                rule("r")
                    .per("cart")
                    .when(absence("begin").of("purchase").within("30m").clockFirst())
                    .unless("emptied"),
                event("10:00", "begin").with("cart", 1),
                event("10:01", "begin").with("cart", 1),
                event("10:02", "purchase").with("cart", 1),
                event("10:03", "begin"),
                event("10:04", "begin").with("cart", 2),
                event("10:05", "emptied"),
                event("10:06", "purchase").with("cart", 3)))
        .containsExactly(
            "10:00 begin {cart=1}: opens, due at 2026-01-01T10:30:00Z unless purchase comes",
            "10:01 begin {cart=1}: opens nothing: it is open, due at 2026-01-01T10:30:00Z (clock: first)",
            "10:02 purchase {cart=1}: comes in time: closes what was open since 2026-01-01T10:00:00Z"
                + " and due at 2026-01-01T10:30:00Z",
            "10:03 begin: opens and counts nothing: it lacks a value of per [cart]",
            "10:04 begin {cart=2}: opens, due at 2026-01-01T10:34:00Z unless purchase comes",
            "10:05 emptied {cart=2}: matches unless: what was pending is cancelled",
            "10:06 purchase: changes nothing");
  }

  @Test
  void aSelectorThatDoesNotMatch() {
    Selector narrow =
        new Selector(Set.of("a"), Set.of("web"), Set.of("/x"), attributeAbove("v", 1));
    assertThat(
            told(
                rule("r").when(on(narrow)),
                event("10:00", "a").at("/x").with("v", 2),
                event("10:01", "a").by("web").with("v", 2),
                event("10:02", "a").by("web").at("/x").with("v", 1),
                event("10:03", "a").by("web").at("/x"),
                event("10:04", "a").by("web").at("/x").with("v", 2)))
        .containsExactly(
            "10:00 a: does not match: its channel is not given, not web",
            "10:01 a: does not match: its touchpoint is not given, not /x",
            "10:02 a: does not match: where attr.v > 1.0 is false",
            "10:03 a: does not match: where attr.v > 1.0 ends in an error:"
                + " a value it reads is missing or of another kind",
            "10:04 a: fires at 2026-01-01T10:04:00Z, medium");
  }

  @Test
  void aCount() {
    assertThat(
            told(
                rule("r").when(count("a").atLeast(2).within("1s")),
                event("10:00", "a"),
                event("+500ms", "a"),
                event("+500ms", "a"),
                event("+2s", "a")))
        .containsExactly(
            "10:00 a: 1 of 2 within 1s",
            "10:00:00.500 a: 2 of 2 within 1s: reached",
            "10:00:00.500 a: fires at 2026-01-01T10:00:00.500Z, medium",
            "10:00:01 a: 2 of 2 within 1s: reached, but this burst came true at"
                + " 2026-01-01T10:00:00.500Z already",
            "10:00:03 a: begins a new burst: the last one ended with 2026-01-01T10:00:01Z",
            "10:00:03 a: 1 of 2 within 1s");
  }

  @Test
  void aSumADistinctCountAndAnother() {
    assertThat(
            told(
                rule("r").when(count("a").sum("v").atLeast(5).within("90m").again("1h")),
                event("10:00", "a").with("v", 5.5),
                event("10:30", "a").with("v", 1),
                event("10:31", "a")))
        .containsExactly(
            "10:00 a: 5.5 of 5 as sum of v within 90m: reached",
            "10:00 a: fires at 2026-01-01T10:00:00Z, medium",
            "10:30 a: 6.5 of 5 as sum of v within 90m: reached, but this burst came true at"
                + " 2026-01-01T10:00:00Z and does so again from 2026-01-01T11:00:00Z on",
            "10:31 a: does not count: it has no number v");
    assertThat(
            told(
                rule("r").when(count("a").distinct("k").atLeast(2).within("1d")),
                event("10:00", "a").with("k", 1),
                event("10:01", "a")))
        .containsExactly(
            "10:00 a: 1 of 2 different k within 1d", "10:01 a: does not count: it has no k");
  }

  @Test
  void aSequence() {
    RuleBuilder steps =
        rule("r").when(sequence("10m", step("a"), none("n"), step(where("b", sameAsBefore("k")))));
    assertThat(
            told(
                steps,
                event("10:00", "a").with("k", 1),
                event("10:01", "b").with("k", 2),
                event("10:02", "n"),
                event("10:03", "a").with("k", 1),
                event("10:13:00.001", "b").with("k", 1),
                event("10:14", "a").with("k", 1),
                event("10:15", "b").with("k", 1)))
        .containsExactly(
            "10:00 a: does step 1 of 2",
            "10:01 b: does not match: where attr.k == prev.attr.k is false",
            "10:02 n: ends the run that began at 2026-01-01T10:00:00Z and had done step 1 of 2:"
                + " it may not come before the next step",
            "10:03 a: does step 1 of 2",
            "10:13:00.001 b: ends the run that began at 2026-01-01T10:03:00Z and had done step 1 of"
                + " 2: more than 10m have passed",
            "10:14 a: does step 1 of 2",
            "10:15 b: does step 2 of 2 of the run that began at 2026-01-01T10:14:00Z",
            "10:15 b: fires at 2026-01-01T10:15:00Z, medium");
  }

  @Test
  void aWait() {
    assertThat(
            told(
                rule("r")
                    .when(
                        waiting("queued")
                            .end("answered")
                            .level("60s", Severity.LOW)
                            .level("3m", Severity.HIGH)),
                event("10:00", "queued"),
                event("10:00:30", "queued"),
                event("10:05", "queued"),
                event("10:05:10", "answered")))
        .containsExactly(
            "10:00 queued: starts waiting for answered, level 1 of 2 due at 2026-01-01T10:01:00Z",
            "10:00:30 queued: starts nothing: it is waiting since 2026-01-01T10:00:00Z",
            "10:01: level 1 has come: 1m without answered",
            "10:01: fires at 2026-01-01T10:01:00Z, low",
            "10:03: level 2 has come: 3m without answered",
            "10:03: escalates the fire of 2026-01-01T10:01:00Z to high",
            "10:05 queued: starts waiting for answered, level 1 of 2 due at 2026-01-01T10:06:00Z",
            "10:05:10 answered: resolves the fire of 2026-01-01T10:01:00Z",
            "10:05:10 answered: ends the wait since 2026-01-01T10:05:00Z after 10s");
  }

  @Test
  void aWaitThatIsResolvedOtherwise() {
    assertThat(
            told(
                rule("r").when(waiting("q").end("e").level("1m").level("2m")).resolve("sorry"),
                event("10:00", "q"),
                event("10:01:30", "sorry")))
        .contains("10:02: level 2 has come: 2m without e; it is resolved and stays silent");
  }

  @Test
  void aScore() {
    assertThat(
            told(
                rule("r").when(score().add("a", 2).add("b", -1).atLeast(3).rearmBelow(1.5)),
                event("10:00", "a"),
                event("10:01", "a"),
                event("10:02", "b")))
        .containsExactly(
            "10:00 a: +2 points: score 2 of 3",
            "10:01 a: +2 points: score 4 of 3",
            "10:01 a: fires at 2026-01-01T10:01:00Z, medium",
            "10:02 b: -1 points: score 3 of 3, but it has come true and does so again only after"
                + " falling below 1.5");
  }

  @Test
  void whatHeldAFireBack() {
    assertThat(
            told(
                rule("r").when(on("a")).onlyIfSeen("view", "7d").cooldown("1h"),
                event("10:00", "a"),
                event("10:01", "view"),
                event("10:02", "a"),
                event("10:03", "a")))
        .containsExactly(
            "10:00 a: would fire at 2026-01-01T10:00:00Z, but only_if does not hold: seen view within"
                + " 7d; none was seen",
            "10:01 view: is remembered for only_if: view",
            "10:02 a: fires at 2026-01-01T10:02:00Z, medium",
            "10:03 a: would fire at 2026-01-01T10:03:00Z, but the cooldown of 1h since the fire of"
                + " 2026-01-01T10:02:00Z lasts until 2026-01-01T11:02:00Z, and medium is not above"
                + " medium");
    assertThat(
            told(
                rule("r").when(on("a")).onlyIfNotSeen("view", "1h"),
                event("10:01", "view"),
                event("10:02", "a")))
        .last()
        .isEqualTo(
            "10:02 a: would fire at 2026-01-01T10:02:00Z, but only_if does not hold: not_seen view"
                + " within 1h; the last one was seen at 2026-01-01T10:01:00Z");
  }

  @Test
  void whatTakesNoPart() {
    assertThat(
            told(
                rule("r").when(absence("a").of("b").until("due")).effectiveFrom("10:01"),
                event("10:00", "a"),
                event("10:02", "a").id("x"),
                event("10:03", "a").id("x")))
        .containsExactly(
            "10:00 a: takes no part: the rule is effective from 2026-01-01T10:01:00Z",
            "10:02 a: opens nothing: the deadline it should name is missing or unreadable",
            "10:03 a: is a duplicate: an event with its id came before it");
    assertThat(told(rule("r").when(on("a")).mode(Mode.DISABLED), event("10:00", "a"))).isEmpty();
    assertThat(told(rule("r").when(on("a")))).isEmpty();
  }

  @Test
  void whatComesLate() {
    assertThat(
            arriving(
                rule("r").when(absence("a").of("b").within("30m")).resolveWithin("2h"),
                event("10:00", "a"),
                event("11:00", "a"),
                event("10:10", "b"),
                event("10:05", "a"),
                event("11:10", "x"),
                event("11:05", "b"),
                event("14:00", "a"),
                event("11:06", "b")))
        .containsExactly(
            "10:00 a: opens, due at 2026-01-01T10:30:00Z unless b comes",
            "10:30: the deadline has come without b",
            "10:30: fires at 2026-01-01T10:30:00Z, medium",
            "11:00 a: opens, due at 2026-01-01T11:30:00Z unless b comes",
            "10:10 b: comes late: all was evaluated up to 2026-01-01T11:00:00Z",
            "10:10 b: would have prevented the fire of 2026-01-01T10:30:00Z, which is retracted",
            "10:05 a: comes late: all was evaluated up to 2026-01-01T11:00:00Z",
            "10:05 a: too late to open: 2026-01-01T10:35:00Z has passed",
            "11:05 b: comes late: all was evaluated up to 2026-01-01T11:10:00Z",
            "11:05 b: comes in time: closes what was open since 2026-01-01T11:00:00Z and due at"
                + " 2026-01-01T11:30:00Z",
            "14:00 a: opens, due at 2026-01-01T14:30:00Z unless b comes",
            "11:06 b: comes late: all was evaluated up to 2026-01-01T14:00:00Z");
  }

  @Test
  void whatComesLateToInstances() {
    assertThat(
            arriving(
                rule("r").per("k").when(absence("a").of("b").within("30m")),
                event("10:10", "x"),
                event("10:00", "a").with("k", 1),
                event("10:01", "a")))
        .containsExactly(
            "10:00 a: comes late: all was evaluated up to 2026-01-01T10:10:00Z",
            "10:00 a {k=1}: opens, due at 2026-01-01T10:30:00Z unless b comes",
            "10:01 a: comes late: all was evaluated up to 2026-01-01T10:10:00Z",
            "10:01 a: opens and counts nothing: it lacks a value of per [k]");
  }

  @Test
  void whatComesLateToAWait() {
    assertThat(
            arriving(
                rule("r").when(waiting("q").end("e").level("1m").level("3m")).resolveNever(),
                event("10:02", "x"),
                event("10:00", "q"),
                event("10:02:30", "x"),
                event("10:02:10", "e")))
        .containsExactly(
            "10:00 q: comes late: all was evaluated up to 2026-01-01T10:02:00Z",
            "10:00 q: starts waiting for e, level 2 of 2 due at 2026-01-01T10:03:00Z",
            "10:02:10 e: comes late: all was evaluated up to 2026-01-01T10:02:30Z",
            "10:02:10 e: ends the wait since 2026-01-01T10:00:00Z after 130s");
  }

  @Test
  void whatComesLateToASequence() {
    assertThat(
            arriving(
                rule("r").when(sequence("1h", step("a"), none("n"), step("b"))),
                event("10:00", "a"),
                event("10:20", "x"),
                event("10:10", "n")))
        .containsExactly(
            "10:00 a: does step 1 of 2",
            "10:10 n: comes late: all was evaluated up to 2026-01-01T10:20:00Z",
            "10:10 n: ends the run that began at 2026-01-01T10:00:00Z and had done step 1 of 2:"
                + " it may not come before the next step");
  }

  @Test
  void aRetractionThatComesTooLate() {
    assertThat(
            arriving(
                rule("r").when(absence("a").of("b").within("30m")).resolveWithin("1h"),
                event("10:00", "a"),
                event("11:30:00.001", "x"),
                event("10:10", "b")))
        .last()
        .isEqualTo(
            "10:10 b: would have prevented the fire of 2026-01-01T10:30:00Z, which is older than"
                + " resolve_within and stays");
    assertThat(
            arriving(
                rule("r").when(waiting("a").end("b").level("1m")),
                event("10:30", "x"),
                event("10:00", "a")))
        .last()
        .isEqualTo("10:00 a: too late to start: its last level has passed");
  }

  private static List<String> arriving(RuleBuilder rule, EventLine... lines) {
    List<String> told = new ArrayList<>();
    Trace trace =
        (which, instance, event, at, words) ->
            told.add(show(new Explanation.Step(at, event, instance, words)));
    FrictionEngine engine = new FrictionEngine(List.of(rule.build()), Limits.DEFAULT, trace);
    CustomerState state = engine.newCustomer("c1");
    for (Event event : log(lines)) {
      engine.accept(state, event, new EngineEvaluator.Collected());
    }
    return told;
  }

  @Test
  void aNewerVersionTakesOver() {
    List<String> told = new ArrayList<>();
    FrictionEngine engine =
        new FrictionEngine(
            List.of(rule("r").when(on("a")).build(), rule("r").version(2).when(on("a")).build()),
            Limits.DEFAULT,
            (rule, instance, event, at, words) -> told.add(rule.version() + " " + words));
    CustomerState state = engine.newCustomer("c1");
    log(event("10:00", "a")).forEach(e -> engine.accept(state, e, new EngineEvaluator.Collected()));
    assertThat(told)
        .containsExactlyInAnyOrder(
            "2 fires at 2026-01-01T10:00:00Z, medium",
            "1 opens and counts nothing: a newer version of the rule is effective");
  }

  @Test
  void aCap() {
    List<Explanation.Step> steps =
        Explanation.of(
                rule("r").per("k").when(absence("a").of("b").within("1h")).build(),
                log(event("10:00", "a").with("k", 1), event("10:01", "a").with("k", 2)),
                StoryTime.time("10:02"),
                new Limits(1000, 1_000, 1, 1_024, 32 * 1024))
            .steps();
    assertThat(steps)
        .extracting(Explanation.Step::words)
        .contains("a bound is reached: the oldest state is dropped");
  }

  @Test
  void eventsMayComeInAnyOrder() {
    assertThat(
            told(
                rule("r").when(sequence("1h", step("a"), step("b"))),
                event("10:01", "b"),
                event("10:00", "a")))
        .containsExactly(
            "10:00 a: does step 1 of 2",
            "10:01 b: does step 2 of 2 of the run that began at 2026-01-01T10:00:00Z",
            "10:01 b: fires at 2026-01-01T10:01:00Z, medium");
  }

  @Test
  void whatTwoRulesDoAlikeIsToldOfBoth() {
    List<String> told = new ArrayList<>();
    FrictionEngine engine =
        new FrictionEngine(
            List.of(rule("r").when(on("a")).build(), rule("s").when(on("a")).build()),
            Limits.DEFAULT,
            (rule, instance, event, at, words) -> told.add(rule.id() + " " + words));
    CustomerState state = engine.newCustomer("c1");
    log(event("10:00", "a")).forEach(e -> engine.accept(state, e, new EngineEvaluator.Collected()));
    assertThat(told)
        .containsExactly(
            "r fires at 2026-01-01T10:00:00Z, medium", "s fires at 2026-01-01T10:00:00Z, medium");
  }

  @Test
  void numbersOfAnySize() {
    assertThat(
            told(
                rule("r").when(count("a").sum("v").atLeast(1e15).within("1h")),
                event("10:00", "a").with("v", 999_999_999_999_999L),
                event("10:01", "a").with("v", 1)))
        .startsWith(
            "10:00 a: 999999999999999 of 1.0E15 as sum of v within 1h",
            "10:01 a: 1.0E15 of 1.0E15 as sum of v within 1h: reached");
    assertThat(
            told(
                rule("r").when(score().add("a", 2).add(type("a", "b"), -2).atLeast(3)),
                event("10:00", "a")))
        .containsExactly("10:00 a: +0 points: score 0 of 3");
  }
}
