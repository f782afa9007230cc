package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Time alone takes scores over their levels, and rules that name it are told. */
final class FadingScoresTest {
  private static final String RELIEVED =
      """
      journey:
        effort: { half_life: 1h, scale: 10, add: [ { when: { event: payment_failed }, points: 8 } ] }
        emotion: { peak: 1, last: 0, mean: 0, peak_within: 30d, half_life: 7d, friction: {}, recovery: 0,
                   add: [ { when: { event: survey_response }, valence: survey } ] }
        # 8 points are 55; they are 30 when 3.57 are left of them, and 15 when 1.63 are.
        thresholds: { effort: [15, 30], emotion: [-0.5], frustration: [6] }
      rules:
        - id: relieved
          title: t
          kind: opportunity
          when: { event: { type: score_crossed, where: "attr.score == '%s' && attr.direction == '%s'" } }
      """;

  /** Effort of 8 points is 55, of 16 it is 80. */
  private static final String TOGETHER =
      RELIEVED
          .formatted("effort", "up")
          .replace("effort: [15, 30]", "effort: [60]")
          .replace("relieved", "costly");

  @Test
  void effortFadesBelowEachOfItsLevels() {
    JourneyStory story = JourneyStory.of(RELIEVED.formatted("effort", "down"));
    story.given("10:00 payment_failed").after("1h");
    assertThat(story.told()).isEmpty();
    story.after("10m");
    assertThat(story.told()).containsExactly("relieved fired 11:09:55.405");
    story.after("7d");
    assertThat(story.told())
        .containsExactly("relieved fired 11:09:55.405", "relieved fired 12:17:57.813");
  }

  @Test
  void whatCostsEffortAgainBeforeThatPutsItOff() {
    JourneyStory story = JourneyStory.of(RELIEVED.formatted("effort", "down"));
    story.given("10:00 payment_failed", "10:30 payment_failed", "11:10 page_view").after("1m");
    assertThat(story.told()).isEmpty();
    story.after("2h");
    assertThat(story.told()).hasSize(1);
  }

  @Test
  void effortThatFadedCrossesItsLevelAgain() {
    JourneyStory story = JourneyStory.of(RELIEVED.formatted("effort", "up"));
    story.given("10:00 payment_failed", "13:00 payment_failed");
    assertThat(story.told())
        .containsExactly(
            "relieved fired 10:00",
            "relieved fired 10:00",
            "relieved fired 13:00",
            "relieved fired 13:00");
  }

  @Test
  void whatOnlyBothTogetherAreIsToldWithTheNextEvent() {
    JourneyStory story = JourneyStory.of(TOGETHER).given("10:00 payment_failed");
    story.joinedBy(JourneyStory.of(TOGETHER).given("10:01 payment_failed"));
    assertThat(story.told()).isEmpty();
    story.given("10:02 page_view", "10:03 page_view");
    assertThat(story.told()).containsExactly("costly fired 10:02");
  }

  @Test
  void whatWasToldOfOneOfThemIsNotToldAgain() {
    JourneyStory device =
        JourneyStory.of(TOGETHER).given("10:00 payment_failed", "10:01 payment_failed");
    assertThat(device.told()).containsExactly("costly fired 10:01");
    JourneyStory story = JourneyStory.of(TOGETHER).joinedBy(device);
    story.given("10:02 page_view", "10:03 payment_failed");
    assertThat(story.told()).isEmpty();
  }

  @Test
  void frustrationEndsWithItsSession() {
    JourneyStory story = JourneyStory.of(RELIEVED.formatted("frustration", "down"));
    story.given("10:00 error kind=crash channel=web", "10:05 page_view channel=web").after("30m");
    assertThat(story.told()).isEmpty();
    story.after("1m");
    assertThat(story.told()).containsExactly("relieved fired 10:35:00.001");
  }

  @Test
  void emotionIsBetterWhenTheWorstIsForgotten() {
    JourneyStory story = JourneyStory.of(RELIEVED.formatted("emotion", "up"));
    story.given("10:00 survey_response metric=nps score=1 scale_min=0 scale_max=10").after("29d");
    assertThat(story.told()).isEmpty();
    story.after("2d");
    assertThat(story.told()).containsExactly("relieved fired day 31 10:00:00.001");
  }

  @Test
  void whoHasCrossedNoLevelIsToldOfNone() {
    JourneyStory story = JourneyStory.of(RELIEVED.formatted("effort", "down"));
    story.given("10:00 page_view channel=web").after("40d");
    assertThat(story.told()).isEmpty();
  }
}
