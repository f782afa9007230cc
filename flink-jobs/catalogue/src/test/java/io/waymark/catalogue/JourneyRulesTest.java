package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What rules can ask of journeys, and what they do to them, told as stories. */
final class JourneyRulesTest {

  @Test
  void aRuleSeesTheJourneyAfterTheEvent() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - id: buyer-in-trouble
                title: t
                when: { event: { type: error, where: "journey.stage == 'purchase' && profile.tier == 'gold'" } }
            """);
    story.given("10:00 error kind=js", "10:01 purchase order_id=o", "10:02 error kind=js");
    assertThat(story.told()).isEmpty();
    story.given("10:03 profile_updated tier=gold", "10:04 error kind=js");
    assertThat(story.told()).containsExactly("buyer-in-trouble fired 10:04");
    assertThat(story.signals.get(0).journey().stage()).isEqualTo("purchase");
  }

  @Test
  void aRuleSeesTheLastWordOnEachPurpose() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - { id: granted, title: t, when: { event: { type: error, where: "journey.consent.marketing" } } }
              - { id: refused, title: t, when: { event: { type: error, where: "journey.consent.marketing == false" } } }
              - { id: never-asked, title: t, when: { event: { type: error, where: "!has(journey.consent.marketing)" } } }
            """);
    story.given("10:00 consent_updated purpose=analytics granted=true", "10:01 error");
    story.given("10:02 consent_updated purpose=marketing granted=true", "10:03 error");
    story.given("10:04 consent_updated purpose=marketing granted=false", "10:05 error");
    assertThat(story.told())
        .containsExactly("never-asked fired 10:01", "granted fired 10:03", "refused fired 10:05");
  }

  @Test
  void anObjectionIsANoToEveryPurpose() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - id: leave-alone
                title: t
                when: { event: { type: object, where: "has(journey.consent.profiling) && journey.consent.all(p, !journey.consent[p])" } }
            """);
    story.given("10:00 consent_updated purpose=marketing granted=true", "10:01 object");
    assertThat(story.told()).containsExactly("leave-alone fired 10:01");
  }

  @Test
  void aRuleSeesTheSessionThatIsGoingOn() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - { id: third-page, title: t, when: { event: { type: page_view, where: "journey.session_views == 3" } } }
              - { id: at-the-door, title: t, when: { event: { type: error, where: "journey.session_engaged == false" } } }
              - { id: inside, title: t, when: { event: { type: error, where: "journey.session_engaged" } } }
            """);
    story.given("10:00 page_view channel=web", "10:00:01 error channel=web");
    story.given("10:00:02 page_view channel=web", "10:01 error channel=web");
    story.given("10:02 page_view channel=web", "10:03 page_view channel=web");
    assertThat(story.told())
        .containsExactly(
            "at-the-door fired 10:00:01", "inside fired 10:01", "third-page fired 10:02");
  }

  @Test
  void aSessionThatIsOverIsNoneToARule() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - id: off-site
                title: t
                when: { event: { type: error, where: "!has(journey.session_views) && !has(journey.session_engaged)" } }
              - { id: on-site, title: t, when: { event: { type: error, where: "journey.session_views == 1" } } }
            """);
    story.given("09:00 error channel=store");
    story.given("10:00 page_view channel=web", "10:30 error channel=store");
    story.given("10:30:01 error channel=store", "10:31 page_view channel=web", "10:32 error");
    assertThat(story.told())
        .containsExactly(
            "off-site fired 09:00",
            "on-site fired 10:30",
            "off-site fired 10:30:01",
            "on-site fired 10:32");
  }

  @Test
  void aRuleSeesTheStageThatTheSessionsBeginningLedTo() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - { id: back, title: t, when: { event: { type: page_view, where: "journey.stage == 'consideration'" } } }
            """);
    story.given("10:00 page_view channel=web", "12:00 page_view channel=web");
    assertThat(story.told()).containsExactly("back fired 12:00");
  }

  @Test
  void aRuleSeesForHowLongTheStageHasLasted() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - { id: hours, title: t, when: { event: { type: error, where: "journey.stage_ms >= 7200000" } } }
              - { id: nowhere, title: t, when: { event: { type: error, where: "!has(journey.stage_ms)" } } }
            """);
    story.given("09:00 error", "10:00 page_view channel=web", "11:00 error", "12:00 error");
    assertThat(story.told()).containsExactly("nowhere fired 09:00", "hours fired 12:00");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("deeds")
  void whatAJourneyDoesIsSomethingARuleCanMatch(
      String type, String where, List<String> given, String when) {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - { id: it, title: t, kind: opportunity, when: { event: { type: %s, where: "%s" } } }
            """
                .formatted(type, where));
    given.forEach(story::given);
    assertThat(story.told()).containsExactly("it fired " + when);
  }

  /** Type, where, what happens, and when that is found. No friction: that would be felt. */
  private static Stream<Arguments> deeds() {
    return Stream.of(
        arguments(
            "journey_started",
            "attr.journey_id != '' && !has(attr.previous_journey_id)",
            List.of("10:00 page_view", "10:05 account_closed", "10:10 page_view"),
            "10:00"),
        arguments(
            "journey_started",
            "attr.previous_journey_id != '' && attr.previous_journey_id != attr.journey_id",
            List.of("10:00 page_view", "10:05 account_closed", "10:10 page_view"),
            "10:10"),
        arguments(
            "journey_exited",
            "attr.journey_id != '' && attr.from == 'purchase'",
            List.of("10:00 purchase order_id=o", "10:05 account_closed", "10:10 account_closed"),
            "10:05"),
        arguments(
            "stage_entered",
            "attr.direction == 'regress' && attr.stage == 'consideration'"
                + " && attr.from == 'purchase' && attr.skipped == 0",
            List.of("10:00 page_view", "10:05 purchase order_id=o", "10:10 refund order_id=o"),
            "10:10"),
        arguments(
            "stage_entered",
            "attr.skipped == 1 && attr.stage == 'purchase' && attr.from == 'awareness'"
                + " && attr.direction == 'advance'",
            List.of("10:00 page_view", "10:05 purchase order_id=o"),
            "10:05"),
        arguments(
            "session_started",
            "event.session_id == 's2' && event.channel == 'app'",
            List.of(
                "10:00 page_view channel=web session=s1",
                "10:10 page_view channel=web session=s2",
                "11:00 page_view channel=app session=s2",
                "11:10 page_view channel=app session=s2"),
            "11:00"),
        arguments(
            "score_crossed",
            "attr.direction == 'down' && attr.score == 'emotion' && attr.level == -0.6"
                + " && attr.reading < -0.9",
            List.of(survey("10:00", 0), survey("10:05", 0)),
            "10:00"),
        arguments(
            "score_crossed",
            "attr.direction == 'up' && attr.score == 'emotion' && attr.level == -0.3"
                + " && attr.reading > -0.3",
            List.of(survey("10:00", 0), survey("10:05", 10), survey("10:10", 10)),
            "10:05"),
        arguments(
            "health_changed",
            "attr.health == 'at_risk' && attr.from == 'healthy'",
            List.of(survey("10:00", 2), survey("10:05", 2)),
            "10:00"),
        arguments(
            "activity_changed",
            "attr.activity == 'active' && attr.from == 'dormant'",
            List.of("10:00 page_view channel=web", "+31d page_view channel=web"),
            "day 32 10:00"));
  }

  private static String survey(String at, int score) {
    return at + " survey_response metric=nps score=" + score + " scale_min=0 scale_max=10";
  }

  @Test
  void enteringAStageIsSomethingARuleCanMatch() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - id: won
                title: t
                when: { event: { type: stage_entered, where: "attr.stage == 'purchase'" } }
              - id: everything
                title: t
                when: { event: "*" }
            """);
    story.given("10:00 page_view channel=web", "10:01 purchase order_id=o");
    assertThat(story.told())
        .containsExactly("everything fired 10:00", "everything fired 10:01", "won fired 10:01");
  }

  @Test
  void stayingTooLongInAStageIsSomethingARuleCanMatch() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - id: stalled
                title: t
                when:
                  absence:
                    after: { type: stage_entered, where: "attr.stage == 'consideration'" }
                    of: stage_entered
                    within: 7d
            """);
    story.given("10:00 add_to_cart channel=web cart_id=k").after("7d");
    assertThat(story.told()).containsExactly("stalled fired day 8 10:00");
  }

  @Test
  void aStageMayHaveATimeOfItsOwn() {
    JourneyStory story =
        JourneyStory.of(
            """
            journey:
              stages:
                - { id: looking, enter: [ {event: page_view} ], overstayed_after: 1h }
                - { id: done, enter: [ {event: purchase} ] }
            rules:
              - id: looks-too-long
                title: t
                when: { event: stage_overstayed }
            """);
    story.given("10:00 page_view channel=web", "10:30 page_view channel=web").after("1h");
    assertThat(story.told()).containsExactly("looks-too-long fired 11:00");
  }

  @Test
  void crossingALevelIsSomethingARuleCanMatch() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - id: fed-up
                title: t
                when:
                  event:
                    type: score_crossed
                    where: "attr.score == 'frustration' && attr.level == 6 && attr.direction == 'up'"
            """);
    story.given("10:00 page_view channel=web url=/a");
    for (int i = 1; i <= 5; i++) {
      story.given("10:0" + i + " form_error channel=web form_id=f field_id=x" + i);
    }
    assertThat(story.told()).containsExactly("fed-up fired 10:03");
  }

  @Test
  void whatRulesFindIsFelt() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - { id: a, title: t, severity: high, when: { event: broken }, resolve: [ mended ] }
              - { id: b, title: t, mode: shadow, severity: high, when: { event: hidden } }
            """);
    story.given("10:00 hidden");
    assertThat(story.snapshot().journey().emotion()).isNull();
    story.given("10:01 broken");
    assertThat(story.snapshot().journey().emotion()).isCloseTo(-0.6, within(1e-9));
    story.given("10:01 mended");
    assertThat(story.snapshot().journey().emotion())
        .isCloseTo(0.4 * -0.6 + 0.4 * 0.5 + 0.2 * -0.05, within(1e-9));
  }

  @Test
  void aRuleMayHaveOtherThresholdsForASegment() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - id: failing
                title: t
                when: { count: { of: payment_failed, at_least: 3, within: 1h } }
                segments:
                  - where: "profile.tier == 'gold'"
                    severity: high
                    when: { count: { of: payment_failed, at_least: 1, within: 1h } }
            """);
    story.given("10:00 payment_failed", "10:01 payment_failed");
    assertThat(story.told()).isEmpty();
    story.given("10:02 payment_failed");
    assertThat(story.told()).containsExactly("failing fired 10:02");
    story.given("12:00 profile_updated tier=gold", "12:01 payment_failed");
    assertThat(story.told()).containsExactly("failing fired 10:02", "failing fired 12:01");
    assertThat(story.signals.get(1).severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void whatIsOpenGoesOnAsItWasBegunAlsoWhenTheSegmentChanges() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - id: waits
                title: t
                when: { absence: { after: asked, of: answered, within: 2h } }
                segments:
                  - where: "profile.segment == 'vip'"
                    when: { absence: { after: asked, of: answered, within: 1h } }
            """);
    story.given("10:00 asked", "10:30 profile_updated segment=vip").after("90m");
    assertThat(story.told()).containsExactly("waits fired 12:00");
    story.given("13:00 asked", "13:10 answered", "14:00 asked").after("1h");
    assertThat(story.told())
        .containsExactly("waits fired 12:00", "waits resolved 13:10", "waits fired 15:00");
  }

  @Test
  void whoeverChangesSegmentIsNotToldOfTwice() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - id: left
                title: t
                cooldown: 24h
                when: { absence: { after: added, of: bought, within: 2h } }
                segments:
                  - where: "profile.tier == 'gold'"
                    severity: high
                    when: { absence: { after: added, of: bought, within: 1h } }
            """);
    story.given("10:00 added", "10:10 profile_updated tier=gold", "10:20 added").after("5h");
    assertThat(story.told()).containsExactly("left fired 11:20");
  }

  @Test
  void theCooldownIsOneForAllSegments() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - id: broken
                title: t
                cooldown: 24h
                when: { event: error }
                segments:
                  - where: "profile.tier == 'gold'"
                    when: { event: error }
                    cooldown: 24h
            """);
    story.given("10:00 error", "10:10 profile_updated tier=gold", "10:20 error");
    assertThat(story.told()).containsExactly("broken fired 10:00");
  }

  @Test
  void longTextsDoNotCostACustomerTheRules() {
    JourneyStory story =
        JourneyStory.of(
            """
            rules:
              - { id: left, title: t, when: { absence: { after: added, of: bought, within: 3h } } }
            """);
    story.given("09:00 added");
    for (int i = 0; i < 55; i++) {
      story.given(
          "10:%02d page_view channel=web touchpoint=/%s%d".formatted(i, "x".repeat(700), i));
    }
    story.after("3h");
    assertThat(story.told()).containsExactly("left fired 12:00");
  }

  @Test
  void twoLevelsAtOneDeadlineAreTwoEvents() {
    JourneyStory story =
        JourneyStory.of(
            """
            journey:
              effort: { half_life: 7d, scale: 10, add: [ { rule: late, points: 50 } ] }
              thresholds: { effort: [5, 30] }
            rules:
              - { id: late, title: t, when: { absence: { after: sent, of: came, within: 1h } } }
              - { id: fed-up, title: t, when: { event: { type: score_crossed } } }
            """);
    story.given("10:00 sent").after("2h");
    assertThat(story.told())
        .containsExactly("late fired 11:00", "fed-up fired 11:00", "fed-up fired 11:00");
    assertThat(story.signals).extracting(s -> s.signalId()).doesNotHaveDuplicates();
  }
}
