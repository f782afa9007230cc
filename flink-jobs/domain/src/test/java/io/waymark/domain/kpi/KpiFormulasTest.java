package io.waymark.domain.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KpiFormulasTest {
  private static final Offset<Double> TWO_DIGITS = within(0.00005);

  /** 1000 answered, 860 of them in 20 s; 60 left, 20 in 20 s and 10 in 5 s. */
  private static final QueueOutcomes QUEUE = new QueueOutcomes(1000, 860, 60, 20, 10, 0, 0);

  private static final QueueOutcomes NOBODY = new QueueOutcomes(0, 0, 0, 0, 0, 0, 0);

  @Test
  void serviceLevelsByTheirNames() {
    assertThat(QUEUE.serviceLevelF1().value()).isCloseTo(0.8302, TWO_DIGITS);
    assertThat(QUEUE.serviceLevelF2().value()).isCloseTo(0.8600, TWO_DIGITS);
    assertThat(QUEUE.serviceLevelF3().value()).isCloseTo(0.8113, TWO_DIGITS);
    assertThat(QUEUE.serviceLevelF4().value()).isCloseTo(0.8269, TWO_DIGITS);
    assertThat(QUEUE.serviceLevelF5().value()).isCloseTo(0.8208, TWO_DIGITS);
    assertThat(QUEUE.serviceLevelF6().value()).isCloseTo(0.8190, TWO_DIGITS);
  }

  @Test
  void connectCountsCallbacks() {
    QueueOutcomes withCallbacks = new QueueOutcomes(1000, 860, 60, 20, 10, 40, 30);

    assertThat(withCallbacks.serviceLevelConnect().value())
        .isCloseTo((860 + 20 + 30) / 1100.0, within(1e-12));
    assertThat(withCallbacks.serviceLevelF4()).isEqualTo(QUEUE.serviceLevelF4());
  }

  /** As Genesys Cloud's help has it: in the denominator is what is switched on. */
  @Test
  void genesysCountsWhatIsSwitchedOn() {
    QueueOutcomes queue = new QueueOutcomes(1000, 860, 60, 20, 10, 40, 30);

    assertThat(genesys(queue, GenesysSwitch.ABANDONS, GenesysSwitch.SHORT_ABANDONS))
        .isEqualTo(queue.serviceLevelF3());
    assertThat(genesys(queue, GenesysSwitch.ABANDONS)).isEqualTo(queue.serviceLevelF6());
    assertThat(genesys(queue)).isEqualTo(queue.serviceLevelF2());
    assertThat(genesys(queue, GenesysSwitch.values())).isEqualTo(new Ratio(860, 1105));
    assertThat(genesys(NOBODY).value()).isNull();
  }

  private static Ratio genesys(QueueOutcomes queue, GenesysSwitch... on) {
    return queue.serviceLevelGenesys(Set.of(on), 5);
  }

  @Test
  void abandonmentGrossAndNetOfShort() {
    assertThat(QUEUE.abandonment().value()).isCloseTo(0.0566, TWO_DIGITS);
    assertThat(QUEUE.abandonmentNet().value()).isCloseTo(0.0476, TWO_DIGITS);
  }

  @Test
  void ofNobodyNothingIsDefined() {
    assertThat(NOBODY.serviceLevelF1().value()).isNull();
    assertThat(NOBODY.serviceLevelF4().value()).isNull();
    assertThat(NOBODY.serviceLevelConnect().value()).isNull();
    assertThat(NOBODY.abandonment().value()).isNull();
    assertThat(new NetPromoter(0, 0, 0).score()).isNull();
    assertThat(new NetPromoter(0, 0, 0).standardError()).isNull();
    assertThat(new NetPromoter(0, 0, 0).low()).isNull();
    assertThat(new Apdex(0, 0, 0).index().value()).isNull();
  }

  /** All left within 5 s: nobody is left to serve in time, so F6 says nothing, while F1 says 1. */
  @Test
  void whereAllLeftShortlyEachFormulaSaysWhatItMeans() {
    QueueOutcomes outcomes = new QueueOutcomes(0, 0, 3, 3, 3, 0, 0);

    assertThat(outcomes.serviceLevelF1().value()).isEqualTo(1);
    assertThat(outcomes.serviceLevelF2().value()).isNull();
    assertThat(outcomes.serviceLevelF3().value()).isZero();
    assertThat(outcomes.serviceLevelF4().value()).isNull();
    assertThat(outcomes.serviceLevelF6().value()).isNull();
    assertThat(outcomes.abandonmentNet().value()).isNull();
  }

  @Test
  void groupsAreAddedNotAveraged() {
    Ratio busy = new Ratio(90, 100);
    Ratio quiet = new Ratio(0, 1);

    assertThat(busy.plus(quiet).value()).isCloseTo(90 / 101.0, within(1e-12));
  }

  @Test
  void twentySecondsAreInTimeAndFiveAreNotShort() {
    ContactGoal goal = ContactGoal.STANDARD;

    assertThat(goal.inTime(20_000)).isTrue();
    assertThat(goal.inTime(20_001)).isFalse();
    assertThat(goal.isShort(4_999)).isTrue();
    assertThat(goal.isShort(5_000)).isFalse();
    assertThatThrownBy(() -> new ContactGoal(1, Duration.ofSeconds(5).toMillis(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void netPromoterScoreWithItsInterval() {
    NetPromoter answers = new NetPromoter(50, 30, 20);

    assertThat(answers.score()).isEqualTo(30);
    assertThat(answers.standardError()).isCloseTo(7.81, within(0.005));
    assertThat(answers.low()).isCloseTo(14.7, within(0.05));
    assertThat(answers.high()).isCloseTo(45.3, within(0.05));
  }

  @Test
  void zeroIsADetractorAndWhatIsNoAnswerIsNone() {
    assertThat(NetPromoter.Answer.of(0)).contains(NetPromoter.Answer.DETRACTOR);
    assertThat(NetPromoter.Answer.of(6)).contains(NetPromoter.Answer.DETRACTOR);
    assertThat(NetPromoter.Answer.of(7)).contains(NetPromoter.Answer.PASSIVE);
    assertThat(NetPromoter.Answer.of(8)).contains(NetPromoter.Answer.PASSIVE);
    assertThat(NetPromoter.Answer.of(9)).contains(NetPromoter.Answer.PROMOTER);
    assertThat(NetPromoter.Answer.of(10)).contains(NetPromoter.Answer.PROMOTER);
    assertThat(NetPromoter.Answer.of(-1)).isEmpty();
    assertThat(NetPromoter.Answer.of(11)).isEmpty();
    assertThat(NetPromoter.Answer.of(8.5)).isEmpty();
    assertThat(NetPromoter.Answer.of(Double.NaN)).isEmpty();
  }

  @Test
  void theTwoBestBoxesDependOnTheScale() {
    Scale five = new Scale(1, 5, true);
    Scale seven = new Scale(1, 7, true);

    assertThat(five.topTwoBox(4)).contains(true);
    assertThat(five.topTwoBox(3)).contains(false);
    assertThat(five.topTwoBox(6)).isEmpty();
    assertThat(seven.topTwoBox(5)).contains(false);
    assertThat(seven.topTwoBox(6)).contains(true);
    assertThat(new Scale(1, 5, false).topTwoBox(2)).contains(true);
  }

  @Test
  void easeIsTheSameWhicheverWayOneAsks() {
    Scale agreeThatItWasEasy = new Scale(1, 7, true);
    Scale howMuchEffort = new Scale(1, 5, false);

    assertThat(agreeThatItWasEasy.ease(7)).contains(1.0);
    assertThat(agreeThatItWasEasy.ease(4)).contains(0.5);
    assertThat(howMuchEffort.ease(1)).contains(1.0);
    assertThat(howMuchEffort.ease(5)).contains(0.0);
    assertThat(howMuchEffort.ease(0)).isEmpty();
  }

  @Test
  void whoAnswersFiveToSevenOfSevenFoundItEasyAndAQuestionForEffortIsAnother() {
    Scale agreeThatItWasEasy = new Scale(1, 7, true);

    assertThat(agreeThatItWasEasy.agreesThatItWasEasy(4)).contains(false);
    assertThat(agreeThatItWasEasy.agreesThatItWasEasy(5)).contains(true);
    assertThat(agreeThatItWasEasy.agreesThatItWasEasy(7)).contains(true);
    assertThat(agreeThatItWasEasy.agreesThatItWasEasy(8)).isEmpty();
    assertThat(new Scale(1, 5, true).agreesThatItWasEasy(3)).contains(false);
    assertThat(new Scale(1, 5, true).agreesThatItWasEasy(4)).contains(true);
    assertThat(new Scale(1, 5, false).agreesThatItWasEasy(1)).isEmpty();
  }

  @Test
  void apdex() {
    assertThat(new Apdex(170, 20, 200).index().value()).isEqualTo(0.90);
  }
}
