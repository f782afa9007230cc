package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.journey.JourneySnapshot.Experience;
import io.waymark.domain.journey.JourneySnapshot.SessionSnapshot;
import io.waymark.domain.journey.Overlays.Activity;
import io.waymark.domain.journey.Overlays.Contact;
import io.waymark.domain.journey.Overlays.Health;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of journeys under the shipped model, told as stories. */
final class JourneyStoriesTest {

  // -- stages

  @Test
  void aVisitorBecomesACustomerStageByStage() {
    JourneyStory story =
        JourneyStory.shipped()
            .given("10:00 page_view channel=web", "10:01 view_item channel=web item_id=i1");
    assertThat(story.stages()).isEqualTo("awareness");
    story.given("10:02 view_item channel=web item_id=i2");
    assertThat(story.stages()).isEqualTo("awareness, consideration");
    story.given("10:10 purchase channel=web order_id=o1 cart_id=k1", "12:00 delivered order_id=o1");
    assertThat(story.stages()).isEqualTo("awareness, consideration, purchase, retention");
    story.given(
        "13:00 survey_response channel=survey metric=nps score=10 scale_min=0 scale_max=10");
    assertThat(story.snapshot().stage()).isEqualTo("advocacy");
  }

  @Test
  void whoBuysAtOnceHasPassedOverAStage() {
    JourneyStory story =
        JourneyStory.shipped()
            .given("10:00 page_view channel=web", "10:01 purchase channel=web order_id=o1");
    assertThat(story.stages()).isEqualTo("awareness, purchase+1");
  }

  @Test
  void whoBuysEveryThreeWeeksIsRetainedOnceThirtyDaysAreOver() {
    JourneyStory story =
        JourneyStory.shipped()
            .given(
                "10:00 purchase channel=web order_id=o1", "+21d purchase channel=web order_id=o2");
    assertThat(story.snapshot().stage()).isEqualTo("purchase");
    story.given("+21d purchase channel=web order_id=o3");
    assertThat(story.snapshot().stage()).isEqualTo("retention");
  }

  @Test
  void thirtyDaysToTheMillisecondAreEnough() {
    JourneyStory early =
        JourneyStory.shipped()
            .given(
                "10:00:00.001 purchase channel=web order_id=o1",
                "+1d page_view",
                "+29d purchase channel=web order_id=o2");
    assertThat(early.snapshot().stage()).isEqualTo("retention");
    JourneyStory late =
        JourneyStory.shipped()
            .given(
                "10:00 purchase channel=web order_id=o1",
                "+29d page_view",
                "+86399999ms purchase channel=web order_id=o2");
    assertThat(late.snapshot().stage()).isEqualTo("purchase");
  }

  @Test
  void whoComesBackWithinAWeekConsidersWhateverTheTrackerCallsASession() {
    JourneyStory story =
        JourneyStory.shipped()
            .given(
                "10:00 page_view channel=web url=/a",
                "10:20 page_view channel=web url=/b",
                "10:40 page_view channel=web url=/c");
    assertThat(story.snapshot().stage()).isEqualTo("awareness");
    story.given("+6d page_view channel=app url=/a");
    assertThat(story.snapshot().stage()).isEqualTo("consideration");
    assertThat(
            JourneyStory.shipped()
                .given("10:00 page_view channel=web", "+8d page_view channel=web")
                .snapshot()
                .stage())
        .isEqualTo("awareness");
  }

  @Test
  void openingAMessageIsNoStepForward() {
    JourneyStory story =
        JourneyStory.shipped().given("10:00 message_opened channel=email message_id=m1");
    assertThat(story.snapshot().stage()).isNull();
    assertThat(story.snapshot().journeyId()).isNull();
  }

  @Test
  void theRefundOfTheOnlyOrderLeadsBackToConsideration() {
    JourneyStory story =
        JourneyStory.shipped()
            .given("10:00 purchase channel=web order_id=o1", "11:00 refund order_id=o1");
    assertThat(story.snapshot().stage()).isEqualTo("consideration");
    assertThat(story.stages()).isEqualTo("consideration");
  }

  @Test
  void theRefundOfOneOfTwoOrdersDoesNot() {
    JourneyStory story =
        JourneyStory.shipped()
            .given(
                "10:00 purchase channel=web order_id=o1",
                "10:30 purchase channel=web order_id=o2",
                "11:00 refund order_id=o1");
    assertThat(story.snapshot().stage()).isEqualTo("purchase");
  }

  @Test
  void aCancellationBeforeDeliveryLeadsBackAndOneAfterItDoesNot() {
    JourneyStory before =
        JourneyStory.shipped()
            .given("10:00 purchase order_id=o1", "11:00 order_cancelled order_id=o1");
    JourneyStory after =
        JourneyStory.shipped()
            .given(
                "10:00 purchase order_id=o1",
                "10:30 delivered order_id=o1",
                "11:00 order_cancelled order_id=o1");
    assertThat(before.snapshot().stage()).isEqualTo("consideration");
    assertThat(after.snapshot().stage()).isEqualTo("retention");
  }

  @Test
  void whoComesBackAfterLeavingBeginsAnotherJourneyThatKnowsTheFirst() {
    JourneyStory story = JourneyStory.shipped().given("10:00 page_view channel=web");
    String first = story.snapshot().journeyId();
    story.given("11:00 account_closed channel=web");
    assertThat(story.snapshot().stage()).isNull();
    story.given("12:00 page_view channel=web");
    assertThat(story.snapshot().stage()).isEqualTo("awareness");
    assertThat(story.snapshot().previousJourneyId()).isEqualTo(first);
    assertThat(story.snapshot().journeyId()).isNotNull().isNotEqualTo(first);
  }

  @Test
  void anEventThatComesLateMayShowThatAStageBeganEarlierAndUndoesNothing() {
    JourneyStory story =
        JourneyStory.shipped()
            .given("10:00 page_view channel=web", "11:00 purchase order_id=o1 cart_id=k1")
            .given("10:30 add_to_cart channel=web cart_id=k1", "09:30 page_view channel=web");
    assertThat(story.stages()).isEqualTo("awareness, consideration, purchase+1");
    assertThat(story.snapshot().stages().get(0).enteredAt())
        .isEqualTo(Example.DAY + 9 * 3_600_000 + 1_800_000);
  }

  @Test
  void aSaleThatTheTillTellsLateIsAPurchaseAllTheSame() {
    JourneyStory story =
        JourneyStory.shipped()
            .given("10:00 page_view channel=web", "10:20 view_item channel=web item_id=i1")
            .given("10:10 purchase channel=store order_id=o1");
    assertThat(story.stages()).isEqualTo("awareness, purchase+1");
    assertThat(story.snapshot().overlays().orders()).isEqualTo(1);
    story.given("10:30 contact_started channel=voice conversation_id=c1");
    assertThat(story.snapshot().stage()).isEqualTo("retention");
  }

  @Test
  void whatComesLateOfAJourneyThatIsOverSaysNothingOfTheNext() {
    JourneyStory story =
        JourneyStory.shipped()
            .given("10:00 page_view channel=web", "11:00 account_closed channel=web")
            .given("10:30 purchase channel=store order_id=o1");
    assertThat(story.snapshot().stage()).isNull();
    story.given("12:00 page_view channel=web", "10:40 purchase channel=store order_id=o2");
    assertThat(story.stages()).isEqualTo("awareness");
    assertThat(story.snapshot().overlays().orders()).isZero();
  }

  @Test
  void whoHasOnlyLookedAtAProductHasBegunToo() {
    JourneyStory story =
        JourneyStory.shipped().given("10:00 view_item channel=web item_id=i1 item_name=shoe");
    assertThat(story.stages()).isEqualTo("awareness");
  }

  @Test
  void whatWasSeenBeforeLeavingDoesNotCountForTheNextJourney() {
    String[] events = {
      "10:00 view_item channel=web item_id=i1",
      "10:01 add_to_cart channel=web cart_id=k1",
      "10:02 account_closed channel=web",
      "10:03 view_item channel=web item_id=i1"
    };
    assertThat(JourneyStory.shipped().given(events).stages()).isEqualTo("awareness");
    assertThat(JourneyStory.shipped().unwritten().given(events).stages()).isEqualTo("awareness");
  }

  // -- the other models

  @Test
  void whoBuysUnderFourStagesPassesThroughAllOfThem() {
    JourneyStory story =
        JourneyStory.of("journey: {model: four}")
            .given(
                "10:00 page_view channel=web",
                "10:05 add_to_cart channel=web cart_id=k",
                "10:10 purchase channel=web order_id=o",
                "15:00 delivered order_id=o");
    assertThat(story.stages()).isEqualTo("awareness, engagement, conversion, retention");
  }

  @Test
  void whoRecommendsUnderSixStepsHasPassedThroughAllOfThem() {
    JourneyStory story =
        JourneyStory.of("journey: {model: six_step}")
            .given(
                "10:00 page_view channel=web",
                "10:05 search channel=web",
                "10:10 purchase channel=web order_id=o",
                "15:00 delivered order_id=o",
                "16:00 ticket_created ticket_id=t",
                "17:00 referral_made channel=web");
    assertThat(story.stages())
        .isEqualTo(
            "awareness, information_search, purchase_decision, use, after_sales, word_of_mouth");
  }

  @Test
  void whoAsksForHelpUnderSevenStagesHasPassedThroughAllOfThem() {
    JourneyStory story =
        JourneyStory.of("journey: {model: seven}")
            .given(
                "10:00 page_view channel=web",
                "10:02 search channel=web",
                "10:04 view_item channel=web item_id=i",
                "10:06 add_to_cart channel=web cart_id=k",
                "10:10 purchase channel=web order_id=o",
                "15:00 delivered order_id=o",
                "16:00 page_view channel=web page_type=help");
    assertThat(story.stages())
        .isEqualTo("awareness, discovery, interest, consideration, action, use, support");
  }

  // -- overlays

  @Test
  void aDetractorIsAtRiskButStaysInTheStage() {
    JourneyStory story =
        JourneyStory.shipped()
            .given(
                "10:00 purchase order_id=o1",
                "11:00 survey_response metric=nps score=2 scale_min=0 scale_max=10");
    assertThat(story.snapshot().stage()).isEqualTo("purchase");
    assertThat(story.snapshot().overlays().health()).isEqualTo(Health.AT_RISK);
    story.given("12:00 callback_connected contact_chain_id=x");
    assertThat(story.snapshot().overlays().health()).isEqualTo(Health.IN_RECOVERY);
    story.given("13:00 ticket_resolved ticket_id=t");
    assertThat(story.snapshot().overlays().health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void aCallIsWaitedForAnsweredAndOver() {
    JourneyStory story =
        JourneyStory.shipped().given("10:00 call_queued channel=call call_id=x queue=q");
    assertThat(story.snapshot().overlays().contact()).isEqualTo(Contact.WAITING);
    story.given("10:01 call_answered channel=call call_id=x wait_ms=60000");
    assertThat(story.snapshot().overlays().contact()).isEqualTo(Contact.IN_CONTACT);
    story.given("10:05 call_ended channel=call call_id=x ended_by=customer");
    assertThat(story.snapshot().overlays().contact()).isEqualTo(Contact.IDLE);
  }

  @Test
  void silenceMakesDormantAndLapsedAndASignOfLifeActive() {
    JourneyStory story = JourneyStory.shipped().given("10:00 page_view channel=web").after("30d");
    assertThat(story.snapshot().overlays().activity()).isEqualTo(Activity.DORMANT);
    story.after("30d");
    assertThat(story.snapshot().overlays().activity()).isEqualTo(Activity.LAPSED);
    story.given("+61d page_view channel=web");
    assertThat(story.snapshot().overlays().activity()).isEqualTo(Activity.ACTIVE);
  }

  @Test
  void theProfileTakesValuesOverAndLetsGoOfThem() {
    JourneyStory story =
        JourneyStory.shipped()
            .given(
                "10:00 profile_updated tier=gold segment=vip tz=Asia/Bangkok",
                "11:00 profile_updated tier=silver segment=null");
    assertThat(story.snapshot().profile())
        .isEqualTo(Map.of("tier", "silver", "tz", "Asia/Bangkok"));
  }

  @Test
  void anObjectionThatNamesNoPurposeMeansEveryPurpose() {
    JourneyStory story =
        JourneyStory.shipped()
            .given("10:00 consent_updated purpose=marketing granted=true", "11:00 object");
    assertThat(story.snapshot().consents())
        .containsEntry("marketing", false)
        .containsEntry("profiling", false);
  }

  // -- sessions

  @Test
  void oneLookIsABounceAndTwoPagesAreNot() {
    JourneyStory story = JourneyStory.shipped().given("10:00 page_view channel=web url=/a");
    assertThat(session(story).engaged()).isFalse();
    story.given("10:00:05 page_view channel=web url=/b");
    assertThat(session(story).engaged()).isTrue();
    assertThat(session(story).views()).isEqualTo(2);
  }

  @Test
  void halfAnHourOfSilenceBeginsAnotherSession() {
    JourneyStory story =
        JourneyStory.shipped().given("10:00 page_view channel=web", "10:30 page_view channel=web");
    assertThat(session(story).views()).isEqualTo(2);
    story.given("11:00:00.001 page_view channel=web");
    assertThat(session(story).views()).isEqualTo(1);
  }

  @Test
  void aThirdOfBadActionsIsAFrustratingSession() {
    JourneyStory story =
        JourneyStory.shipped()
            .given(
                "10:00 click channel=web element=a effect=dom",
                "10:00:10 click channel=web element=b effect=dom");
    assertThat(session(story).experience()).isEqualTo(Experience.SATISFYING);
    story.given("10:00:20 click channel=web element=c effect=none");
    assertThat(session(story).experience()).isEqualTo(Experience.FRUSTRATING);
  }

  // -- scores

  @Test
  void effortAddsUpAndHalvesInAWeek() {
    JourneyStory story =
        JourneyStory.shipped()
            .given(
                "10:00 payment_failed cart_id=k code=x",
                "10:00 call_answered call_id=c wait_ms=150000");
    // 4 for the payment and 0.5 for each of three minutes begun.
    assertThat(story.snapshot().journey().effort())
        .isCloseTo(100 * (1 - Math.exp(-5.5 / 10)), within(1e-9));
    story.after("7d");
    assertThat(story.snapshot().journey().effort())
        .isCloseTo(100 * (1 - Math.exp(-2.75 / 10)), within(1e-9));
  }

  @Test
  void aWaitCostsNoMoreThanItsCap() {
    JourneyStory story = JourneyStory.shipped().given("10:00 call_left call_id=c wait_ms=7200000");
    assertThat(story.snapshot().journey().effort())
        .isCloseTo(100 * (1 - Math.exp(-5.0 / 10)), within(1e-9));
  }

  @Test
  void aCallbackLaterThanPromisedCostsEffort() {
    assertThat(effortOfCallback("promised_by=2026-01-01T11:00:00Z", "11:00")).isZero();
    assertThat(effortOfCallback("promised_by=2026-01-01T11:00:00Z", "11:00:01"))
        .isCloseTo(100 * (1 - Math.exp(-4.0 / 10)), within(1e-9));
    assertThat(effortOfCallback("", "11:00")).isZero();
    assertThat(effortOfCallback("", "11:00:01"))
        .isCloseTo(100 * (1 - Math.exp(-4.0 / 10)), within(1e-9));
  }

  private static double effortOfCallback(String promise, String connected) {
    return JourneyStory.of("rules: []")
        .given(
            "10:00 callback_requested contact_chain_id=x " + promise,
            connected + " callback_connected contact_chain_id=x")
        .snapshot()
        .journey()
        .effort();
  }

  @Test
  void emotionIsThePeakTheEndAndTheMean() {
    JourneyStory story =
        JourneyStory.of("rules: [{id: r, title: t, when: {event: none}}]")
            .given(
                "10:00 survey_response metric=csat score=1 scale_min=1 scale_max=5",
                "10:00 purchase order_id=o1");
    // -1 and +0.3 at one time: peak -1, last 0.3, mean -0.35.
    assertThat(story.snapshot().journey().emotion())
        .isCloseTo(0.4 * -1 + 0.4 * 0.3 + 0.2 * -0.35, within(1e-9));
    story.after("31d");
    assertThat(story.snapshot().journey().emotion())
        .isCloseTo(0.4 * 0.3 + 0.2 * -0.35, within(1e-9));
  }

  @Test
  void theDirectionOfAScaleCounts() {
    JourneyStory low =
        JourneyStory.shipped()
            .given(
                "10:00 survey_response metric=ces score=1 scale_min=1 scale_max=5"
                    + " direction=lower_is_better");
    assertThat(low.snapshot().journey().emotion()).isEqualTo(1.0);
  }

  @Test
  void frustrationCountsEachKindAFewTimesAndEndsWithTheSession() {
    JourneyStory story = JourneyStory.shipped().given("10:00 page_view channel=web url=/a");
    for (int i = 1; i <= 7; i++) {
      story.given("10:0" + i + " form_error channel=web form_id=f field_id=x" + i);
    }
    assertThat(story.snapshot().journey().frustration()).isEqualTo(10.0);
    story.after("31m");
    assertThat(story.snapshot().journey().frustration()).isEqualTo(0.0);
  }

  // -- more than one device, model and touchpoint

  @Test
  void aVisitThatGoesOnOnAnotherDeviceIsOneVisit() {
    JourneyStory story =
        JourneyStory.shipped()
            .given(
                "10:00 error channel=web session=s1 kind=js",
                "10:01 error channel=web session=s2 kind=js",
                "10:02 error channel=web session=s1 kind=js");
    assertThat(story.snapshot().journey().frustration()).isEqualTo(15.0);
  }

  @Test
  void whatHappensLaterElsewhereMakesNoVisitAnEngagedOne() {
    JourneyStory story =
        JourneyStory.shipped()
            .given("10:00 page_view channel=web", "16:00 purchase channel=store order_id=o");
    assertThat(session(story).engaged()).isFalse();
  }

  @Test
  void aModelThatGetsAStageMoreKeepsWhereCustomersStand() {
    JourneyStory story =
        JourneyStory.shipped().given("10:00 page_view channel=web", "10:01 purchase order_id=o");
    story.under("journey: {model: seven}");
    assertThat(story.snapshot().stage()).isNotEqualTo("interest");
    assertThat(story.stages()).isEqualTo("awareness");
  }

  @Test
  void theLastThingsThatHappenedAreKept() {
    JourneyStory story = JourneyStory.shipped();
    for (int i = 0; i < 60; i++) {
      story.given("10:%02d click channel=web element=e touchpoint=/p%d".formatted(i, i));
    }
    JourneySnapshot snapshot = story.snapshot();
    assertThat(snapshot.touchpoints()).hasSize(50);
    assertThat(snapshot.touchpoints().get(0).touchpoint()).isEqualTo("/p10");
    assertThat(snapshot.touchpoints().get(49).touchpoint()).isEqualTo("/p59");
  }

  private static SessionSnapshot session(JourneyStory story) {
    return Objects.requireNonNull(story.snapshot().session());
  }
}
