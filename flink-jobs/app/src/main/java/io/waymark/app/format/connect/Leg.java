package io.waymark.app.format.connect;

import io.waymark.app.format.EventDraft;
import io.waymark.app.format.Rfc3339;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A contact with a customer: its times, and what every event of it says. */
final class Leg {
  private static final Set<String> TRANSFERS = Set.of("TRANSFER", "QUEUE_TRANSFER");

  final Media media;
  final ContactCustomer customer;

  /** When it came into the queue; null while it has not. */
  final @Nullable Long enqueued;

  /** When customer and agent were connected; null while they are not. */
  final @Nullable Long answered;

  /** When it was over; null while it is not. */
  final @Nullable Long disconnected;

  private final Contact contact;

  Leg(Contact contact, Media media) throws UndecodableException {
    this.contact = contact;
    this.media = media;
    this.customer = ContactCustomer.of(contact);
    this.enqueued = contact.time("queueInfo", "enqueueTimestamp");
    this.answered = answered();
    this.disconnected = contact.time("disconnectTimestamp");
  }

  /**
   * On a leg that we dial the agent comes first, and the customer's end is what is connected to the
   * system later.
   */
  private @Nullable Long answered() throws UndecodableException {
    Long agent = contact.time("agentInfo", "connectedToAgentTimestamp");
    if (!isDialled()) {
      return agent;
    }
    Long system = contact.time("connectedToSystemTimestamp");
    return agent == null || system == null ? null : (Long) Math.max(agent, system);
  }

  boolean isDialled() {
    return contact.initiationMethod().equals("OUTBOUND") || isCallback();
  }

  boolean isCallback() {
    return contact.initiationMethod().equals("CALLBACK");
  }

  boolean isTransfer() {
    return TRANSFERS.contains(contact.initiationMethod());
  }

  /** Who or what brought it about. */
  String initiator() {
    if (isTransfer()) {
      return "transfer";
    }
    return switch (contact.initiationMethod()) {
      case "OUTBOUND" -> "agent";
      case "CALLBACK" -> "callback";
      // A call by API is one that we make; a chat or mail by API is the customer's.
      case "API" -> contact.channel().equals("VOICE") ? "system" : "customer";
      default -> "customer";
    };
  }

  @Nullable String queue() {
    return contact.idOfArn("queueInfo", "queueArn");
  }

  @Nullable String agent() {
    return contact.idOfArn("agentInfo", "agentArn");
  }

  /** Why it was over, in capitals; null if not told. */
  @Nullable String reason() {
    String reason = contact.text("disconnectReason");
    reason = reason == null ? contact.text("disconnectReason", "code") : reason;
    return reason == null ? null : reason.toUpperCase(Locale.ROOT);
  }

  /** An event of this leg. */
  EventDraft draft(String type) throws UndecodableException {
    return draft(type, contact.id());
  }

  /**
   * @param about the leg it is about
   */
  EventDraft draft(String type, String about) throws UndecodableException {
    EventDraft draft =
        new EventDraft()
            .id(contact.id() + ":" + type)
            .type(type)
            .channel(media.channel())
            .touchpoint(queue())
            .attribute(media.leg(), about)
            .attribute("contact_chain_id", contact.chain())
            .attribute("queue", queue())
            .attribute("topic", ContactCustomer.attribute(contact, "topic"))
            .attribute("ticket_id", ContactCustomer.attribute(contact, "ticket_id", "ticketId"));
    return customer.nameIn(draft);
  }

  /**
   * The event at its time, or at the time it was sent if its own is not told.
   *
   * @throws UndecodableException if neither is told
   */
  Event at(@Nullable Long time, EventDraft draft) throws UndecodableException {
    Long known = time != null ? time : contact.sentAt();
    if (known == null) {
      throw new UndecodableException(RejectReason.NO_TIME, "no time stands in it");
    }
    return draft.time(known).admit();
  }

  /** Null as well if its ends are told in the wrong order. */
  static @Nullable Long between(@Nullable Long from, @Nullable Long to) {
    return from == null || to == null || to < from ? null : (Long) (to - from);
  }

  static @Nullable String text(@Nullable Long time) {
    return time == null ? null : Rfc3339.format(time);
  }
}
