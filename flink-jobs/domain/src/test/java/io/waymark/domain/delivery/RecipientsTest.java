package io.waymark.domain.delivery;

import static io.waymark.domain.delivery.DeliveryStory.EVERYTHING;
import static io.waymark.domain.delivery.DeliveryStory.HOUR;
import static io.waymark.domain.delivery.DeliveryStory.MINUTE;
import static io.waymark.domain.delivery.DeliveryStory.TEN;
import static io.waymark.domain.delivery.DeliveryStory.alert;
import static io.waymark.domain.delivery.DeliveryStory.cancelled;
import static io.waymark.domain.delivery.DeliveryStory.destination;
import static io.waymark.domain.delivery.DeliveryStory.issued;
import static io.waymark.domain.delivery.DeliveryStory.mutedBy;
import static io.waymark.domain.delivery.DeliveryStory.quietFrom;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.delivery.Attempt.Status;
import io.waymark.domain.delivery.Order.Deliver;
import io.waymark.domain.delivery.Order.Withdraw;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecipientsTest {
  private static final Destination CRM = destination("crm");
  private static final Destination ISSUES_ONLY =
      new Destination(
          "issues",
          new Route(
              Set.of("trigger.issued"), Set.of(), Set.of(), Set.of(), Set.of(), Severity.INFO),
          2,
          0,
          0);

  private Recipients recipients = new Recipients(List.of(CRM));
  private Correspondence state = Correspondence.EMPTY;
  private final List<String> orders = new ArrayList<>();
  private final List<String> untold = new ArrayList<>();

  private final Trigger offer = issued("offer", Purpose.MARKETING, "email", TEN);
  private final Trigger help = issued("help", Purpose.SERVICE, "call", TEN);

  @Test
  void thatNothingIsKnownOfConsentIsNoRefusal() {
    route(offer);
    assertThat(orders).containsExactly("crm trigger.issued");
  }

  @Test
  void aKnownNoKeepsMarketingFromEverybodyAndNothingElse() {
    learn(said(Fact.Kind.CONSENT, "marketing", false, TEN));
    route(offer);
    route(help);
    assertThat(untold).containsExactly("SUPPRESSED no_consent");
    assertThat(orders).containsExactly("crm trigger.issued");
  }

  @Test
  void aNoWithdrawsWhatIsOnItsWay() {
    route(offer);
    route(help);
    learn(said(Fact.Kind.OBJECTION, null, null, TEN + 1));
    assertThat(orders)
        .containsExactly("crm trigger.issued", "crm trigger.issued", "crm withdraw no_consent");
  }

  @Test
  void aLaterYesLiftsTheNoAndAnEarlierOneDoesNot() {
    learn(said(Fact.Kind.CONSENT, "marketing", false, TEN));
    learn(said(Fact.Kind.CONSENT, "marketing", true, TEN - 1));
    route(offer);
    learn(said(Fact.Kind.CONSENT, "marketing", true, TEN + 1));
    route(issued("offer-2", Purpose.MARKETING, "email", TEN));
    assertThat(untold).hasSize(1);
    assertThat(orders).containsExactly("crm trigger.issued");
  }

  @Test
  void consentForSomethingElseChangesNothing() {
    learn(said(Fact.Kind.CONSENT, "analytics", false, TEN));
    route(offer);
    assertThat(untold).isEmpty();
    assertThat(state.consents()).isEmpty();
  }

  @Test
  void whoUnsubscribesFromAChannelHearsNoMarketingThere() {
    learn(said(Fact.Kind.UNSUBSCRIBED, null, null, TEN));
    route(issued("web", Purpose.MARKETING, "web", TEN));
    route(offer);
    assertThat(untold).hasSize(1);
    assertThat(orders).containsExactly("crm trigger.issued");
  }

  @Test
  void aYesToMarketingBringsNobodyBackToAChannelThatWasLeft() {
    learn(said(Fact.Kind.UNSUBSCRIBED, null, null, TEN));
    learn(said(Fact.Kind.CONSENT, "marketing", true, TEN + 1));
    route(offer);
    route(issued("anywhere", Purpose.MARKETING, null, TEN));
    assertThat(orders).isEmpty();
    assertThat(untold).hasSize(2);
  }

  @Test
  void whoLeavesAnyNumberOfChannelsIsRememberedInLittleRoom() {
    learn(left("email"));
    for (int i = 0; i < 1_000; i++) {
      learn(left("channel-" + i));
    }
    route(offer);
    assertThat(orders).isEmpty();
    assertThat(state.left().since()).hasSizeLessThan(20);
  }

  @Test
  void aCancellationGoesWhereItsIssueWent() {
    recipients = new Recipients(List.of(CRM, ISSUES_ONLY));
    route(offer);
    route(cancelled(offer, TEN + 1));
    assertThat(orders)
        .containsExactly(
            "crm trigger.issued",
            "issues trigger.issued",
            "crm trigger.cancelled",
            "issues withdraw annulled");
  }

  @Test
  void whatNobodyWasToldNeedsNoCancellation() {
    learn(said(Fact.Kind.CONSENT, "marketing", false, TEN));
    route(offer);
    route(cancelled(offer, TEN + 1));
    assertThat(orders).isEmpty();
  }

  @Test
  void anIssueThatItsCancellationOvertookGoesNowhereAndThatIsSaidOnce() {
    route(cancelled(offer, TEN + 1));
    assertThat(orders).containsExactly("crm trigger.cancelled");
    route(offer);
    route(offer);
    assertThat(orders).hasSize(1);
    assertThat(untold).containsExactly("CANCELLED annulled");
    assertThat(recipients.expire(state, TEN + HOUR).isEmpty()).isTrue();
  }

  @Test
  void afterItsCancellationAnIssueThatComesAgainGoesNowhere() {
    route(offer);
    route(cancelled(offer, TEN + 1));
    orders.clear();
    route(offer);
    take(recipients.again(state, dead(offer), TEN + 2));
    assertThat(orders).isEmpty();
    assertThat(untold).containsExactly("CANCELLED annulled");
  }

  @Test
  void aReplayGoesToItsDestinationAndConsentIsAskedAgain() {
    take(recipients.again(state, dead(offer), TEN));
    learn(said(Fact.Kind.CONSENT, "marketing", false, TEN));
    take(recipients.again(state, dead(offer), TEN));
    recipients = new Recipients(List.of());
    take(recipients.again(state, dead(help), TEN));
    assertThat(orders).containsExactly("crm trigger.issued redelivered");
    assertThat(untold).containsExactly("SUPPRESSED no_consent", "DEAD unconfigured");
  }

  @Test
  void aReplayIsRefusedWhereQuietHoursHaveBegunButACancellationIsNot() {
    Trigger tonight = quietFrom(offer, TEN + MINUTE);
    take(recipients.again(state, dead(tonight), TEN + MINUTE - 1));
    take(recipients.again(state, dead(tonight), TEN + MINUTE));
    take(recipients.again(state, dead(cancelled(tonight, TEN)), TEN + MINUTE));
    assertThat(orders)
        .containsExactly("crm trigger.issued redelivered", "crm trigger.cancelled redelivered");
    assertThat(untold).containsExactly("EXPIRED quiet_hours");
  }

  @Test
  void whoWasErasedIsNamedOnlyToThoseWhoTakeNothingOfNobody() {
    recipients = new Recipients(List.of(CRM, new Destination("cdp", EVERYTHING, 2, 0, 0, true)));
    Trigger back = cancelled(help, TEN + 1);
    Recipients.Step step = recipients.takeBack(state, back, Dispatch.of(back, "{}"), TEN + 1);
    assertThat(step.state().isEmpty()).isTrue();
    assertThat(step.orders())
        .extracting(
            order ->
                order.destination() + " " + ((Deliver) order).dispatch().message().customerId())
        .containsExactly("crm null", "cdp ann");
  }

  @Test
  void erasureWithdrawsEverythingAndLeavesNothing() {
    route(offer);
    route(help);
    learn(said(Fact.Kind.ERASED, null, null, TEN));
    assertThat(orders).contains("crm withdraw erased", "crm withdraw erased");
    assertThat(state.isEmpty()).isTrue();
  }

  @Test
  void whatHasExpiredIsForgottenAndNoMoreIsRememberedThanTheLimit() {
    for (int i = 0; i < 100; i++) {
      route(issued("t" + i, Purpose.SERVICE, "call", TEN + i));
    }
    assertThat(state.sent()).hasSize(Correspondence.SENT_LIMIT);
    assertThat(state.wakeAt()).isEqualTo(TEN + 36 + HOUR);
    assertThat(recipients.expire(state, TEN + 99 + HOUR).isEmpty()).isTrue();
  }

  @Test
  void whoIsNotToldThatAnAlertIsOverDoesNotHearOfItLaterEither() {
    Route openings =
        new Route(Set.of("alert.open"), Set.of(), Set.of(), Set.of(), Set.of(), Severity.INFO);
    recipients = new Recipients(List.of(CRM, new Destination("openings", openings, 2, 0, 0)));

    assertThat(routed(Alert.Status.OPEN)).containsExactly("crm deliver", "openings deliver");
    assertThat(routed(Alert.Status.UPDATED)).containsExactly("crm deliver");
    assertThat(routed(Alert.Status.RESOLVED)).containsExactly("crm deliver", "openings forget");
  }

  @Test
  void nobodyIsToldOfAnAlertThatAnotherStandsFor() {
    Alert alert = mutedBy("incident", alert("a1", Alert.Status.OPEN, TEN));
    assertThat(recipients.route(alert, Dispatch.of(alert, "{}"))).isEmpty();
  }

  private List<String> routed(Alert.Status status) {
    Alert alert = alert("a1", status, TEN);
    return recipients.route(alert, Dispatch.of(alert, "{}")).stream()
        .map(order -> order.destination() + (order instanceof Deliver ? " deliver" : " forget"))
        .toList();
  }

  @Test
  void anAlertHasAnIdForEachChange() {
    Dispatch open = Dispatch.of(alert("a1", Alert.Status.OPEN, TEN), "{}");
    Dispatch worse = Dispatch.of(alert("a1", Alert.Status.UPDATED, TEN + MINUTE), "{}");
    Dispatch worst = Dispatch.of(alert("a1", Alert.Status.UPDATED, TEN + HOUR), "{}");

    assertThat(open).isEqualTo(Dispatch.of(alert("a1", Alert.Status.OPEN, TEN), "{}"));
    assertThat(List.of(open, worse, worst)).doesNotHaveDuplicates();
    assertThat(recipients.route(alert("a1", Alert.Status.OPEN, TEN), open)).hasSize(1);
    assertThat(EVERYTHING.takes(Matter.of(alert("a1", Alert.Status.OPEN, TEN)))).isTrue();
  }

  private void route(Trigger trigger) {
    take(recipients.route(state, trigger, Dispatch.of(trigger, "{}"), TEN));
  }

  private void learn(Fact fact) {
    take(recipients.learn(state, fact, TEN));
  }

  private void take(Recipients.Step step) {
    state = step.state();
    for (Order order : step.orders()) {
      orders.add(order.destination() + " " + text(order));
    }
    for (Attempt attempt : step.untold()) {
      assertThat(attempt.dispatch().message().body().isEmpty())
          .isEqualTo(attempt.status() != Status.DEAD);
      untold.add(attempt.status() + " " + attempt.failure());
    }
  }

  private static String text(Order order) {
    if (order instanceof Deliver deliver) {
      return deliver.dispatch().message().type() + (deliver.redelivered() ? " redelivered" : "");
    }
    return "withdraw " + ((Withdraw) order).reason();
  }

  private static Attempt dead(Trigger trigger) {
    return new Attempt("crm", Status.DEAD, Dispatch.of(trigger, "{}"), 9, 500, null, TEN, 3L, null);
  }

  private static Fact left(String channel) {
    return new Fact(
        "f", Fact.Kind.UNSUBSCRIBED, "ann", TEN, "u", "unsubscribed", channel, null, Map.of());
  }

  private static Fact said(
      Fact.Kind kind, @Nullable String purpose, @Nullable Boolean granted, long at) {
    Map<String, @Nullable Object> attributes = new HashMap<>();
    if (purpose != null) {
      attributes.put("purpose", purpose);
    }
    if (granted != null) {
      attributes.put("granted", granted);
    }
    return new Fact("f" + at, kind, "ann", at, "e" + at, null, "email", null, attributes);
  }
}
