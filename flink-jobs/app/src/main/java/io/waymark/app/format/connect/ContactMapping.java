package io.waymark.app.format.connect;

import io.waymark.app.format.EventDraft;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a contact event is to us: one event or none, and who it is as soon as that is known. */
final class ContactMapping {
  /** Legs in which no customer takes part, or that our own side opens after the customer left. */
  private static final Set<String> NOT_WITH_CUSTOMER =
      Set.of("MONITOR", "EXTERNAL_OUTBOUND", "DISCONNECT", "AGENT_REPLY", "FLOW");

  private static final Map<String, String> ENDED_BY =
      Map.of(
          "CUSTOMER_DISCONNECT", "customer",
          "AGENT_DISCONNECT", "agent",
          "BARGED", "agent",
          "TELECOM_PROBLEM", "telecom");

  private final Contact contact;
  private final Leg leg;
  private final @Nullable String medium;

  private ContactMapping(Contact contact, Media media) throws UndecodableException {
    this.contact = contact;
    this.leg = new Leg(contact, media);
    this.medium = media.prefix();
  }

  static List<Event> events(Contact contact) throws UndecodableException {
    String eventType = contact.eventType();
    contact.id();
    Media media = Media.of(contact);
    if (media == null || NOT_WITH_CUSTOMER.contains(contact.initiationMethod())) {
      return List.of();
    }
    return new ContactMapping(contact, media).events(eventType);
  }

  private List<Event> events(String eventType) throws UndecodableException {
    List<Event> events = new ArrayList<>();
    Event event = event(eventType);
    Long time = event == null ? contact.sentAt() : (Long) event.time();
    if (leg.customer.id() != null && time != null) {
      events.add(identified(time));
    }
    if (event != null) {
      events.add(event);
    }
    return events;
  }

  private @Nullable Event event(String eventType) throws UndecodableException {
    return switch (eventType) {
      case "INITIATED" -> initiated();
      case "QUEUED" -> queued();
      case "CONNECTED_TO_AGENT" -> connected();
      case "CONNECTED_TO_SYSTEM" -> leg.isDialled() ? connected() : null;
      case "DISCONNECTED" -> disconnected();
      case "COMPLETED" -> completed();
      default -> null;
    };
  }

  private @Nullable Event initiated() throws UndecodableException {
    EventDraft draft;
    if (leg.isTransfer()) {
      draft = transferred();
    } else if (leg.isCallback()) {
      // The leg that asked for it is the one whose wait it ends.
      draft = leg.draft("callback_requested", before()).attribute("contact_id", before());
    } else {
      draft = started();
    }
    return draft == null ? null : leg.at(contact.time("initiationTimestamp"), draft);
  }

  private @Nullable EventDraft transferred() throws UndecodableException {
    return medium == null
        ? null
        : leg.draft(medium + "_transferred", before()).attribute("to_queue", leg.queue());
  }

  private @Nullable EventDraft started() throws UndecodableException {
    return contact.chain().equals(contact.id())
        ? leg.draft("contact_started")
            .attribute("contact_id", contact.id())
            .attribute("initiated_by", leg.initiator())
        : null;
  }

  private String before() throws UndecodableException {
    String previous = contact.previous();
    return previous == null ? contact.id() : previous;
  }

  /** While a callback stands in the queue nobody waits on the line. */
  private @Nullable Event queued() throws UndecodableException {
    if (medium == null || leg.isCallback()) {
      return null;
    }
    return leg.at(
        leg.enqueued,
        leg.draft(medium + "_queued")
            .attribute("previous_contact_id", contact.previous())
            .attribute("initiated_by", leg.initiator()));
  }

  private @Nullable Event connected() throws UndecodableException {
    if (leg.isDialled() && leg.answered == null) {
      return null;
    }
    if (leg.isCallback()) {
      Long delay = Leg.between(contact.time("initiationTimestamp"), leg.answered);
      return leg.at(leg.answered, leg.draft("callback_connected").attribute("delay_ms", delay));
    }
    return medium == null
        ? null
        : leg.at(
            leg.answered,
            leg.draft(medium + "_answered")
                .attribute("wait_ms", Leg.between(leg.enqueued, leg.answered))
                .attribute("agent_id", leg.agent())
                .attribute("queued_at", Leg.text(leg.enqueued))
                .attribute("answered_at", Leg.text(leg.answered)));
  }

  private @Nullable Event disconnected() throws UndecodableException {
    EventDraft draft = medium == null ? null : over(medium);
    if (draft == null) {
      return null;
    }
    String reason = leg.reason();
    draft.attribute("reason", reason == null ? null : reason.toLowerCase(Locale.ROOT));
    return leg.at(leg.disconnected, draft);
  }

  /** Null if the customer neither spoke with us, nor waited, nor was called back. */
  private @Nullable EventDraft over(String medium) throws UndecodableException {
    if (leg.answered != null) {
      return ended(medium, leg.answered);
    }
    if (leg.isCallback()) {
      String outcome = CallbackOutcome.of(contact);
      return outcome == null ? null : leg.draft("callback_attempted").attribute("outcome", outcome);
    }
    return leg.enqueued == null
        ? null
        : leg.draft(medium + "_left")
            .attribute("wait_ms", Leg.between(leg.enqueued, leg.disconnected))
            .attribute("queued_at", Leg.text(leg.enqueued));
  }

  private EventDraft ended(String medium, Long answered) throws UndecodableException {
    String reason = leg.reason();
    return leg.draft(medium + "_ended")
        .attribute("ended_by", reason == null ? null : ENDED_BY.getOrDefault(reason, "system"))
        .attribute("talk_ms", Leg.between(answered, leg.disconnected))
        .attribute("hold_total_ms", contact.seconds("agentInfo", "agentInitiatedHoldDuration"))
        .attribute("agent_id", leg.agent())
        .attribute("ended_at", Leg.text(leg.disconnected));
  }

  /** Without an agent there was no work after it. */
  private @Nullable Event completed() throws UndecodableException {
    Long worked = contact.time("agentInfo", "afterContactWorkEndTimestamp");
    if (leg.answered == null && worked == null) {
      return null;
    }
    Long acw = contact.seconds("agentInfo", "afterContactWorkDuration");
    Long talked = Leg.between(leg.answered, leg.disconnected);
    return leg.at(
        worked == null ? leg.disconnected : worked,
        leg.draft("contact_wrapup")
            .attribute("contact_id", contact.id())
            .attribute("acw_ms", acw)
            .attribute("handle_ms", talked == null ? null : talked + (acw == null ? 0 : acw))
            .attribute("initiated_by", leg.initiator())
            .attribute("agent_id", leg.agent()));
  }

  /** Says whose the contact is; sorts before the contact's event of the same time. */
  private Event identified(long time) throws UndecodableException {
    return new EventDraft()
        .id(contact.id() + "#identify")
        .type("identify")
        .time(time)
        .customer(leg.customer.id())
        .anonymous(leg.customer.anonymousId())
        .channel(leg.media.channel())
        .attribute("method", "agent")
        .admit();
  }
}
