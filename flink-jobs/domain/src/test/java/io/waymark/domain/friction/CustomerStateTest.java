package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.domain.PatternBuilder;
import io.waymark.domain.Predicates;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a customer, for how long, and within which bounds. */
final class CustomerStateTest {
  private static RuleBuilder cart() {
    return rule("cart-abandoned").when(absence("add_to_cart").of("purchase").within("1h"));
  }

  @Test
  void aNewerLayoutIsRefusedWithAnAdvice() {
    byte[] bytes = Driven.by(cart()).given(event("10:00", "add_to_cart")).written();
    bytes[0] = 4;
    assertThatThrownBy(() -> Driven.by(cart()).engine().read("c1", bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("layout 4")
        .hasMessageContaining("newer");
    assertThatThrownBy(() -> Driven.by(cart()).engine().read("c1", new byte[0]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEditThatChangesTheShapeOfARuleWithoutANewVersionStartsItAnew() {
    Driven story =
        Driven.by(cart(), rule("other").when(absence("add_to_cart").of("purchase").within("2h")))
            .given(event("10:00", "add_to_cart").id("a"))
            .restoredBy(
                rule("cart-abandoned")
                    .when(waiting("add_to_cart").end("purchase").level("10m").level("20m")),
                rule("other").when(absence("add_to_cart").of("purchase").within("2h")))
            .until("13:00");
    assertThat(story.told()).containsExactly("12:00 fired medium");
  }

  @Test
  void anEditOfALevelIsInForceForWhoIsWaiting() {
    Driven story =
        Driven.by(rule("queue").when(waiting("call_queued").end("call_connected").level("1m")))
            .given(event("10:00", "call_queued").id("a"))
            .restoredBy(
                rule("queue").when(waiting("call_queued").end("call_connected").level("3m")))
            .given(event("10:02", "call_connected").id("b"))
            .until("10:10");
    assertThat(story.told()).isEmpty();
  }

  @Test
  void anEditThatKeepsTheShapeKeepsTheState() {
    Driven story =
        Driven.by(cart())
            .given(event("10:00", "add_to_cart").id("a"))
            .restoredBy(rule("cart-abandoned").when(absence("x").of("y").within("2h")))
            .until("13:00");
    assertThat(story.told()).containsExactly("11:00 fired medium");
  }

  @Test
  void aRestoredCustomerKnowsWhenToWake() {
    Driven story = Driven.by(cart()).given(event("10:00", "add_to_cart")).restoredBy(cart());
    assertThat(story.engine().wakeAt(story.state())).isEqualTo(StoryTime.time("11:00"));
    story.until("10:59:59.999");
    assertThat(story.told()).isEmpty();
    story.until("11:00");
    assertThat(story.told()).hasSize(1);
    assertThat(story.engine().wakeAt(story.state())).isEqualTo(FrictionEngine.NEVER);
  }

  @Test
  void afterItsWindowsHavePassedNothingIsLeft() {
    PatternBuilder[] patterns = {
      on("a"),
      count("a").atLeast(3).within("1h"),
      count("a").atLeast(3).within("1h").distinct("k"),
      count("a").atLeast(3).within("1h").sum("k"),
      sequence("1h", step("a"), step("b"), step("c")),
      absence("a").of("b").within("1h"),
      absence(count("a").atLeast(2).within("1h")).of("b").within("1h"),
      waiting("a").end("b").level("10m").level("1h"),
      score().add("a", 1).halfLife("1s").atLeast(3)
    };
    for (PatternBuilder pattern : patterns) {
      RuleBuilder rule =
          rule("r").when(pattern).cooldown("2h").resolveWithin("3h").onlyIfSeen("a", "1h");
      Driven story =
          Driven.by(rule)
              .given(
                  event("10:00", "a").with("k", 1).id("1"),
                  event("10:30", "a").with("k", 2).id("2"),
                  event("14:30:00.001", "x").id("3"));
      story.written();
      assertThat(story.state().openInstances()).as(rule.build().when().toString()).isZero();
      Driven fresh = Driven.by(rule).given(event("14:30:00.001", "x").id("3"));
      // Two more ids are remembered, each with the mark that its time does not matter.
      assertThat(story.written().length - fresh.written().length)
          .as(rule.build().when().toString())
          .isLessThanOrEqualTo(2 * 7 + 10);
    }
  }

  @Test
  void whatIsAtTheEdgeOfAWindowIsNotForgottenWhenItIsWritten() {
    RuleBuilder[] rules = {
      rule("r").when(count("a").atLeast(2).within("1h")),
      rule("r").when(sequence("1h", step("a"), step("a"))),
      rule("r").when(on("b")).onlyIfSeen("a", "1h")
    };
    for (RuleBuilder rule : rules) {
      Driven story =
          Driven.by(rule)
              .given(event("10:00", "a").id("1"), event("11:00", "x").id("2"))
              .restoredBy(rule)
              .given(event("11:00", "a").id("3"), event("11:00", "b").id("4"));
      assertThat(story.told())
          .as(rule.build().when().toString())
          .containsExactly("11:00 fired medium");
    }
  }

  @Test
  void ofTheStepBeforeOnlyWhatTheNextReadsIsKept() {
    RuleBuilder same =
        rule("r").when(sequence("1h", step("a"), step(where("b", Predicates.sameAsBefore("k")))));
    byte[] read = Driven.by(same).given(event("10:00", "a").with("k", 1)).written();
    byte[] more =
        Driven.by(same).given(event("10:00", "a").with("k", 1).with("note", "long")).written();
    assertThat(more).isEqualTo(read);
  }

  @Test
  void deadlinesOfOneTimeComeInTheOrderInWhichTheyWereOpened() {
    Driven story =
        Driven.by(
                rule("first").when(absence("a").of("z").within("30m")),
                rule("second").when(absence("b").of("z").within("20m")))
            .given(event("10:00", "a"), event("10:10", "b"))
            .until("12:00");
    assertThat(story.signals).extracting(Signal::ruleId).containsExactly("first", "second");
  }

  @Test
  void aFireIsKeptAsLongAsItCanBeResolvedOrHoldsOthersBack() {
    RuleBuilder resolvable = rule("r").when(on("a")).resolve("b").resolveWithin("3h");
    assertThat(left(resolvable, "13:00")).isOne();
    assertThat(left(resolvable, "13:00:00.001")).isZero();
    RuleBuilder cooling = rule("r").when(on("a")).resolveNever().cooldown("2h");
    assertThat(left(cooling, "11:59:59.999")).isOne();
    assertThat(left(cooling, "12:00")).isZero();
    assertThat(left(rule("r").when(on("a")).resolveNever(), "10:00")).isZero();
    RuleBuilder past = rule("r").when(absence("a").of("b").until("due")).resolveWithin("1h");
    Driven story =
        Driven.by(past)
            .given(event("10:00", "a").with("due", "2026-01-01T10:30:00Z"), event("12:00", "x"));
    story.written();
    assertThat(story.told()).hasSize(1);
    assertThat(story.state().openInstances()).isZero();
  }

  private static int left(RuleBuilder rule, String time) {
    Driven story = Driven.by(rule).given(event("10:00", "a"), event(time, "x"));
    story.written();
    return story.state().openInstances();
  }

  @Test
  void ofTooManyInstancesTheOneTouchedLeastRecentlyGoes() {
    Limits two = new Limits(1000, 1_000, 2, 1_024, 32 * 1024);
    Driven story =
        Driven.by(two, cart().per("cart"))
            .given(
                event("10:00", "add_to_cart").with("cart", 1),
                event("10:01", "add_to_cart").with("cart", 2),
                event("10:02", "add_to_cart").with("cart", 1),
                event("10:03", "add_to_cart").with("cart", 3))
            .until("12:00");
    assertThat(story.told())
        .containsExactly("11:02 fired medium {cart=1}", "11:03 fired medium {cart=3}");
    assertThat(story.counts).containsExactly("cart-abandoned CAPPED");
  }

  @Test
  void ofTooManyFiresTheOldestCannotBeResolvedAnyMore() {
    Driven story = Driven.by(rule("r").when(on("a")).resolve("b"));
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < Instance.MAX_FIRES + 2; i++) {
      events.addAll(log(event(String.format("10:%02d:%02d", i / 60, i % 60), "a").id("a" + i)));
    }
    events.addAll(log(event("11:00", "b").id("b")));
    story.given(events);
    assertThat(story.counts).containsExactly("r CAPPED", "r CAPPED");
    assertThat(story.signals)
        .filteredOn(signal -> signal.status() == Signal.Status.RESOLVED)
        .hasSize(Instance.MAX_FIRES);
  }

  @Test
  void aSumKeepsABoundedWindow() {
    Driven story = Driven.by(rule("r").when(count("a").sum("v").atLeast(1e9).within("24h")));
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 1_003; i++) {
      events.add(numbered("a", i, Map.of("v", 1L)));
    }
    story.given(events);
    assertThat(story.counts).hasSize(3).containsOnly("r CAPPED");
  }

  @Test
  void overTheLimitEvidenceGoesFirst() {
    Limits small = new Limits(0, 1_000, 256, 1_024, 1_000);
    Driven story =
        Driven.by(small, rule("r").when(count("a").atLeast(20).within("24h")).resolve("b"));
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      events.add(numbered("a", i, Map.of("padding-of-the-id", 1L)));
    }
    story.given(events);
    assertThat(story.written()).hasSizeLessThanOrEqualTo(1_000);
    assertThat(story.counts).containsExactly("r CAPPED");
    story.written();
    assertThat(story.counts).as("nothing more to give up").containsExactly("r CAPPED");
    story.given(List.of(numbered("a", 20, Map.of())));
    assertThat(story.told()).as("the count itself is whole").hasSize(1);
  }

  @Test
  void overTheLimitInstancesGoAndEachIsCounted() {
    List<RuleBuilder> rules = new ArrayList<>();
    for (int r = 0; r < 16; r++) {
      rules.add(rule("r" + r).per("k").when(absence("a").of("b").within("24h")));
    }
    Limits together = new Limits(1000, 1_000, 256, 16 * 256, 32 * 1024);
    Driven story = Driven.by(together, rules.toArray(RuleBuilder[]::new));
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      events.add(numbered("a", i, Map.of("k", "instance-" + i)));
    }
    story.given(events);
    assertThat(story.state().openInstances()).isEqualTo(16 * 256);
    long before = System.nanoTime();
    byte[] bytes = story.written();
    long millis = (System.nanoTime() - before) / 1_000_000;
    System.out.println("16 rules x 256 instances: cut to the limit in " + millis + " ms");
    assertThat(bytes.length).isBetween(24 * 1024, 32 * 1024);
    int left = story.state().openInstances();
    // Each has lost its evidence before, and counts once more when it goes itself.
    assertThat(story.counts).hasSize(16 * 256 + 16 * 256 - left);
    story.until(StoryTime.time("2d00:00") + StoryTime.span("3d"));
    assertThat(story.signals).hasSize(left);
    assertThat(story.signals)
        .extracting(signal -> signal.instance().get("k"))
        .contains("instance-255");
  }

  @Test
  void overTheLimitNoMoreInstancesGoThanHaveTo() {
    RuleBuilder rule = cart().per("k");
    List<Event> events =
        log(
            event("10:00", "add_to_cart").with("k", "long".repeat(250)),
            event("10:01", "add_to_cart").with("k", "short"));
    int whole = Driven.by(rule).given(events).written().length;
    Driven bare = Driven.by(new Limits(1000, 1_000, 256, 1_024, whole - 1), rule).given(events);
    int left = bare.written().length;
    assertThat(bare.state().openInstances()).isEqualTo(2);
    // Each takes half of it on average, but the older one most of it.
    Driven story =
        Driven.by(new Limits(1000, 1_000, 256, 1_024, left - left / 2), rule).given(events);
    story.written();
    assertThat(story.state().openInstances()).isOne();
    assertThat(story.counts).hasSize(2 + 1);
  }

  @Test
  void aTypicalIdleCustomerTakesFewBytes() {
    List<Rule> rules = EngineThroughput.catalogue();
    FrictionEngine engine = new FrictionEngine(rules, Limits.DEFAULT);
    CustomerState state = engine.newCustomer("c1");
    EngineEvaluator.Collected silent = new EngineEvaluator.Collected();
    for (int i = 0; i < 40; i++) {
      engine.accept(
          state, numbered(i < 39 ? "page_view" : "add_to_cart", i * 60, Map.of()), silent);
    }
    int cartAlone = Driven.by(cart()).given(log(event("10:00", "add_to_cart"))).written().length;
    byte[] bytes = engine.write(state, silent);
    System.out.println(
        "idle customer after 40 events, one open cart: "
            + bytes.length
            + " bytes; new: "
            + cartAlone);
    assertThat(bytes.length).isLessThan(420);
  }

  @Test
  void copiesWithinTheBoundAreKnownHoweverMany() {
    Driven story = Driven.by(Limits.DEFAULT.withOutOfOrderness(Duration.ofMinutes(1)), cart());
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      events.add(
          new Event(
              "e" + i, "x", StoryTime.DAY + i * 100L, "c1", null, null, null, null, Map.of()));
    }
    story.given(events).restoredBy(cart()).given(events);
    assertThat(story.verdicts.subList(0, 500)).containsOnly(Verdict.EVALUATED);
    assertThat(story.verdicts.subList(500, 1000)).containsOnly(Verdict.DUPLICATE);
  }

  @Test
  void ofLongAgoOnlyTheLastIdsAreKnown() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(numbered("x", i * 60, Map.of()));
    }
    Driven story = Driven.by(cart()).given(events).restoredBy(cart()).given(events);
    List<Verdict> again = story.verdicts.subList(100, 200);
    assertThat(again.get(0)).isEqualTo(Verdict.LATE);
    assertThat(
            Driven.by(cart())
                .given(events)
                .given(events.subList(76, 100))
                .verdicts
                .subList(100, 124))
        .containsOnly(Verdict.DUPLICATE);
    byte[] bytes = story.written();
    assertThat(Arrays.copyOf(bytes, 1)).containsExactly(3);
  }

  private static Event numbered(String type, int second, Map<String, Object> attributes) {
    String id = String.format("a-rather-long-event-id-of-36-ch-%04d", second);
    return new Event(
        id, type, StoryTime.DAY + second * 1000L, "c1", null, null, "web", "/page", attributes);
  }
}
