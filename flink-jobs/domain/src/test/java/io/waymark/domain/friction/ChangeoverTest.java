package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.StoryTime.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Rule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a customer costs where a rule has had as many versions as are kept. */
final class ChangeoverTest {
  private static final int VERSIONS = 1_000;

  /** From 10:00 on a version each second, and each ends what the one before it has open. */
  private static RuleBuilder[] changedEachSecond() {
    return IntStream.rangeClosed(1, VERSIONS)
        .mapToObj(
            version ->
                cart("cart", version)
                    .onChange(OnChange.DROP)
                    .effectiveFrom(
                        "10:%02d:%02d".formatted((version - 1) / 60, (version - 1) % 60)))
        .toArray(RuleBuilder[]::new);
  }

  private static RuleBuilder cart(String id, int version) {
    return rule(id).version(version).when(absence("add").of("buy").within("30m"));
  }

  @Test
  void whoHasNothingOpenComesToNoChange() {
    Driven story = Driven.by(changedEachSecond()).given(event("09:00", "add"));

    assertThat(Changeover.next(story.state())).isEqualTo(FrictionEngine.NEVER);
  }

  @Test
  void whoHasSomethingOpenComesToTheChangeThatEndsItAndToNoOther() {
    Driven story = Driven.by(changedEachSecond()).given(event("10:05", "add").id("a"));
    assertThat(Changeover.next(story.state())).isEqualTo(time("10:05:01"));

    story.given(event("12:00", "look").id("b"));

    assertThat(Changeover.next(story.state())).isEqualTo(FrictionEngine.NEVER);
    assertThat(story.told()).isEmpty();
  }

  @Test
  void whatIsOpenOfARuleThatNothingEndsComesToNoChange() {
    RuleBuilder[] rules =
        Stream.concat(Stream.of(cart("calm", 1)), Stream.of(changedEachSecond()))
            .toArray(RuleBuilder[]::new);
    Driven story = Driven.by(rules).given(event("09:59", "add"));

    assertThat(Changeover.next(story.state())).isEqualTo(FrictionEngine.NEVER);
    assertThat(story.until("12:00").told()).containsExactly("10:29 fired medium");
  }

  @Test
  void theVersionsOfARuleShareTheListByWhichTheyKnowEachOther() {
    List<Rule> rules = Stream.of(changedEachSecond()).map(RuleBuilder::build).toList();
    RuleIndex index = new RuleIndex(rules, null);
    List<CompiledRule> all = compiled(index, rules.get(0)).versions();

    assertThat(all).hasSize(VERSIONS);
    assertThat(rules)
        .allSatisfy(rule -> assertThat(compiled(index, rule).versions()).isSameAs(all));
  }

  @Test
  void versionsWithOtherInstancesDoNotKnowEachOther() {
    Rule former = cart("cart", 1).build();
    Rule newer = cart("cart", 2).per("cart_id").effectiveFrom("10:00").build();
    RuleIndex index = new RuleIndex(List.of(former, newer), null);

    assertThat(compiled(index, former).versions()).containsExactly(compiled(index, former));
  }

  private static CompiledRule compiled(RuleIndex index, Rule rule) {
    CompiledRule compiled = index.of(rule);
    assertThat(compiled).isNotNull();
    return compiled;
  }
}
