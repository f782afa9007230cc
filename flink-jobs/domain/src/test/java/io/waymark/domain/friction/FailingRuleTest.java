package io.waymark.domain.friction;

import static io.waymark.domain.Predicates.bottomless;
import static io.waymark.domain.Predicates.failing;
import static io.waymark.domain.Stories.*;
import static io.waymark.domain.StoryTime.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.domain.PatternBuilder;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Evaluating one rule throws, and who receives the effects goes on without it, or does not. */
final class FailingRuleTest {
  private static final PatternBuilder ABANDONED = absence("add").of("buy").within("30m");

  /** Takes failures down, and goes on. */
  private static class Tolerant implements Effects {
    final List<String> told = new ArrayList<>();

    @Override
    public void signal(Signal signal) {
      told.add(signal.ruleId() + " " + signal.ruleVersion());
    }

    @Override
    public void fact(Fact fact) {}

    @Override
    public void failed(String ruleId, int version, RuntimeException why) {
      told.add(ruleId + " " + version + " fails: " + why.getMessage());
    }
  }

  @Test
  void theOthersAreEvaluatedAndItIsAskedNothingMore() {
    Tolerant effects = new Tolerant();
    run(effects, null, rule("a").when(on(where("add", failing()))), rule("b").when(on("add")));

    assertThat(effects.told).containsExactly("a 1 fails: poison", "b 1", "b 1");
  }

  @Test
  void whatItHasOpenIsForgottenWithIt() {
    Tolerant effects = new Tolerant();
    run(effects, null, rule("a").when(ABANDONED).unless(where("look", failing())), cart());

    assertThat(effects.told).containsExactly("a 1 fails: poison", "cart 1");
  }

  @Test
  void otherVersionsOfItStay() {
    Tolerant effects = new Tolerant();
    run(
        effects,
        null,
        rule("cart").when(absence("add").of("buy").within("30m").clockFirst()),
        rule("cart")
            .version(2)
            .effectiveFrom("10:01")
            .when(count(where("add", failing())).atLeast(1).within("1h")));

    // The second add would have been the newer version's, and is nobody's.
    assertThat(effects.told).containsExactly("cart 2 fails: poison", "cart 1");
  }

  @Test
  void whatCannotBeReadWhenANewerVersionEndsItIsForgottenAndTheOthersGoOn() {
    List<Rule> rules = new ArrayList<>(twoRules());
    rules.add(cart().version(2).effectiveFrom("10:20").onChange(OnChange.RESTART).build());
    Tolerant effects = new Tolerant();
    byte[] stored = afterAnAdd(rules);
    FrictionEngine engine = new FrictionEngine(rules, Limits.DEFAULT);
    CustomerState state = engine.read(Driven.CUSTOMER, stored);
    damageTheLast(stored);

    engine.advance(state, Long.MAX_VALUE - 1, effects);

    assertThat(effects.told).hasSize(2);
    assertThat(effects.told.get(0)).startsWith("cart 1 fails: ");
    assertThat(effects.told.get(1)).isEqualTo("another 1");
    assertThat(state.knownToRules()).extracting(known -> known.ruleId()).doesNotContain("cart");
  }

  @Test
  void whatCannotBeReadWhenTwoJourneysBecomeOneIsForgottenAndTheOthersGoOn() {
    Tolerant effects = new Tolerant();
    byte[] stored = afterAnAdd(twoRules());
    RuleIndex index = new RuleIndex(twoRules(), null);
    CustomerState from = CustomerState.read("anon:d", stored, index, null);
    damageTheLast(stored);
    CustomerState into = new CustomerState(Driven.CUSTOMER, null);

    StateMerge.merge(into, from, time("10:10"), index, Limits.DEFAULT, effects);

    assertThat(effects.told).singleElement().asString().startsWith("cart 1 fails: ");
    assertThat(into.knownToRules()).extracting(known -> known.ruleId()).containsExactly("another");
  }

  @Test
  void whatCannotBeReadWhenItIsOverIsForgottenAndTheOthersAreWritten() {
    Tolerant effects = new Tolerant();
    FrictionEngine engine = new FrictionEngine(twoRules(), Limits.DEFAULT);
    byte[] stored = afterItsFire(twoRules());
    CustomerState state = engine.read(Driven.CUSTOMER, stored);
    damageTheLast(stored, stored.length - afterItsFire(twoRules().subList(0, 1)).length);

    engine.accept(state, log(event("5d10:00", "look").id("2")).get(0), effects);
    byte[] written = engine.write(state, effects);

    assertThat(effects.told).singleElement().asString().startsWith("cart 1 fails: ");
    assertThat(engine.read(Driven.CUSTOMER, written).knownToRules()).isEmpty();
  }

  @Test
  void whatCannotBeReadWhenThereIsTooMuchOfItIsForgottenAndTheOthersAreWritten() {
    Tolerant effects = new Tolerant();
    byte[] stored = afterAnAdd(twoRules());
    Limits narrow = new Limits(1_000, 1_000, 256, 1_024, stored.length - 1);
    FrictionEngine engine = new FrictionEngine(twoRules(), narrow);
    CustomerState state = engine.read(Driven.CUSTOMER, stored);
    damageTheLast(stored);

    byte[] written = engine.write(state, effects);

    assertThat(effects.told).singleElement().asString().startsWith("cart 1 fails: ");
    assertThat(engine.read(Driven.CUSTOMER, written).knownToRules())
        .extracting(known -> known.ruleId())
        .containsExactly("another");
  }

  @Test
  void whatCannotBeReadWhenACustomerHasTooManyInstancesIsForgottenAndTheOthersGoOn() {
    Tolerant effects = new Tolerant();
    byte[] stored = afterAnAdd(twoRules());
    RuleIndex index = new RuleIndex(twoRules(), null);
    CustomerState state = CustomerState.read(Driven.CUSTOMER, stored, index, null);
    damageTheLast(stored, stored.length - afterAnAdd(twoRules().subList(0, 1)).length);

    SizeCap.trim(state, 0, capped -> {}, new RuleFailures(index, effects));

    assertThat(effects.told).singleElement().asString().startsWith("cart 1 fails: ");
    assertThat(state.rules()).isEmpty();
  }

  @Test
  void aRuleThatTheStackIsTooSmallForIsLeftOutLikeAnyOther() {
    Tolerant effects = new Tolerant();
    run(effects, null, rule("a").when(on(where("add", bottomless()))), rule("b").when(on("add")));

    assertThat(effects.told)
        .containsExactly("a 1 fails: the stack is too small for it", "b 1", "b 1");
  }

  private static List<Rule> twoRules() {
    return List.of(rule("another").when(ABANDONED).build(), cart().build());
  }

  /** Stored, with what {@code cart} has open as the last of it. */
  private static byte[] afterAnAdd(List<Rule> rules) {
    FrictionEngine engine = new FrictionEngine(rules, Limits.DEFAULT);
    return Driven.resumed(engine, engine.newCustomer(Driven.CUSTOMER))
        .given(event("10:00", "add"))
        .written();
  }

  private static byte[] afterItsFire(List<Rule> rules) {
    FrictionEngine engine = new FrictionEngine(rules, Limits.DEFAULT);
    return Driven.resumed(engine, engine.newCustomer(Driven.CUSTOMER))
        .given(event("10:00", "add"))
        .until("11:00")
        .written();
  }

  /** Of what is stored of the last rule nothing is read before it is asked for. */
  private static void damageTheLast(byte[] stored) {
    damageTheLast(stored, 16);
  }

  private static void damageTheLast(byte[] stored, int bytes) {
    Arrays.fill(stored, stored.length - bytes, stored.length, (byte) -1);
  }

  @Test
  void aTraceTellsOfIt() {
    List<String> notes = new ArrayList<>();
    Tolerant effects = new Tolerant();
    Trace trace = (rule, instance, event, at, step) -> notes.add(step);
    run(effects, trace, rule("a").when(on(where("add", failing()))), rule("b").when(on("add")));

    assertThat(effects.told).containsExactly("a 1 fails: poison", "b 1", "b 1");
    assertThat(notes).filteredOn(note -> note.contains("takes no part any more")).hasSize(1);
  }

  @Test
  void byDefaultItEndsTheEvaluationAndIsNamed() {
    assertThatThrownBy(
            () ->
                Driven.by(rule("a").version(3).when(on(where("add", failing()))))
                    .given(event("10:00", "add")))
        .hasMessage("rule a, version 3, fails")
        .hasRootCauseMessage("poison");
  }

  @Test
  void whatTheEffectsThrowIsNotTheRules() {
    Tolerant broken =
        new Tolerant() {
          @Override
          public void signal(Signal signal) {
            throw new IllegalStateException("no broker");
          }
        };

    assertThatThrownBy(() -> run(broken, null, rule("b").when(on("add")))).hasMessage("no broker");
    assertThat(broken.told).isEmpty();
  }

  private static RuleBuilder cart() {
    return rule("cart").when(ABANDONED);
  }

  /** Two adds, between them a look, and then all deadlines. */
  private static void run(Effects effects, @Nullable Trace trace, RuleBuilder... rules) {
    List<Rule> built = Stream.of(rules).map(RuleBuilder::build).toList();
    FrictionEngine engine = new FrictionEngine(built, Limits.DEFAULT, trace);
    CustomerState state = engine.newCustomer(Driven.CUSTOMER);
    List<Event> log =
        log(
            event("10:00", "add").id("1"),
            event("10:02", "look").id("2"),
            event("10:03", "add").id("3"));
    log.forEach(event -> engine.accept(state, event, effects));
    engine.advance(state, Long.MAX_VALUE - 1, effects);
  }
}
