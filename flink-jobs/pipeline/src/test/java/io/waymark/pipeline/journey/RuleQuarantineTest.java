package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.RuleUsage;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.metrics.CountersByName;
import io.waymark.pipeline.rules.RuleDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule that costs too much takes no part, and the others do not notice. */
class RuleQuarantineTest {
  private static final List<Rule> RULES =
      Stream.of("clicks", "queue").map(name -> Rules.rule(new RuleDocument(name, name))).toList();

  private final RuleQuarantine quarantine = new RuleQuarantine(new CountersByName());

  @Test
  void whoHasNotOverspentTakesPart() {
    assertThat(fourIntervals(1_000)).containsOnly(false);

    assertThat(quarantine.without(RULES)).isEqualTo(RULES);
  }

  @Test
  void whoOverspendsIsLeftOutAndTheOthersStay() {
    assertThat(fourIntervals(1_000_000)).containsExactly(false, false, false, true);

    assertThat(quarantine.without(RULES)).extracting(Rule::id).containsExactly("queue");
  }

  @Test
  void itIsSaidOnce() {
    fourIntervals(1_000_000);

    assertThat(fourIntervals(1_000_000)).containsOnly(false);
  }

  @Test
  void whenRulesArePublishedAllMayTryAgain() {
    fourIntervals(1_000_000);
    quarantine.release();
    assertThat(quarantine.without(RULES)).isEqualTo(RULES);

    assertThat(fourIntervals(1_000_000)).containsExactly(false, false, false, true);
  }

  /** Whether other rules are held after each of four intervals. */
  private List<Boolean> fourIntervals(long nanosPerEvent) {
    List<Boolean> more = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      more.add(quarantine.close(usage(nanosPerEvent)));
    }
    return more;
  }

  /** In which "clicks" costs so much. */
  private static List<RuleUsage> usage(long nanosPerEvent) {
    return List.of(
        new RuleUsage("clicks", 0, 1_000, 1_000 * nanosPerEvent, 1, 0, Map.of()),
        new RuleUsage("queue", 0, 1_000, 1_000, 1, 0, Map.of()));
  }
}
