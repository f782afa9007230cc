package io.waymark.domain.pulse;

import static io.waymark.domain.pulse.Told.at;
import static io.waymark.domain.pulse.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures of what it is about: topics, gateways, hubs. */
class SubjectTest {
  private static final Place EVERYWHERE = new Place(Place.EVERYWHERE, null, null);

  @Test
  void whatIsAboutSomethingIsNotCountedEverywhereOnceMore() {
    assertThat(Where.about(Subject.TOPIC, "billing").places())
        .containsExactly(Place.about(Subject.TOPIC, "billing"));
    assertThat(Place.about(Subject.TOPIC, "billing"))
        .isEqualTo(new Place("topic:billing", null, null))
        .extracting(Place::subject)
        .isEqualTo(Subject.TOPIC);
    assertThat(EVERYWHERE.subject()).isNull();
  }

  @Test
  void aTouchpointWhoseNameStandsForSomethingElseIsNotKnown() {
    assertThat(touch(0, "page_view", "topic:billing").where().places()).containsExactly(EVERYWHERE);
  }

  @Test
  void paymentsAreCountedByWhatTheyGoThrough() {
    Told payments =
        new Told(Payments.NONE)
            .event(touch(5, "payment_attempted", "/pay", "gateway", "acme", "method", "card"))
            .event(touch(9, "payment_failed", "/pay"))
            .event(touch(20, "purchase", "/pay", "gateway", "other", "payment_type", "qr"));

    assertThat(payments.measured())
        .isEqualTo(
            Map.of(
                "PAYMENTS_ATTEMPTED@/pay+5", 1.0,
                "PAYMENTS_ATTEMPTED@gateway:acme+5", 1.0,
                "PAYMENTS_ATTEMPTED@method:card+5", 1.0,
                "PAYMENTS_FAILED@/pay+9", 1.0,
                "PAYMENTS_FAILED@gateway:acme+9", 1.0,
                "PAYMENTS_FAILED@method:card+9", 1.0,
                "PAYMENTS_ATTEMPTED@/pay+20", 1.0,
                "PAYMENTS_ATTEMPTED@gateway:other+20", 1.0,
                "PAYMENTS_ATTEMPTED@method:qr+20", 1.0));
  }

  @Test
  void aContactIsAboutItsTopicOnceHoweverManyEventsSaySo() {
    List<Touch> story =
        List.of(
            touch(0, "contact_started", "hotline", "contact_chain_id", "k1", "topic", "refund"),
            touch(60, "ticket_created", "hotline", "contact_chain_id", "k1", "topic", "refund"),
            touch(90, "contact_wrapup", "hotline", "contact_chain_id", "k1", "topic", "refund"));
    for (List<Touch> order : Told.permutations(story)) {
      Told told = new Told(Once.of(Once.Fact.CONTACT_ABOUT));
      order.forEach(told::event);
      assertThat(told.until(at(100)).measured())
          .as("%s", order)
          .isEqualTo(Map.of("CONTACTS@topic:refund+0", 1.0));
    }
    assertThat(StrandKey.of(story.get(0), "c1", null))
        .contains(new StrandKey(StrandKey.Kind.TOPIC, "k1"));
  }

  @Test
  void whomWeCallHasNotContactedUs() {
    Touch called = touch(0, "contact_started", null, "topic", "refund", "initiated_by", "agent");

    assertThat(StrandKey.of(called, null, null)).isEmpty();
  }

  @Test
  void aDeliveryIsLateOnceForItsHubAndItsCarrier() {
    Touch delayed =
        touch(0, "delivery_delayed", "orders", "delivery_id", "d1", "hub", "north", "carrier", "x");
    Touch late = touch(900, "delivered", "orders", "delivery_id", "d1", "delay_ms", 5_000L);
    Told delivery = new Told(Once.of(Once.Fact.DELIVERY_LATE)).event(delayed).event(late);

    assertThat(delivery.measured())
        .isEqualTo(
            Map.of(
                "LATE_DELIVERIES@orders+0", 1.0,
                "LATE_DELIVERIES@hub:north+0", 1.0,
                "LATE_DELIVERIES@carrier:x+0", 1.0));
    assertThat(StrandKey.of(late, null, null))
        .containsExactly(new StrandKey(StrandKey.Kind.LATE, "d1"));
    assertThat(StrandKey.of(touch(900, "delivered", null, "delivery_id", "d1"), null, null))
        .isEmpty();
  }

  @Test
  void whatIsSaidBadlyOfATopicIsCountedThere() {
    assertThat(negativeAt(touch(0, "mention_posted", null, "sentiment", -0.4, "topic", "app")))
        .containsExactly(null, "topic:app");
    assertThat(
            negativeAt(
                touch(0, "phrase_matched", "hotline", "category", "complaint", "role", "customer")))
        .containsExactly("hotline");
    assertThat(
            negativeAt(
                touch(0, "phrase_matched", "hotline", "category", "praise", "role", "customer")))
        .isEmpty();
  }

  @Test
  void aQueueTellsWhetherThereIsAnybodyToAnswerAndIsNoCustomer() {
    assertThat(
            Sightings.of(queue("in_queue", 6L, "agents_available", 1L), 1, null).stream()
                .map(Measurement::reading))
        .containsExactly(
            new Reading.Sum(Tally.QUEUE_STATES),
            new Reading.Sum(Tally.AGENTS_AVAILABLE),
            new Reading.Sum(Tally.QUEUE_STATES_SHORT));
    assertThat(Sightings.of(queue("in_queue", 5L, "agents_available", 1L), 1, null)).hasSize(2);
    assertThat(Sightings.of(queue("in_queue", 1L, "agents_available", 0L), 1, null)).hasSize(3);
    assertThat(Sightings.of(queue("in_queue", 0L, "agents_available", 0L), 1, null)).hasSize(2);
    assertThat(Sightings.of(queue("in_queue", 3L), 1, null)).isEmpty();
  }

  private static Touch queue(Object... attributes) {
    Event event = touch(0, "queue_state", "support", attributes).event();
    return Touch.of(
        new Event(
            event.id(),
            event.type(),
            event.time(),
            null,
            "ops:queue/support",
            null,
            "call",
            "support",
            event.attributes()),
        null);
  }

  private static List<String> negativeAt(Touch touch) {
    return Sightings.of(touch, 1, null).stream()
        .filter(one -> one.reading().equals(new Reading.Sum(Tally.NEGATIVE_MENTIONS)))
        .map(one -> one.where().touchpoint())
        .toList();
  }
}
