package io.waymark.domain.pulse;

import io.waymark.domain.friction.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a strand have in common.
 *
 * @param id unique among those of its kind
 */
public record StrandKey(Kind kind, String id) {

  /** What kinds of strands there are. */
  public enum Kind {
    LEG,
    CART,
    CHECKOUT,
    FORM,
    PAYMENTS,
    VISIT,
    EPISODES,
    /** A contact, and what it is about. */
    TOPIC,
    /** A delivery that is late. */
    LATE
  }

  /**
   * The strands that an event is part of.
   *
   * @param customer stands for the customer; null of an unknown one
   * @param visit stands for the visit; null if it is part of none
   */
  public static List<StrandKey> of(Touch touch, @Nullable String customer, @Nullable String visit) {
    List<StrandKey> keys = new ArrayList<>(4);
    add(keys, Kind.LEG, leg(touch));
    String cart = touch.text("cart_id");
    switch (touch.type()) {
      case "add_to_cart", "remove_from_cart", "view_cart" -> add(keys, Kind.CART, cart);
      case "cart_emptied",
          "begin_checkout",
          "checkout_step_viewed",
          "checkout_step_completed",
          "add_shipping_info",
          "add_payment_info" -> {
        add(keys, Kind.CART, cart);
        add(keys, Kind.CHECKOUT, cart);
      }
      case "payment_attempted", "payment_failed", "purchase" -> {
        add(keys, Kind.CART, cart);
        add(keys, Kind.CHECKOUT, cart);
        add(keys, Kind.PAYMENTS, cart);
      }
      case "form_start", "form_field", "form_error", "form_submit" ->
          // Its id may be the same for all who fill it in.
          add(keys, Kind.FORM, both(touch.text("form_id"), visit == null ? customer : visit));
      case "contact_started", "contact_wrapup" ->
          add(keys, Kind.EPISODES, both(touch.text("topic"), customer));
      default -> {}
    }
    if (Visit.concerns(touch)) {
      add(keys, Kind.VISIT, visit);
    }
    if (Once.saysTopic(touch)) {
      add(keys, Kind.TOPIC, contact(touch));
    }
    if (Once.saysLate(touch)) {
      add(keys, Kind.LATE, firstOf(touch, "delivery_id", "order_id"));
    }
    return keys;
  }

  /** A strand of that kind of which nothing is known. */
  public Strand begin() {
    return switch (kind) {
      case LEG -> ContactLeg.UNKNOWN;
      case CART -> Pursuit.of(Pursuit.Aim.CART);
      case CHECKOUT -> Pursuit.of(Pursuit.Aim.CHECKOUT);
      case FORM -> Pursuit.of(Pursuit.Aim.FORM);
      case PAYMENTS -> Payments.NONE;
      case VISIT -> Visit.of(Fingerprint.of(id));
      case EPISODES -> Episodes.NONE;
      case TOPIC -> Once.of(Once.Fact.CONTACT_ABOUT);
      case LATE -> Once.of(Once.Fact.DELIVERY_LATE);
    };
  }

  private static @Nullable String leg(Touch touch) {
    return switch (touch.type()) {
      case "chat_queued", "chat_answered", "chat_left", "chat_transferred", "chat_ended" ->
          touch.text("conversation_id");
      case "call_queued", "call_answered", "call_left", "call_transferred", "call_ended" ->
          touch.text("call_id");
      case "callback_requested" -> {
        yield firstOf(touch, "conversation_id", "call_id", "contact_id");
      }
      case "contact_wrapup" -> touch.text("contact_id");
      case "queue_ticket_issued",
          "queue_ticket_served",
          "queue_ticket_left",
          "queue_ticket_done" -> {
        String ticket = touch.text("queue_ticket");
        yield ticket == null ? null : "ticket:" + ticket;
      }
      default -> null;
    };
  }

  /** Of a contact, whatever its legs; a ticket may be all that is known of one. */
  private static @Nullable String contact(Touch touch) {
    return firstOf(touch, "contact_chain_id", "contact_id", "ticket_id");
  }

  private static @Nullable String firstOf(Touch touch, String... names) {
    for (String name : names) {
      String text = touch.text(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static @Nullable String both(@Nullable String one, @Nullable String other) {
    return one == null || other == null ? null : one + "|" + other;
  }

  private static void add(List<StrandKey> keys, Kind kind, @Nullable String id) {
    if (id != null) {
      keys.add(new StrandKey(kind, id));
    }
  }
}
