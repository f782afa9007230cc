package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.Stories;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.MeasuredInterval.Stretches;
import io.waymark.domain.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a rule costs, as found out from a part of what it does. */
final class RuleMeterTest {
  private static final Rule EVERY_CLICK = rule("every-click").when(on("click")).build();
  private static final Rule BURST =
      rule("burst").when(count("click").atLeast(3).within("1h")).build();
  private static final Rule OTHER = rule("other").when(on("call")).build();
  private static final List<Rule> RULES = List.of(EVERY_CLICK, BURST, OTHER);

  /** A clock that goes on by 100 ns each time it is looked at. */
  private long nanos;

  private final RuleMeter meter = new RuleMeter(() -> nanos += 100);
  private final FrictionEngine engine =
      new FrictionEngine(RULES, null, Limits.DEFAULT, null, meter);

  @Test
  void nothingIsSaidBeforeAnythingHappens() {
    assertThat(meter.take(RULES, 5).usage()).isEmpty();
  }

  @Test
  void timeIsTheRulesThatLookAtAnEventAndNobodyElses() {
    clicks(2 * RuleMeter.EVERY);

    Map<String, RuleUsage> usage = take();
    assertThat(usage.get("every-click").events()).isEqualTo(2);
    assertThat(usage.get("every-click").nanos()).isEqualTo(200);
    assertThat(usage.get("burst").nanos()).isEqualTo(200);
    assertThat(usage.get("other")).isEqualTo(new RuleUsage("other", 5, 2, 0, 0, 0, Map.of()));
  }

  @Test
  void mostEventsAreNotTimed() {
    long before = nanos;
    clicks(RuleMeter.EVERY - 1);

    assertThat(nanos).isEqualTo(before);
    MeasuredInterval taken = meter.take(RULES, 5);
    assertThat(taken.usage()).isEmpty();
    assertThat(taken.events()).isEqualTo(RuleMeter.EVERY - 1);
    assertThat(taken.timed()).isZero();
  }

  @Test
  void whereFewCameAllThatComeNextAreTimed() {
    clicks(3);
    take();
    clicks(7);

    MeasuredInterval taken = meter.take(RULES, 5);
    assertThat(taken.turns()).isEqualTo(7);
    assertThat(taken.timed()).isEqualTo(7);
    assertThat(taken.stretches("every-click")).isEqualTo(new Stretches(7, 100));
    assertThat(taken.stretches("other")).isEqualTo(Stretches.NONE);
  }

  @Test
  void whereManyComeAfterFewMostAreNotTimed() {
    take();
    for (int i = 0; i < RuleMeter.FEW + 2 * RuleMeter.EVERY; i++) {
      meter.isNextEvent();
    }

    MeasuredInterval many = meter.take(RULES, 5);
    assertThat(many.timed()).isEqualTo(RuleMeter.FEW + 2);
    assertThat(many.events()).isEqualTo(RuleMeter.FEW + 2L * RuleMeter.EVERY);
    assertThat(meter.isNextEvent()).isFalse();
  }

  @Test
  void anIntervalIsAsLongAsTheTimeBetweenTwoQuestions() {
    meter.take(RULES, 5);
    nanos += 900;

    assertThat(meter.take(RULES, 5).nanos()).isEqualTo(1_000);
  }

  @Test
  void aJourneyIsWeighedByWhatIsStoredOfEachRule() {
    CustomerState state = engine.newCustomer("c1");
    engine.accept(state, Stories.log(event("10:00", "click")).get(0), new Ignored());
    byte[] stored = engine.write(state, new Ignored());
    for (int i = 0; i < RuleMeter.EVERY; i++) {
      engine.read("c1", stored);
    }

    Map<String, RuleUsage> usage = take();
    assertThat(usage.get("burst").journeys()).isEqualTo(1);
    assertThat(usage.get("burst").bytes()).isBetween(20L, (long) stored.length);
    assertThat(usage.get("other").bytes()).isZero();
  }

  @Test
  void whatHappenedIsCountedOnce() {
    meter.count("burst", Occurrence.SUPPRESSED_BY_COOLDOWN);
    meter.count("burst", Occurrence.SUPPRESSED_BY_COOLDOWN);

    assertThat(take().get("burst").count(Occurrence.SUPPRESSED_BY_COOLDOWN)).isEqualTo(2);
    assertThat(take()).isEmpty();
  }

  private void clicks(int many) {
    CustomerState state = engine.newCustomer("c1");
    for (int i = 0; i < many; i++) {
      Event click =
          Stories.log(event("10:00:%02d.%03d".formatted(i / 1000, i % 1000), "click").id("e" + i))
              .get(0);
      assertThat(engine.accept(state, click, new Ignored())).isEqualTo(Verdict.EVALUATED);
    }
  }

  private Map<String, RuleUsage> take() {
    return meter.take(RULES, 5).usage().stream()
        .collect(Collectors.toMap(RuleUsage::ruleId, Function.identity()));
  }

  private static final class Ignored implements Effects {
    @Override
    public void signal(Signal signal) {}

    @Override
    public void fact(Fact fact) {}
  }
}
