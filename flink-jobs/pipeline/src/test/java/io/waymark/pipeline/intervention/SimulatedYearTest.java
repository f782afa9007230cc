package io.waymark.pipeline.intervention;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Nobody is contacted who must not be, and nobody is spared without a reason, for whole years. How
 * much was looked at is written to {@code target/year.txt}.
 */
class SimulatedYearTest {
  private static int years;
  private static long decisions;
  private static long triggers;

  @AfterContainer
  static void report() throws IOException {
    Files.writeString(
        Path.of("target", "year.txt"),
        "%d years of %d people: %d decisions and %d triggers looked at%n"
            .formatted(years, SimulatedYear.PEOPLE, decisions, triggers));
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void aYearHasNoViolations(@ForAll long seed) {
    YearChecker checker = new YearChecker();
    YearRun run = YearRun.of(seed, checker);
    checker.end();
    assertThat(checker.violations).isEmpty();
    years++;
    decisions += run.decisions.size();
    triggers += run.triggers.size();
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void theOperatorsDecideAlikeInWhateverOrderItArrivesAndWheneverTheyDie(@ForAll long seed)
      throws Exception {
    YearRun plain = YearRun.of(seed, new YearChecker());
    YearByOperators year = YearByOperators.of(seed);
    Map<String, Integer> surplus = new TreeMap<>();
    year.decisions.forEach(decision -> surplus.merge(told(decision), 1, Integer::sum));
    year.triggers.forEach(trigger -> surplus.merge(trigger.toString(), 1, Integer::sum));
    plain.decisions.forEach(decision -> surplus.merge(told(decision), -1, Integer::sum));
    plain.triggers.forEach(trigger -> surplus.merge(trigger.toString(), -1, Integer::sum));
    surplus.values().removeIf(times -> times == 0);
    assertThat(surplus).isEmpty();
  }

  /** What is said again of somebody erased is dated by when it was said first. */
  private static String told(Decision decision) {
    return decision.verdict() == Decision.Verdict.WITHHELD && decision.reason() == Reason.ERASED
        ? decision.signalId() + " withheld erased"
        : decision.toString();
  }

  @Example
  void allThereIsToDecideIsDecidedInSomeYears() {
    Map<String, Integer> seen = new TreeMap<>();
    List<YearArms> arms = new ArrayList<>();
    for (long seed = 1; seed <= 8; seed++) {
      YearChecker checker = new YearChecker();
      YearRun.of(seed, checker);
      checker.seen.forEach((what, times) -> seen.merge(what, times, Integer::sum));
      arms.addAll(checker.arms());
    }
    assertThat(heldOut(arms, YearArms.ALL)).isBetween(0.02, 0.3);
    assertThat(heldOut(arms, "resume")).isBetween(0.15, 0.45);
    assertThat(heldOut(arms, "nudge")).isBetween(0.35, 0.65);
    assertThat(arms).anyMatch(YearArms::isTorn);
    assertThat(seen)
        .containsKeys(
            "ISSUED",
            "WITHHELD holdout",
            "WITHHELD no_consent",
            "WITHHELD unsubscribed",
            "WITHHELD suppressed",
            "WITHHELD cooldown",
            "WITHHELD capped",
            "WITHHELD quiet_hours",
            "WITHHELD paused",
            "WITHHELD erased",
            "DEFERRED quiet_hours",
            "DEFERRED capped",
            "DEFERRED open_complaint",
            "DEFERRED live_contact",
            "CANCELLED resolved",
            "CANCELLED retracted",
            "CANCELLED converted",
            "CANCELLED no_consent",
            "CANCELLED unsubscribed",
            "CANCELLED paused",
            "CANCELLED withdrawn",
            "CANCELLED erased");
  }

  private static double heldOut(List<YearArms> arms, String of) {
    List<String> told = arms.stream().map(each -> each.arm(of)).filter(Objects::nonNull).toList();
    return (double) Collections.frequency(told, YearArms.HOLDOUT) / told.size();
  }
}
