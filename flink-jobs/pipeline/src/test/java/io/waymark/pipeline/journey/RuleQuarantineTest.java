package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.domain.friction.MeasuredInterval;
import io.waymark.domain.friction.MeasuredInterval.Stretches;
import io.waymark.domain.friction.RuleUsage;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.metrics.CountersByName;
import io.waymark.pipeline.rules.RuleDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule that costs too much takes no part, and the others do not notice. */
class RuleQuarantineTest {
  private static final List<Rule> RULES =
      Stream.of("clicks", "queue").map(name -> Rules.rule(new RuleDocument(name, name))).toList();

  private final RuleQuarantine quarantine = new RuleQuarantine(new CountersByName());

  @BeforeEach
  void publish() {
    quarantine.without(RULES);
  }

  @Test
  void whoHasNotOverspentTakesPart() {
    assertThat(fourIntervals(1)).containsOnly(false);

    assertThat(quarantine.without(RULES)).isEqualTo(RULES);
  }

  @Test
  void whoOverspendsIsLeftOutAndTheOthersStay() {
    assertThat(fourIntervals(250)).containsExactly(false, false, false, true);

    assertThat(takingPart(RULES)).containsExactly("queue1");
  }

  @Test
  void whoFailsIsLeftOutAtOnceInThatVersion() {
    List<Rule> versions = new ArrayList<>(RULES);
    versions.add(clicks(2));
    quarantine.without(versions);

    quarantine.failed("clicks", 2, new ArithmeticException());

    assertThat(quarantine.hasChanged()).isTrue();
    assertThat(takingPart(versions)).containsExactly("clicks1", "queue1");
    assertThat(quarantine.without(versions)).hasSize(3);
    assertThat(quarantine.hasChanged()).isFalse();
  }

  @Test
  void whatFailsAndIsNoRuleThatIsPublishedIsNotHushedUp() {
    assertThatThrownBy(() -> quarantine.failed("canary", 1, new ArithmeticException("oh")))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void itIsSaidOnce() {
    fourIntervals(250);

    assertThat(fourIntervals(250)).containsOnly(false);
  }

  @Test
  void aRuleThatIsPublishedWithOtherWordsMayTryAgainAndNoOther() {
    fourIntervals(250);
    List<Rule> another = List.of(RULES.get(0), clicks(2).withMode(Mode.SHADOW), RULES.get(1));
    assertThat(takingPart(List.of(RULES.get(0)))).isEmpty();
    assertThat(takingPart(another)).containsExactly("clicks2", "queue1");

    assertThat(fourIntervals(250)).containsExactly(false, false, false, true);
    assertThat(takingPart(another)).containsExactly("queue1");
  }

  @Test
  void whatTheRuleBeforeHasSpentIsNotCountedAgainstTheNext() {
    for (int i = 0; i < 3; i++) {
      quarantine.close(interval(250));
    }
    quarantine.without(List.of(clicks(2), RULES.get(1)));

    assertThat(fourIntervals(250)).containsExactly(false, false, false, true);
  }

  private static Rule clicks(int version) {
    String text = Rules.text("clicks", version, OnChange.FINISH, 0);
    return Rules.rule(new RuleDocument("clicks", text));
  }

  /** By id and version. */
  private List<String> takingPart(List<Rule> published) {
    return quarantine.without(published).stream()
        .filter(rule -> rule.mode() != Mode.DISABLED)
        .map(rule -> rule.id() + rule.version())
        .toList();
  }

  /** Whether other rules are held after each of four intervals. */
  private List<Boolean> fourIntervals(long microsPerEvent) {
    List<Boolean> more = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean before = quarantine.hasChanged();
      quarantine.close(interval(microsPerEvent));
      more.add(!before && quarantine.hasChanged());
    }
    return more;
  }

  /** Half a minute with 100,400 events, for each of which "clicks" takes so long. */
  private static MeasuredInterval interval(long microsPerEvent) {
    long nanos = 1_000 * microsPerEvent;
    return new MeasuredInterval(
        List.of(
            new RuleUsage("clicks", 0, 400, 400 * nanos, 1, 0, Map.of()),
            new RuleUsage("queue", 0, 400, 40_000, 1, 0, Map.of())),
        30_000_000_000L,
        100_400,
        100_400,
        400,
        Map.of("clicks", new Stretches(400, nanos), "queue", new Stretches(400, 100)));
  }
}
