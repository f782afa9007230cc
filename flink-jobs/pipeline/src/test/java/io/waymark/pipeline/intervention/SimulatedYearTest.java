package io.waymark.pipeline.intervention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Nobody is contacted who must not be, and nobody is spared without a reason, for whole years. */
class SimulatedYearTest {

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void aYearHasNoViolations(@ForAll long seed) {
    YearChecker checker = new YearChecker();
    YearRun.of(seed, checker);
    checker.end();
    assertThat(checker.violations).isEmpty();
  }

  @Example
  void allThereIsToDecideIsDecidedInSomeYears() {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 1; seed <= 8; seed++) {
      YearChecker checker = new YearChecker();
      YearRun.of(seed, checker);
      checker.seen.forEach((what, times) -> seen.merge(what, times, Integer::sum));
    }
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
}
