package io.waymark.domain.identity;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose a device is, and was: a customer's from their login to the logout or the next customer's
 * login, else its own. What it collects on its own goes to the next who logs in. Changed by the
 * events that tell of it; the answer for a place in their order is the same in whatever order they
 * came, as long as nothing of the device itself was evaluated beyond that place.
 */
final class DeviceLinks {
  /** Most changes of hands remembered; of events before them nobody knows whose they are. */
  static final int MOST = 16;

  /** Most customers of a device in {@link #CROWD_WINDOW}: with more it is nobody's any more. */
  static final int MOST_CUSTOMERS = 50;

  /** 24 hours, in milliseconds. */
  static final long CROWD_WINDOW = 24 * 60 * 60 * 1000L;

  /** What an event has done. */
  enum Outcome {
    /** The device belongs to the customer now, with all that it has collected on its own. */
    TAKEN_OVER,
    /** The device belongs, or belonged, to the customer from the event on. */
    LINKED,
    /** The device is on its own after the event. */
    RELEASED,
    /** It was so before. */
    UNCHANGED,
    /** The device has had too many customers: it is nobody's, for ever. */
    QUARANTINED,
    /** It links to nobody: shared by many, quarantined, or another's alias. */
    REFUSED
  }

  /**
   * A change of hands.
   *
   * @param customer who has the device directly after it; null for nobody
   * @param takesOver whether all that the device had on its own went with it
   */
  private record Link(long time, String eventId, @Nullable String customer, boolean takesOver) {
    boolean isBefore(long otherTime, String otherId) {
      return Event.compare(time, eventId, otherTime, otherId) < 0;
    }

    Link takingOver() {
      return new Link(time, eventId, customer, customer != null);
    }
  }

  private record Login(String customer, long time) {}

  /** In the order of the events. */
  private final List<Link> links = new ArrayList<>();

  /** The last login of each customer within {@link #CROWD_WINDOW}. */
  private final List<Login> logins = new ArrayList<>();

  private boolean forgotten;
  private boolean quarantined;
  private @Nullable String aliasOf;

  boolean isEmpty() {
    return links.isEmpty() && logins.isEmpty();
  }

  /** The customer to whom what happened at a place belongs; null if it is the device's own. */
  @Nullable String ownerAt(long time, String eventId) {
    int next = firstFrom(time, eventId);
    if (next > 0) {
      String customer = links.get(next - 1).customer;
      if (customer != null) {
        return customer;
      }
    } else if (forgotten) {
      return null;
    }
    for (int i = next; i < links.size(); i++) {
      if (links.get(i).takesOver) {
        return links.get(i).customer;
      }
    }
    return null;
  }

  /** Takes in an {@code identify}, {@code alias} or {@code logout}. */
  Outcome take(Event event) {
    String customer = event.customerId();
    if (customer == null || IdentityEvents.isLogout(event)) {
      return link(event, null);
    }
    if (quarantined) {
      return Outcome.REFUSED;
    }
    return event.type().equals(IdentityEvents.ALIAS)
        ? alias(event, customer)
        : identify(event, customer);
  }

  private Outcome alias(Event event, String customer) {
    if (aliasOf != null && !aliasOf.equals(customer)) {
      return Outcome.REFUSED;
    }
    aliasOf = customer;
    return link(event, customer);
  }

  private Outcome identify(Event event, String customer) {
    if (IdentityEvents.isShared(event)) {
      // Whoever had it before: from now on it may be anybody.
      if (!links.isEmpty()) {
        link(event, null);
      }
      return Outcome.REFUSED;
    }
    if (isCrowdedBy(customer, event.time())) {
      quarantined = true;
      link(event, null);
      return Outcome.QUARANTINED;
    }
    return link(event, customer);
  }

  private boolean isCrowdedBy(String customer, long time) {
    long login = time;
    long latest = time;
    for (Login one : logins) {
      latest = Math.max(latest, one.time);
      if (one.customer.equals(customer)) {
        login = Math.max(login, one.time);
      }
    }
    long oldest = latest - CROWD_WINDOW;
    logins.removeIf(one -> one.customer.equals(customer) || one.time < oldest);
    if (login >= oldest) {
      logins.add(new Login(customer, login));
    }
    return logins.size() > MOST_CUSTOMERS;
  }

  private Outcome link(Event event, @Nullable String customer) {
    for (Link known : links) {
      if (known.eventId.equals(event.id())) {
        return Outcome.UNCHANGED;
      }
    }
    int place = firstFrom(event.time(), event.id());
    String before = place == 0 ? null : links.get(place - 1).customer;
    boolean isUnchanged = customer == null ? before == null : customer.equals(before);
    if (isUnchanged && place > 0) {
      return Outcome.UNCHANGED;
    }
    boolean takesOver = customer != null && before == null && place == links.size();
    links.add(place, new Link(event.time(), event.id(), customer, takesOver));
    if (customer == null && before != null && place + 1 < links.size()) {
      // What the device is now known to have had on its own in between goes to who came next.
      links.set(place + 1, links.get(place + 1).takingOver());
    }
    if (links.size() > MOST) {
      links.remove(0);
      forgotten = true;
    }
    return takesOver ? Outcome.TAKEN_OVER : customer != null ? Outcome.LINKED : Outcome.RELEASED;
  }

  /** Index of the first link that is not before a place. */
  private int firstFrom(long time, String eventId) {
    int first = links.size();
    while (first > 0 && !links.get(first - 1).isBefore(time, eventId)) {
      first--;
    }
    return first;
  }

  void write(StateWriter out) {
    out.bool(forgotten);
    out.bool(quarantined);
    out.string(aliasOf);
    out.count(links.size());
    for (Link link : links) {
      out.time(link.time);
      out.raw(link.eventId);
      out.string(link.customer);
      out.bool(link.takesOver);
    }
    out.count(logins.size());
    for (Login login : logins) {
      out.string(login.customer);
      out.time(login.time);
    }
  }

  static DeviceLinks read(StateReader in) {
    DeviceLinks read = new DeviceLinks();
    read.forgotten = in.bool();
    read.quarantined = in.bool();
    read.aliasOf = in.string();
    for (int left = in.count(); left > 0; left--) {
      read.links.add(new Link(in.time(), in.raw(), in.string(), in.bool()));
    }
    for (int left = in.count(); left > 0; left--) {
      read.logins.add(new Login(in.requiredString(), in.time()));
    }
    return read;
  }
}
