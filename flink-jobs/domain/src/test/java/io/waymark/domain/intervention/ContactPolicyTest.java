package io.waymark.domain.intervention;

import static io.waymark.domain.intervention.SignalStory.CALL_BACK;
import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.RESUME;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.by;
import static io.waymark.domain.intervention.SignalStory.consent;
import static io.waymark.domain.intervention.SignalStory.fact;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.of;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ann, who has agreed to marketing, by a policy. It is ten in the morning, in UTC. */
class ContactPolicyTest {
  private static final long DAY = 24 * HOUR;
  private static final Scope MARKETING = Scope.of(Purpose.MARKETING);
  private static final Intervention RECALL =
      new Intervention("recall", "sms", Purpose.SAFETY, DAY, 1, 0.9, List.of(), DAY);

  private final List<String> told = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final Asking asking = Asking.of(RESUME);
  private ContactPolicy policy = ContactPolicy.NONE;
  private InterventionState ann = InterventionState.EMPTY;

  @BeforeEach
  void annAgrees() {
    given(consent(true, TEN - DAY, "c1"));
  }

  @Test
  void atNightItWaitsForTheMorning() {
    policy = quiet("09:00", "13:00", 15 * MINUTE);
    fires("s1", TEN);
    long release = decisions.get(0).releaseAt();
    assertThat(release).isBetween(TEN + 3 * HOUR, TEN + 3 * HOUR + 15 * MINUTE);
    assertThat(ann.wakeAt()).isEqualTo(release);
    passes(release);
    assertThat(told).containsExactly("deferred quiet_hours", "issued");
    assertThat(triggers).extracting(Trigger::decidedAt).containsExactly(release);
    assertThat(decisions).extracting(Decision::assignedAt).containsOnly(TEN);
  }

  @Test
  void allWhoWaitedForOneMorningAreNotToldAtOnceButEachOfThemOfAllTheirs() {
    policy = quiet("09:00", "13:00", 15 * MINUTE);
    int[] perMinute = new int[15];
    for (int i = 0; i < 1_500; i++) {
      String customer = "c" + i;
      Signal early = by(customer, fired("a" + i, TEN));
      Signal later = by(customer, fired("b" + i, TEN));
      List<Decision> both =
          new InterventionPolicy(policy)
              .decide(
                  customer,
                  ann,
                  new Moment(TEN, TEN, List.of(), List.of(), List.of(early, later)),
                  asking)
              .decisions();
      assertThat(both).extracting(Decision::reason).containsOnly(Reason.QUIET_HOURS);
      List<Long> releases = both.stream().map(Decision::releaseAt).distinct().toList();
      assertThat(releases).hasSize(1);
      perMinute[(int) ((releases.get(0) - TEN - 3 * HOUR) / MINUTE)]++;
    }
    assertThat(IntStream.of(perMinute).boxed())
        .allSatisfy(released -> assertThat(released).isBetween(60, 140));
  }

  @Test
  void whereTheCountryHasSeveralTimesItIsQuietAsLongAsItIsInAnyOfThem() {
    policy = quiet("21:00", "08:00", 0);
    given(fact(Fact.Kind.PROFILE, TEN - HOUR, "p", Map.of("phone", "+1 212 555 0100")));
    long eightOnTheWestCoast = at("2026-01-01T16:00:00Z");
    fires("s1", eightOnTheWestCoast - 3 * HOUR);
    assertThat(decisions.get(0).releaseAt()).isEqualTo(eightOnTheWestCoast);
    passes(eightOnTheWestCoast);
    assertThat(told).containsExactly("deferred quiet_hours", "issued");
    assertThat(triggers.get(0).quietFrom()).isEqualTo(at("2026-01-02T02:00:00Z"));

    given(fact(Fact.Kind.PROFILE, eightOnTheWestCoast, "q", Map.of("tz", "America/New_York")));
    fires("s2", at("2026-01-02T13:00:00Z"));
    assertThat(told).endsWith("issued", "issued");
  }

  @Test
  void whatIsIssuedSaysWhenQuietBeginsIfItIsOfUseUntilThen() {
    policy = quiet("09:00", "13:00", 0);
    fires("s1", TEN + 3 * HOUR);
    asking.rule(
        "checkout-abandoned",
        new Intervention("hurry", "email", Purpose.MARKETING, HOUR, 1, 0, List.of(), DAY));
    fires("s2", TEN + 4 * HOUR);
    asking.rule("checkout-abandoned", RECALL);
    fires("s3", TEN + 5 * HOUR);
    assertThat(triggers)
        .extracting(Trigger::quietFrom)
        .containsExactly(TEN + 23 * HOUR, null, null);
    happens(resolved("s1", TEN + 6 * HOUR), TEN + 6 * HOUR);
    assertThat(triggers.get(3).status()).isEqualTo(Trigger.Status.CANCELLED);
    assertThat(triggers.get(3).quietFrom()).isNull();
  }

  @Test
  void whatWaitsIsTakenBackWhenItIsOverOrTheCustomerBuysOrWithdraws() {
    policy = quiet("09:00", "13:00", 0);
    Intervention untilPurchase =
        new Intervention("resume", "email", Purpose.MARKETING, DAY, 1, 0, List.of("purchase"), DAY);
    fires("s1", TEN);
    happens(resolved("s1", TEN + MINUTE), TEN + MINUTE);
    asking.rule("checkout-abandoned", untilPurchase);
    fires("s2", TEN + 2 * MINUTE);
    given(
        new Fact(
            "f", Fact.Kind.GOAL_REACHED, "ann", TEN + HOUR, "p", "purchase", null, null, Map.of()));
    fires("s3", TEN + HOUR);
    given(consent(false, TEN + HOUR, "c2"));
    passes(TEN + 3 * HOUR);
    assertThat(told)
        .containsExactly(
            "deferred quiet_hours",
            "cancelled resolved",
            "deferred quiet_hours",
            "cancelled converted",
            "deferred quiet_hours",
            "cancelled no_consent");
    assertThat(triggers).isEmpty();
  }

  @Test
  void whatWouldWaitTooLongDoesNotWait() {
    policy = quiet("09:00", "08:00", 0);
    fires("s1", TEN);
    assertThat(told).containsExactly("withheld quiet_hours");
  }

  @Test
  void aConversationIsNotDisturbedButServiceGoesOn() {
    policy = undisturbed();
    given(fact(Fact.Kind.CONTACT_OPENED, TEN, "q", Map.of("call_id", "1")));
    fires("s1", TEN);
    asking.rule("checkout-abandoned", CALL_BACK);
    fires("s2", TEN);
    given(fact(Fact.Kind.CONTACT_CLOSED, TEN + 5 * MINUTE, "e", Map.of("call_id", "1")));
    assertThat(told).containsExactly("deferred live_contact", "issued", "issued");
  }

  @Test
  void anEndThatIsLostDoesNotMuteForEver() {
    policy = undisturbed();
    given(fact(Fact.Kind.CONTACT_OPENED, TEN, "q", Map.of("call_id", "1")));
    given(fact(Fact.Kind.COMPLAINT_OPENED, TEN, "t", Map.of("ticket_id", "1")));
    fires("s1", TEN + HOUR);
    passes(TEN + 2 * HOUR);
    passes(TEN + 13 * HOUR);
    fires("s2", TEN + 30 * DAY);
    assertThat(told)
        .containsExactly(
            "deferred live_contact",
            "deferred open_complaint",
            "withheld open_complaint",
            "issued");
  }

  @Test
  void aCapCountsTheTimeJustPast() {
    policy = capped(new Cap(MARKETING, Cap.Per.CUSTOMER, 2, new Period.Rolling(DAY)));
    fires("s1", TEN);
    fires("s2", TEN + HOUR);
    fires("s3", TEN + DAY - 1);
    fires("s4", TEN + DAY);
    fires("s5", TEN + DAY);
    assertThat(told)
        .containsExactly("issued", "issued", "withheld capped", "issued", "withheld capped");
  }

  @Test
  void aCapOfTheCalendarLetsWaitForTheNextDay() {
    policy = capped(new Cap(MARKETING, Cap.Per.CUSTOMER, 1, Period.Calendar.DAY));
    fires("s1", TEN + 9 * HOUR);
    fires("s2", TEN + 9 * HOUR);
    passes(TEN + 14 * HOUR);
    assertThat(told).containsExactly("issued", "deferred capped", "issued");
  }

  /** It is a Thursday, the first of the year, in UTC; in New York the year begins at five. */
  @Test
  void aCapOfTheWeekCountsFromMondayWhereTheCustomerIs() {
    policy = capped(new Cap(MARKETING, Cap.Per.CUSTOMER, 1, Period.Calendar.WEEK));
    given(fact(Fact.Kind.PROFILE, TEN - HOUR, "p", Map.of("tz", "America/New_York")));
    long monday = at("2026-01-05T05:00:00Z");
    fires("s1", TEN);
    fires("s2", TEN + DAY);
    fires("s3", monday - HOUR);
    assertThat(decisions.get(2).releaseAt()).isEqualTo(monday);
    passes(monday);
    fires("s4", monday + 6 * DAY);
    fires("s5", monday + 7 * DAY - 1);
    fires("s6", monday + 7 * DAY);
    assertThat(told)
        .containsExactly(
            "issued",
            "withheld capped",
            "deferred capped",
            "issued",
            "withheld capped",
            "deferred capped",
            "issued",
            "withheld capped");
  }

  @Test
  void aCapOfTheMonthCountsFromItsFirstDayHoweverLongItIs() {
    policy = capped(new Cap(MARKETING, Cap.Per.CUSTOMER, 2, Period.Calendar.MONTH));
    long february = at("2026-02-01T00:00:00Z");
    long march = at("2026-03-01T00:00:00Z");
    fires("s1", TEN);
    fires("s2", february - 2);
    fires("s3", february - 1);
    assertThat(decisions.get(2).releaseAt()).isEqualTo(february);
    passes(february);
    fires("s4", march - 2 * DAY);
    fires("s5", march - DAY);
    fires("s6", march);
    assertThat(told)
        .containsExactly(
            "issued", "issued", "deferred capped", "issued", "issued", "withheld capped", "issued");
  }

  @Test
  void whatMattersMostIsAskedFirst() {
    policy = capped(new Cap(MARKETING, Cap.Per.CUSTOMER, 1, new Period.Rolling(DAY)));
    asking.rule("low", with(RESUME, 10)).rule("high", with(RESUME, 90)).rule("recall", RECALL);
    decide(
        TEN,
        List.of(
            of("low", fired("a", TEN)),
            of("high", fired("b", TEN)),
            of("recall", fired("c", TEN))));
    assertThat(decisions)
        .extracting(d -> d.ruleId() + " " + SignalStory.told(d))
        .containsExactly("recall issued", "high issued", "low withheld capped");
  }

  @Test
  void whatMattersMostIsAskedFirstInTheMorningToo() {
    policy = oneADay(quiet("09:00", "13:00", 15 * MINUTE));
    asking.rule("low", with(RESUME, 10)).rule("high", with(RESUME, 90));
    for (int day = 0; day < 20; day++) {
      long night = TEN + 2 * day * DAY;
      decide(night, List.of(of("low", fired("a" + day, night))));
      decide(night + HOUR, List.of(of("high", fired("b" + day, night + HOUR))));
      while (ann.wakeAt() <= night + 4 * HOUR) {
        passes(ann.wakeAt());
      }
    }
    assertThat(triggers).hasSize(20).extracting(Trigger::ruleId).containsOnly("high");
  }

  @Test
  void whoComesJustAfterTheNightCompetesWithWhatWaitedForItsEnd() {
    policy = oneADay(quiet("09:00", "13:00", 15 * MINUTE));
    asking.rule("low", with(RESUME, 10)).rule("high", with(RESUME, 90));
    decide(TEN, List.of(of("high", fired("a", TEN))));
    decide(TEN + 3 * HOUR, List.of(of("low", fired("b", TEN + 3 * HOUR))));
    assertThat(decisions)
        .extracting(d -> d.ruleId() + " " + SignalStory.told(d))
        .containsExactly("high deferred quiet_hours", "high issued", "low withheld capped");
  }

  @Test
  void whatIsOwedIsNeverHeldBack() {
    policy = quiet("09:00", "13:00", 0);
    asking.rule("checkout-abandoned", RECALL);
    given(consent(false, TEN - HOUR, "c2"));
    given(fact(Fact.Kind.UNSUBSCRIBED, TEN - HOUR, "u", Map.of()));
    fires("s1", TEN);
    assertThat(told).containsExactly("issued");
    assertThat(decisions.get(0).arm()).isNull();
  }

  @Test
  void whatIsOwedIsIssuedHoweverMuchWasBefore() {
    policy = capped(new Cap(Scope.of(Purpose.SERVICE), Cap.Per.RULE, 600, new Period.Rolling(DAY)));
    asking.rule("checkout-abandoned", CALL_BACK);
    for (int i = 0; i <= InterventionState.INTERVENED_LIMIT; i++) {
      fires("s" + i, TEN + 2 * i * MINUTE);
    }
    assertThat(told).endsWith("issued", "withheld limited");
    asking.rule("checkout-abandoned", RECALL);
    fires("r", TEN + 18 * HOUR);
    assertThat(told).endsWith("withheld limited", "issued");
  }

  @Test
  void whoLeftTheChannelIsNotWrittenToByIt() {
    given(
        new Fact(
            "f", Fact.Kind.UNSUBSCRIBED, "ann", TEN, "u", "unsubscribed", "email", null, Map.of()));
    fires("s1", TEN);
    asking.rule(
        "checkout-abandoned",
        new Intervention("x", "push", Purpose.MARKETING, HOUR, 1, 0, List.of(), DAY));
    fires("s2", TEN);
    assertThat(told).containsExactly("withheld unsubscribed", "issued");
  }

  @Test
  void whoLeavesManyChannelsIsNeverWrittenToByTheFirstOfThem() {
    leaves("email", TEN);
    for (int i = 0; i < 40; i++) {
      leaves("channel-" + i, TEN + 1 + i);
    }
    fires("s1", TEN + HOUR);
    given(says(true, "channel-39", TEN + 2 * HOUR));
    fires("s2", TEN + 3 * HOUR);
    assertThat(told).containsExactly("withheld unsubscribed", "withheld unsubscribed");
    assertThat(ann.reach().left().since()).hasSizeLessThanOrEqualTo(OptOuts.LIMIT);
  }

  @Test
  void onlyALaterYesToTheChannelBringsItBack() {
    leaves("email", TEN);
    given(says(true, "email", TEN - HOUR));
    given(says(true, "sms", TEN + HOUR));
    fires("s1", TEN + HOUR);
    given(says(true, "email", TEN + 2 * HOUR));
    fires("s2", TEN + 2 * HOUR);
    assertThat(told).containsExactly("withheld unsubscribed", "issued");
  }

  @Test
  void aYesToSomethingElseBringsNoMarketingBack() {
    leaves("email", TEN);
    given(saysTo("analytics", true, "email", TEN + HOUR));
    fires("s1", TEN + HOUR);
    assertThat(told).containsExactly("withheld unsubscribed");
  }

  @Test
  void aYesToAllChannelsBringsBackEachThatWasLeftBefore() {
    leaves("email", TEN);
    leaves("sms", TEN + 2 * HOUR);
    given(says(true, "*", TEN + HOUR));
    fires("s1", TEN + HOUR);
    assertThat(told).containsExactly("issued");
    assertThat(ann.reach().left().since()).containsOnlyKeys("sms");
  }

  @Test
  void whoLeftAllChannelsComesBackByAYesToAllAlone() {
    leaves("*", TEN);
    given(says(true, "email", TEN + HOUR));
    fires("s1", TEN + HOUR);
    given(says(true, "*", TEN + 2 * HOUR));
    fires("s2", TEN + 2 * HOUR);
    assertThat(told).containsExactly("withheld unsubscribed", "issued");
  }

  @Test
  void aPausedRuleIssuesNothingAndAssignsNobody() {
    asking.rule("checkout-abandoned", held(0.5));
    asking.paused.add("checkout-abandoned");
    fires("s1", TEN);
    assertThat(told).containsExactly("withheld paused");
    assertThat(decisions.get(0).experiment()).isNull();
  }

  @Test
  void anArmStaysWhateverShareIsHeldOutLater() {
    asking.rule("checkout-abandoned", held(1));
    fires("s1", TEN);
    asking.rule("checkout-abandoned", held(0.000_001));
    fires("s2", TEN);
    assertThat(told).containsExactly("withheld holdout", "withheld holdout");
  }

  @Test
  void ofTwoWhoAreOneTheEarlierArmHoldsAndTheyAreContaminated() {
    InterventionState device =
        new InterventionState(
            Map.of(),
            List.of(),
            Reach.UNKNOWN,
            new Arms(Map.of("checkout-abandoned", new AssignedArm(true, TEN - DAY, false)), null),
            List.of(),
            TEN);
    asking.rule("checkout-abandoned", held(0.001));
    fires("s1", TEN);
    joins(device, TEN + MINUTE);
    fires("s2", TEN + HOUR);
    assertThat(told).containsExactly("issued", "withheld holdout");
    assertThat(decisions).extracting(Decision::contaminated).containsExactly(false, true);
  }

  @Test
  void whatWasDecidedOfTheDeviceGoesOnForTheCustomer() {
    policy = capped(new Cap(MARKETING, Cap.Per.CUSTOMER, 1, new Period.Rolling(DAY)));
    InterventionState known = ann;
    ann = InterventionState.EMPTY;
    given(consent(true, TEN - HOUR, "c2"));
    decide(TEN, List.of(by("anon:d", fired("s1", TEN))));
    InterventionState device = ann;
    ann = known;
    joins(device, TEN + MINUTE);
    fires("s2", TEN + HOUR);
    happens(resolved("s1", TEN + 2 * HOUR), TEN + 2 * HOUR);
    assertThat(told).containsExactly("issued", "withheld capped", "cancelled resolved");
    assertThat(triggers).extracting(Trigger::customerId).containsOnly("anon:d");
    decide(TEN + 2 * HOUR, List.of(by("anon:d", fired("s1", TEN))), device.handedOver());
    assertThat(told).hasSize(3);
  }

  @Test
  void aNoOnTheDeviceIsANoOfTheCustomer() {
    fires("s1", TEN);
    InterventionState customer = ann;
    ann = InterventionState.EMPTY;
    given(consent(false, TEN - 2 * DAY, "c0"));
    InterventionState device = ann;
    ann = customer;
    joins(device, TEN + MINUTE);
    assertThat(told).containsExactly("issued", "cancelled no_consent");
  }

  private void leaves(String channel, long at) {
    given(
        new Fact(
            "f",
            Fact.Kind.UNSUBSCRIBED,
            "ann",
            at,
            "u" + channel,
            "unsubscribed",
            channel,
            null,
            Map.of()));
  }

  private static Fact says(boolean granted, String channel, long at) {
    return saysTo("marketing", granted, channel, at);
  }

  private static Fact saysTo(String purpose, boolean granted, String channel, long at) {
    return fact(
        Fact.Kind.CONSENT,
        at,
        "y" + at,
        Map.of("purpose", purpose, "granted", granted, "consent_channel", channel));
  }

  private ContactPolicy quiet(String from, String to, long jitter) {
    return new ContactPolicy(
        ZoneId.of("UTC"),
        0,
        List.of(),
        ContactPolicy.NONE.cooldown(),
        List.of(
            new QuietHours(
                MARKETING,
                LocalTime.parse(from),
                LocalTime.parse(to),
                EnumSet.allOf(DayOfWeek.class))),
        ContactPolicy.NONE.doNotDisturb(),
        Set.of(),
        jitter,
        12 * HOUR);
  }

  private static ContactPolicy oneADay(ContactPolicy quiet) {
    return new ContactPolicy(
        quiet.timeZone(),
        0,
        List.of(new Cap(MARKETING, Cap.Per.CUSTOMER, 1, new Period.Rolling(DAY))),
        quiet.cooldown(),
        quiet.quietHours(),
        quiet.doNotDisturb(),
        Set.of(),
        quiet.jitter(),
        quiet.longestWait());
  }

  private static ContactPolicy undisturbed() {
    return new ContactPolicy(
        ZoneId.of("UTC"),
        0,
        List.of(),
        ContactPolicy.NONE.cooldown(),
        List.of(),
        new DoNotDisturb(MARKETING, 30 * DAY, 2 * HOUR),
        Set.of(),
        0,
        12 * HOUR);
  }

  private static ContactPolicy capped(Cap cap) {
    return new ContactPolicy(
        ZoneId.of("UTC"),
        0,
        List.of(cap),
        ContactPolicy.NONE.cooldown(),
        List.of(),
        ContactPolicy.NONE.doNotDisturb(),
        Set.of(),
        0,
        12 * HOUR);
  }

  private static Intervention with(Intervention other, int priority) {
    return new Intervention(
        other.action(),
        other.channel(),
        other.purpose(),
        other.usefulFor(),
        priority,
        0,
        List.of(),
        DAY);
  }

  private static Intervention held(double share) {
    return new Intervention("x", "email", Purpose.MARKETING, DAY, 1, share, List.of(), DAY);
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private void fires(String id, long at) {
    happens(fired(id, at), at);
  }

  private void happens(Signal signal, long at) {
    decide(at, List.of(signal));
  }

  private void given(Fact fact) {
    long at = fact.occurredAt();
    take(new Moment(at, at, List.of(), List.of(fact), List.of()));
  }

  private void passes(long at) {
    take(Moment.of(at, at));
  }

  private void joins(InterventionState device, long at) {
    take(new Moment(at, at, List.of(device), List.of(), List.of()));
  }

  private void decide(long at, List<Signal> signals, InterventionState of) {
    ann = of;
    decide(at, signals);
  }

  private void decide(long at, List<Signal> signals) {
    take(new Moment(at, at, List.of(), List.of(), signals));
  }

  private void take(Moment moment) {
    InterventionDecision decision =
        new InterventionPolicy(policy).decide("ann", ann, moment, asking);
    ann = decision.state();
    triggers.addAll(decision.triggers());
    decisions.addAll(decision.decisions());
    decision.decisions().forEach(each -> told.add(SignalStory.told(each)));
  }
}
