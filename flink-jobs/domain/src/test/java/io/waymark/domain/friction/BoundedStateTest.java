package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rules that want to know too much of a customer: what is kept is bounded, what goes is counted.
 */
final class BoundedStateTest {
  private static final int INSTANCES = Limits.DEFAULT.instances();
  private static final int STATE_BYTES = Limits.DEFAULT.stateBytes();

  @Test
  void perAnAttributeThatIsNeverTheSameTheLastInstancesAreKept() {
    Driven story = Driven.by(perKey("r"));
    for (int i = 0; i < 2_000; i++) {
      story.given(List.of(event(i, "a", "k" + i)));
      assertThat(story.state().openInstances())
          .isLessThanOrEqualTo(Limits.DEFAULT.instancesPerRule());
    }
    assertThat(story.counts).hasSize(2_000 - 256).containsOnly("r CAPPED");
    story.until(StoryTime.DAY + 72L * 3_600_000);
    assertThat(story.signals)
        .extracting(signal -> signal.instance().get("k"))
        .containsExactlyElementsOf(
            IntStream.range(2_000 - 256, 2_000).mapToObj(i -> "k" + i).toList());
  }

  @Test
  void ofManySuchRulesTheLargestLoseAndAModestOneKeepsAll() {
    List<RuleBuilder> rules = new ArrayList<>();
    for (int r = 0; r < 100; r++) {
      rules.add(perKey("r" + r));
    }
    rules.add(rule("modest").per("k").when(absence("cart").of("b").within("24h")));
    Driven story = Driven.by(rules.toArray(RuleBuilder[]::new));
    for (int i = 0; i < 5; i++) {
      story.given(List.of(event(i, "cart", "c" + i)));
    }
    for (int i = 5; i < 305; i++) {
      story.given(List.of(event(i, "a", "k" + i)));
      assertThat(story.state().openInstances()).isLessThanOrEqualTo(INSTANCES);
    }
    assertThat(story.counts)
        .hasSize(5 + 100 * 300 - INSTANCES)
        .doesNotContain("modest CAPPED")
        .contains("r0 CAPPED", "r99 CAPPED");
    assertThat(story.written()).hasSizeLessThanOrEqualTo(STATE_BYTES);
    story.until(StoryTime.DAY + 72L * 3_600_000);
    assertThat(story.signals).filteredOn(s -> s.ruleId().equals("modest")).hasSize(5);
  }

  @Test
  void ofMoreRulesThanThereMayBeInstancesItIsNotAlwaysTheSameThatLose() {
    Limits ten = new Limits(1_000, 1_000, 256, 10, STATE_BYTES);
    List<RuleBuilder> rules = new ArrayList<>();
    for (int r = 0; r < 15; r++) {
      rules.add(rule("r" + r).when(absence("a").of("b").within("500ms")));
    }
    Driven story = Driven.by(ten, rules.toArray(RuleBuilder[]::new));
    for (int i = 0; i < 10; i++) {
      story.given(List.of(event(i, "a", "k")));
      assertThat(story.state().openInstances()).isEqualTo(10);
    }
    Set<String> fired = new HashSet<>();
    story.signals.forEach(signal -> fired.add(signal.ruleId()));
    assertThat(fired).hasSize(15);
  }

  @Test
  void aThousandRulesThatAllArmFitTheBoundAndWhatDoesNotIsCounted() {
    List<RuleBuilder> rules = new ArrayList<>();
    for (int r = 0; r < 1_000; r++) {
      rules.add(rule("r" + r).when(absence("a").of("b").within("24h")));
    }
    RuleBuilder[] all = rules.toArray(RuleBuilder[]::new);
    Driven story = Driven.by(all).given(List.of(event(0, "a", "k")));
    assertThat(story.state().openInstances()).isEqualTo(1_000);
    byte[] written = story.written();
    assertThat(written.length).isBetween(STATE_BYTES - 200, STATE_BYTES);
    int left = story.state().openInstances();
    // Each has lost its evidence before, and counts once more when it goes itself.
    assertThat(story.counts).hasSize(1_000 + 1_000 - left);
    Driven restored = story.restoredBy(all).until(StoryTime.DAY + 25L * 3_600_000);
    assertThat(restored.signals).hasSize(left);
    assertThat(left).isGreaterThan(300);
  }

  @Test
  void howeverMuchThereIsToGoNoMoreGoesThanHasTo() {
    Limits wide = new Limits(1_000, 1_000, 256, 100_000, STATE_BYTES);
    List<RuleBuilder> rules = new ArrayList<>();
    for (int r = 0; r < 200; r++) {
      rules.add(perKey("r" + r));
    }
    Driven story = Driven.by(wide, rules.toArray(RuleBuilder[]::new));
    for (int i = 0; i < 256; i++) {
      story.given(List.of(event(i, "a", "k" + i)));
    }
    assertThat(story.state().openInstances()).isEqualTo(200 * 256);
    assertThat(story.written().length).isBetween(STATE_BYTES - 200, STATE_BYTES);
  }

  @Test
  void aRuleThatMatchesEverythingLeavesBoundedStateBehindHoweverManyEventsThereAre() {
    Driven story =
        Driven.by(
            rule("event").when(on(Selector.any())).resolve(Selector.any()),
            rule("count").when(count(Selector.any()).atLeast(1_000).within("24h")),
            rule("sum").when(count(Selector.any()).sum("v").atLeast(1e9).within("24h")));
    int half = 0;
    for (int i = 0; i < 10_000; i++) {
      story.given(List.of(event(i, "type-" + i % 100, "k")));
      if (i == 5_000) {
        half = story.written().length;
      }
    }
    assertThat(story.written().length).isLessThan(half * 5 / 4);
    assertThat(story.written().length).isLessThanOrEqualTo(STATE_BYTES);
    assertThat(story.state().openInstances()).isLessThanOrEqualTo(3);
  }

  private static RuleBuilder perKey(String id) {
    return rule(id).per("k").when(absence("a").of("b").within("24h"));
  }

  /** One a second. */
  private static Event event(int second, String type, String key) {
    return new Event(
        "e%06d".formatted(second),
        type,
        StoryTime.DAY + second * 1_000L,
        Driven.CUSTOMER,
        null,
        null,
        null,
        null,
        Map.of("k", key, "v", 1L));
  }
}
