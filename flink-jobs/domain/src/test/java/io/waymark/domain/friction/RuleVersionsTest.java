package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.rule.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which version of a rule takes which events. */
final class RuleVersionsTest {
  private static RuleBuilder version(int version, String within) {
    return rule("cart").version(version).when(absence("add").of("buy").within(within).clockFirst());
  }

  @Test
  void anOlderVersionOpensNothingOnceANewerIsEffectiveButWhatIsOpenGoesOn() {
    Driven story =
        Driven.by(version(1, "30m"), version(2, "10m").effectiveFrom("10:20"))
            .given(event("10:00", "add").id("a"), event("10:20", "add").id("b"))
            .until("12:00");
    assertThat(story.told()).containsExactly("10:30 fired medium", "10:30 fired medium");
    assertThat(story.signals).extracting(Signal::ruleVersion).containsExactlyInAnyOrder(1, 2);
    assertThat(story.signals).extracting(Signal::signalId).doesNotHaveDuplicates();
  }

  @Test
  void justBeforeTheNewerIsEffectiveTheOlderStillOpens() {
    Driven story =
        Driven.by(version(1, "30m"), version(2, "10m").effectiveFrom("10:20"))
            .given(event("10:19:59.999", "add"))
            .until("12:00");
    assertThat(story.signals).extracting(Signal::ruleVersion).containsExactly(1);
  }

  @Test
  void whatIsOpenInAnOlderVersionIsStillClosedAndResolved() {
    Driven closed =
        Driven.by(version(1, "30m"), version(2, "10m").effectiveFrom("10:20"))
            .given(event("10:00", "add").id("a"), event("10:25", "buy").id("b"))
            .until("12:00");
    assertThat(closed.told()).isEmpty();
    Driven resolved =
        Driven.by(version(1, "30m"), version(2, "10m").effectiveFrom("10:20"))
            .given(event("10:00", "add").id("a"), event("10:45", "buy").id("b"));
    assertThat(resolved.told()).containsExactly("10:30 fired medium", "10:45 resolved medium");
  }

  @Test
  void aVersionUnderWhichNothingCanBeOpenAnyMoreRemembersNothing() {
    RuleBuilder[] rules = {
      version(1, "30m").onlyIfSeen("look", "7d").resolveWithin("1h"),
      version(2, "10m").onlyIfSeen("look", "7d").effectiveFrom("10:20")
    };
    assertThat(knownTo(Driven.by(rules).given(event("11:50", "look")))).contains(1, 2);
    assertThat(knownTo(Driven.by(rules).given(event("11:50:00.001", "look")))).containsExactly(2);
  }

  @Test
  void whatAVersionRemembersIsNotRenewedOnceItIsOver() {
    Driven story =
        Driven.by(
            version(1, "30m").onlyIfSeen("look", "7d").resolveWithin("1h"),
            version(2, "10m").onlyIfSeen("look", "7d").effectiveFrom("10:20"));
    story.given(event("10:10", "look").id("a"), event("4d10:00", "look").id("b"));
    assertThat(knownTo(story)).contains(1, 2);

    story.given(event("8d10:00", "look").id("c"));
    story.written();
    assertThat(knownTo(story)).containsExactly(2);
  }

  private static List<Integer> knownTo(Driven story) {
    return story.state().knownToRules().stream().map(known -> known.ruleVersion()).toList();
  }

  @Test
  void theOrderInWhichVersionsAreGivenDoesNotMatter() {
    Driven story =
        Driven.by(version(10, "10m"), version(9, "30m"))
            .given(event("10:00", "add"))
            .until("12:00");
    assertThat(story.signals).extracting(Signal::ruleVersion).containsExactly(10);
  }

  @Test
  void theEarliestOfAllNewerVersionsSupersedes() {
    Driven story =
        Driven.by(
                version(1, "30m"),
                version(2, "20m").effectiveFrom("11:00"),
                version(3, "10m").effectiveFrom("10:00"))
            .given(event("10:30", "add"))
            .until("12:00");
    assertThat(story.signals).extracting(Signal::ruleVersion).containsExactly(3);
  }

  @Test
  void aNewerVersionThatIsDisabledEndsTheOlder() {
    Driven story =
        Driven.by(version(1, "30m"), version(2, "30m").mode(Mode.DISABLED))
            .given(event("10:00", "add"))
            .until("12:00");
    assertThat(story.told()).isEmpty();
  }

  @Test
  void aDisabledRuleDoesNothing() {
    Driven story =
        Driven.by(version(1, "30m").mode(Mode.DISABLED))
            .given(event("10:00", "add"))
            .until("12:00");
    assertThat(story.told()).isEmpty();
    assertThat(story.state().openInstances()).isZero();
  }

  @Test
  void anotherRuleSupersedesNothing() {
    Driven story =
        Driven.by(version(1, "30m"), rule("cart-2").version(2).when(on("x")))
            .given(event("10:00", "add"))
            .until("12:00");
    assertThat(story.told()).hasSize(1);
  }

  @Test
  void eventsBeforeEffectiveFromTakeNoPartNotEvenInOnlyIf() {
    RuleBuilder from = rule("r").when(on("a")).onlyIfSeen("v", "1h").effectiveFrom("10:10");
    Driven before =
        Driven.by(from).given(event("10:09:59.999", "v").id("1"), event("10:10", "a").id("2"));
    assertThat(before.told()).isEmpty();
    Driven after = Driven.by(from).given(event("10:10", "v").id("1"), event("10:10", "a").id("2"));
    assertThat(after.told()).containsExactly("10:10 fired medium");
  }

  @Test
  void oneVersionGivenTwiceIsRefused() {
    assertThatThrownBy(() -> Driven.by(version(1, "30m"), version(1, "10m")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cart");
  }
}
