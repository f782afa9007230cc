package io.waymark.domain.identity;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.EventLine;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was pending or counted before the login goes on under the customer. */
final class MergeStoriesTest {
  private static final RuleBuilder ABANDONED =
      rule("abandoned")
          .per("cart_id")
          .when(absence(on("add_to_cart")).of("purchase").within("1h"))
          .resolve("purchase");

  @Test
  void aCartBegunOnThePhoneIsAbandonedOnceUnderTheCustomerAtItsOwnDeadline() {
    People people =
        People.by(ABANDONED)
            .given(
                phone("10:00", "add_to_cart").with("cart_id", "k1"),
                login("10:20"),
                customer("10:30", "page_view"))
            .until("12:00");
    assertThat(people.told()).containsExactly("11:00 c1 fired medium {cart_id=k1}");
    assertThat(people.facts)
        .extracting(Fact::kind, Fact::customerId, Fact::attributes)
        .containsExactly(
            tuple(
                Fact.Kind.IDENTITIES_MERGED,
                "c1",
                Map.of("anonymous_id", "phone", "method", "login")));
  }

  @Test
  void aCartOfThePhoneIsBoughtOnTheLaptop() {
    People people =
        People.by(ABANDONED)
            .given(
                phone("10:00", "add_to_cart").with("cart_id", "k1"),
                login("10:20"),
                customer("10:50", "purchase").with("cart_id", "k1"))
            .until("12:00");
    assertThat(people.told()).isEmpty();
  }

  @Test
  void whatHasFiredBeforeTheLoginKeepsItsIdAndIsResolvedUnderTheCustomer() {
    People people =
        People.by(ABANDONED)
            .given(
                phone("10:00", "add_to_cart").with("cart_id", "k1"),
                login("11:20"),
                customer("11:30", "purchase").with("cart_id", "k1"))
            .until("13:00");
    assertThat(people.told())
        .containsExactly(
            "11:00 anon:phone fired medium {cart_id=k1}", "11:30 c1 resolved medium {cart_id=k1}");
    assertThat(people.signals.stream().map(Signal::signalId).distinct()).hasSize(1);
  }

  @Test
  void aDeadlineAtTheVeryTimeOfTheLoginComesAfterIt() {
    People people =
        People.by(ABANDONED)
            .given(phone("10:00", "add_to_cart").with("cart_id", "k1"), login("11:00"))
            .until("12:00");
    assertThat(people.told()).containsExactly("11:00 c1 fired medium {cart_id=k1}");
  }

  @Test
  void ofTwoDeadlinesOfOneInstanceTheLaterStays() {
    RuleBuilder last = rule("r").when(absence(on("a")).of("b").within("30m"));
    assertThat(open(last)).containsExactly("10:40 c1 fired medium");
  }

  @Test
  void ofTwoDeadlinesOfOneInstanceTheEarlierStaysWithClockFirst() {
    RuleBuilder first = rule("r").when(absence(on("a")).of("b").within("30m").clockFirst());
    assertThat(open(first)).containsExactly("10:30 c1 fired medium");
  }

  private static List<String> open(RuleBuilder rule) {
    return People.by(rule)
        .given(phone("10:00", "a"), customer("10:10", "a"), login("10:20"))
        .until("12:00")
        .told();
  }

  @Test
  void countsUniteButDoNotFireBeforeTheNextMatch() {
    RuleBuilder rule = rule("r").when(count("a").atLeast(3).within("1h"));
    People people =
        People.by(rule)
            .given(
                phone("10:00", "a"),
                customer("10:10", "a"),
                phone("10:20", "a"),
                login("10:30"),
                customer("10:40", "b"));
    assertThat(people.told()).isEmpty();
    people.given(customer("10:50", "a"));
    assertThat(people.told()).containsExactly("10:50 c1 fired medium");
  }

  @Test
  void aBurstThatHasFiredOnThePhoneDoesNotFireAgain() {
    RuleBuilder rule = rule("r").when(count("a").atLeast(2).within("1h"));
    People people =
        People.by(rule)
            .given(
                phone("10:00", "a"),
                phone("10:10", "a"),
                login("10:30"),
                customer("10:40", "a"),
                customer("10:50", "a"),
                customer("12:10", "a"),
                customer("12:20", "a"));
    assertThat(people.told())
        .containsExactly("10:10 anon:phone fired medium", "12:20 c1 fired medium");
  }

  @Test
  void ofEqualValuesOnBothOnlyOneCounts() {
    RuleBuilder rule = rule("r").when(count("a").atLeast(3).within("1h").distinct("k"));
    People people =
        People.by(rule)
            .given(
                phone("10:00", "a").with("k", 1),
                customer("10:05", "a").with("k", 1),
                phone("10:10", "a").with("k", 2),
                login("10:20"),
                customer("10:30", "a").with("k", 2),
                customer("10:40", "a").with("k", 3));
    assertThat(people.told()).containsExactly("10:40 c1 fired medium");
  }

  @Test
  void aSequenceBegunOnThePhoneEndsUnderTheCustomer() {
    RuleBuilder rule = rule("r").when(sequence("1h", step("x"), step("y")));
    People people =
        People.by(rule).given(phone("10:00", "x"), login("10:10"), customer("10:20", "y"));
    assertThat(people.told()).containsExactly("10:20 c1 fired medium");
    assertThat(people.signals.get(0).evidence()).extracting(e -> e.eventType()).contains("x", "y");
  }

  @Test
  void aRunThatBeganEarlierDoesNotTakeThePlaceOfOneThatBeganLater() {
    RuleBuilder rule = rule("r").when(sequence("10m", step("x"), none("n"), step("y"), step("z")));
    People people =
        People.by(rule)
            .given(
                customer("10:00", "x"),
                phone("10:05", "x"),
                phone("10:06", "y"),
                phone("10:06:30", "n"),
                login("10:07"),
                customer("10:08", "y"),
                customer("10:12", "z"));
    assertThat(people.told()).containsExactly("10:12 c1 fired medium");
  }

  @Test
  void ofTwoWaitsTheOneThatStartedFirstGoesOn() {
    People people =
        People.by(queue())
            .given(phone("10:00", "queued"), customer("10:00:30", "queued"), login("10:00:40"))
            .until("10:10");
    assertThat(people.told()).containsExactly("10:01 c1 fired low", "10:03 c1 escalated high");
  }

  @Test
  void whatWasEmittedForAnotherFireSinceTheLastOneCountsForTheCooldown() {
    People people =
        People.by(queue().cooldown("1h"))
            .given(
                phone("10:00", "queued"),
                customer("10:00:30", "queued"),
                customer("10:01:40", "x"),
                login("10:02"),
                customer("10:04", "queued"))
            .until("11:00");
    assertThat(people.told())
        .containsExactly(
            "10:01:30 c1 fired low", "10:01 anon:phone fired low", "10:03 c1 escalated high");
  }

  @Test
  void aScoreIsTheSumOfBothAndArmedIfBothAre() {
    RuleBuilder rule = rule("r").when(score().add("a", 1).atLeast(3).rearmBelow(1));
    People people =
        People.by(rule)
            .given(
                phone("10:00", "a"),
                customer("10:10", "a"),
                login("10:20"),
                customer("10:30", "b"));
    assertThat(people.told()).isEmpty();
    people.given(customer("10:40", "a"), customer("10:50", "a"));
    assertThat(people.told()).containsExactly("10:40 c1 fired medium");
  }

  @Test
  void whatWasSeenOnThePhoneIsSeenByTheCustomer() {
    RuleBuilder rule = rule("r").when(on("a")).onlyIfSeen("x", "1h");
    People people =
        People.by(rule)
            .given(
                phone("10:00", "x"),
                customer("10:05", "a"),
                login("10:20"),
                customer("10:30", "a"),
                customer("11:10", "a"));
    assertThat(people.told()).containsExactly("10:30 c1 fired medium");
  }

  @Test
  void theCooldownCountsFromTheLaterFire() {
    RuleBuilder rule = rule("r").when(on("a")).cooldown("1h");
    People people =
        People.by(rule)
            .given(
                customer("09:00", "a"),
                phone("09:50", "a"),
                login("10:20"),
                customer("10:40", "a"),
                customer("10:50", "a"));
    assertThat(people.told())
        .containsExactly(
            "09:00 c1 fired medium", "09:50 anon:phone fired medium", "10:50 c1 fired medium");
  }

  @Test
  void aCopyOfWhatThePhoneHasSentIsADuplicateForTheCustomer() {
    RuleBuilder rule = rule("r").when(on("a"));
    People people =
        People.by(rule)
            .given(phone("10:00", "a").id("one"), login("10:20"), customer("10:30", "a").id("one"));
    assertThat(people.told()).containsExactly("10:00 anon:phone fired medium");
    assertThat(people.verdicts)
        .containsExactly("anon:phone evaluated", "c1 evaluated", "c1 duplicate");
  }

  private static RuleBuilder queue() {
    return rule("queue")
        .when(
            waiting("queued").end("answered").level("1m", Severity.LOW).level("3m", Severity.HIGH));
  }

  private static EventLine phone(String when, String type) {
    return event(when, type).anonymous("phone");
  }

  private static EventLine customer(String when, String type) {
    return event(when, type).id("c" + when);
  }

  private static EventLine login(String when) {
    return event(when, "identify")
        .id("login" + when)
        .anonymous("phone")
        .of("c1")
        .with("method", "login");
  }
}
