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
    StrandKey leg = leg(touch);
    if (leg != null) {
      keys.add(leg);
    }
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
      case "contact_started", "contact_wrapup", "call_queued", "chat_queued" ->
          add(keys, Kind.EPISODES, customer);
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

  /** Of the leg of a contact that an event is part of; null if of none. */
  static @Nullable StrandKey leg(Touch touch) {
    String id =
        switch (touch.type()) {
          case "chat_queued", "chat_answered", "chat_left", "chat_transferred", "chat_ended" ->
              touch.text("conversation_id");
          case "call_queued", "call_answered", "call_left", "call_transferred", "call_ended" ->
              touch.text("call_id");
          case "callback_requested" -> firstOf(touch, "conversation_id", "call_id", "contact_id");
          case "contact_wrapup" -> touch.text("contact_id");
          case "queue_ticket_issued",
              "queue_ticket_served",
              "queue_ticket_left",
              "queue_ticket_done" ->
              ticket(touch);
          default -> null;
        };
    return id == null ? null : new StrandKey(Kind.LEG, id);
  }

  /** Each branch has its own numbers. */
  private static @Nullable String ticket(Touch touch) {
    String ticket = touch.text("queue_ticket");
    String branch = touch.text("branch");
    branch = branch == null ? touch.where().touchpoint() : branch;
    return ticket == null ? null : "ticket:" + (branch == null ? "" : branch) + ":" + ticket;
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
