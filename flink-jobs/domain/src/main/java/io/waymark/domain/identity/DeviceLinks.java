package io.waymark.domain.identity;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose a device is, and was: a customer's from their login to the logout or the next customer's
 * login, else its own. What it collects on its own before the first login goes to whoever that is;
 * what it collects after a logout goes to the same customer if they are the next to log in, else it
 * stays with the device for ever, and what the device collects later with it. Changed by the events
 * that tell of it; the answer for a place in their order is the same in whatever order they came,
 * as long as nothing of the device itself was evaluated beyond that place. Of several in a row that
 * say the same the first and the last are remembered, so that what comes late between them changes
 * nothing behind the last.
 */
final class DeviceLinks {
  /** Stands for all customers who were erased: no id is empty. */
  static final String ERASED = "";

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
   * A change of hands, or the last that was said of the hands in which it is.
   *
   * @param customer who has the device directly after it; null for nobody
   * @param takesOver whether all that the device had on its own went with it or, if it had nothing,
   *     would go with it to the heir
   */
  private record Link(long time, String eventId, @Nullable String customer, boolean takesOver) {
    /** Who it was is not known any more, only that it was somebody. */
    Link erased() {
      return new Link(time, "", ERASED, takesOver);
    }

    boolean isBefore(long otherTime, String otherId) {
      return Event.compare(time, eventId, otherTime, otherId) < 0;
    }
  }

  private record Login(String customer, long time) {}

  private final Limits.Device limits;

  /** In the order of the events; no more than two in a row of the same customer. */
  private final List<Link> links = new ArrayList<>();

  /** The last login of each customer within the window of the limits. */
  private final List<Login> logins = new ArrayList<>();

  private boolean forgotten;
  private boolean quarantined;

  /** Whether what the device has on its own stays with it for ever. */
  private boolean kept;

  private @Nullable String aliasOf;

  DeviceLinks(Limits.Device limits) {
    this.limits = limits;
  }

  boolean isEmpty() {
    return links.isEmpty() && logins.isEmpty();
  }

  /** The customer to whom what happened at a place belongs; null if it is the device's own. */
  @Nullable String ownerAt(long time, String eventId) {
    int next = firstFrom(time, eventId);
    String customer = next == 0 ? null : links.get(next - 1).customer;
    if (customer != null) {
      return customer;
    }
    Link login = loginFrom(next);
    return login != null && login.takesOver && isHeir(login.customer, next, false)
        ? login.customer
        : null;
  }

  /**
   * The device has on its own what happened at a place. If somebody has logged in since then, who
   * is not to have it, all that the device has stays with it.
   */
  void keep(long time, String eventId) {
    if (loginFrom(firstFrom(time, eventId)) != null) {
      kept = true;
    }
  }

  /**
   * Takes in an {@code identify}, {@code alias}, {@code logout} or {@code unlink}.
   *
   * @param hasJourney whether the device has collected anything on its own that it still has
   */
  Outcome take(Event event, boolean hasJourney) {
    String customer = event.customerId();
    if (customer == null || IdentityEvents.isLogout(event)) {
      return link(event, null, hasJourney);
    }
    if (event.type().equals(IdentityEvents.UNLINK)) {
      return unlink(event, customer);
    }
    if (quarantined) {
      return Outcome.REFUSED;
    }
    return event.type().equals(IdentityEvents.ALIAS)
        ? alias(event, customer, hasJourney)
        : identify(event, customer, hasJourney);
  }

  /**
   * Forgets who a customer was that had the device up to and including {@code time}; what was
   * theirs stays nobody else's. The device is on its own from then on, if it was still theirs.
   */
  void erase(String customer, long time) {
    links.replaceAll(
        link -> link.time <= time && customer.equals(link.customer) ? link.erased() : link);
    logins.removeIf(login -> login.customer.equals(customer) && login.time <= time);
    if (customer.equals(aliasOf)) {
      aliasOf = null;
    }
    int next = firstFrom(time + 1, "");
    if (next > 0 && ERASED.equals(links.get(next - 1).customer)) {
      links.add(next, new Link(time, "", null, false));
      forgetOldest();
    }
  }

  /**
   * As if the customer had never had the device, up to and including the event; who else has it
   * then, still does.
   */
  private Outcome unlink(Event event, String customer) {
    links.replaceAll(
        link ->
            customer.equals(link.customer) && link.isBefore(event.time(), event.id())
                ? new Link(link.time, link.eventId, null, false)
                : link);
    logins.removeIf(login -> login.customer.equals(customer) && login.time <= event.time());
    if (customer.equals(aliasOf)) {
      aliasOf = null;
    }
    int place = firstFrom(event.time(), event.id());
    return link(event, place == 0 ? null : links.get(place - 1).customer, false);
  }

  private void forgetOldest() {
    int hands = 0;
    for (int i = links.size() - 1; i >= 0; i--) {
      if (!isSaidTwice(i) && ++hands > limits.changes()) {
        links.subList(0, i + 1).clear();
        forgotten = true;
        return;
      }
    }
  }

  /** Whether the next one at a place of the list says the same; not if there is none. */
  private boolean isSaidTwice(int place) {
    return place >= 0
        && place + 1 < links.size()
        && Objects.equals(links.get(place).customer, links.get(place + 1).customer);
  }

  /** Forgets which of three in a row that say the same is neither the first nor the last. */
  private void forgetMiddle(int added) {
    for (int middle = added - 1; middle <= added + 1; middle++) {
      if (isSaidTwice(middle - 1) && isSaidTwice(middle)) {
        links.remove(middle);
        return;
      }
    }
  }

  /** Whether nothing is known of any customer but of those who were erased. */
  boolean knowsNobody() {
    return !quarantined
        && logins.isEmpty()
        && links.stream().allMatch(link -> link.customer == null || link.customer.equals(ERASED));
  }

  private Outcome alias(Event event, String customer, boolean hasJourney) {
    if (aliasOf != null && !aliasOf.equals(customer)) {
      return Outcome.REFUSED;
    }
    aliasOf = customer;
    return link(event, customer, hasJourney);
  }

  private Outcome identify(Event event, String customer, boolean hasJourney) {
    if (IdentityEvents.isShared(event)) {
      // Whoever had it before: from now on it may be anybody.
      if (!links.isEmpty()) {
        link(event, null, hasJourney);
      }
      return Outcome.REFUSED;
    }
    if (isCrowdedBy(customer, event.time())) {
      quarantined = true;
      link(event, null, hasJourney);
      return Outcome.QUARANTINED;
    }
    return link(event, customer, hasJourney);
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
    long oldest = latest - limits.within();
    logins.removeIf(one -> one.customer.equals(customer) || one.time < oldest);
    if (login >= oldest) {
      logins.add(new Login(customer, login));
    }
    return logins.size() > limits.customers();
  }

  private Outcome link(Event event, @Nullable String customer, boolean hasJourney) {
    for (Link known : links) {
      if (known.eventId.equals(event.id())) {
        return Outcome.UNCHANGED;
      }
    }
    int place = firstFrom(event.time(), event.id());
    String before = place == 0 ? null : links.get(place - 1).customer;
    boolean isUnchanged = place > 0 && Objects.equals(customer, before);
    boolean byAlias = event.type().equals(IdentityEvents.ALIAS);
    boolean isHeir = isHeir(customer, place, byAlias);
    boolean goes = isHeir && !kept && place == links.size();
    if (customer != null && hasJourney && !isHeir && !isUnchanged) {
      kept = true;
    }
    boolean takesOver = customer != null && (hasJourney ? goes : isHeir || !byAlias);
    links.add(place, new Link(event.time(), event.id(), customer, takesOver));
    forgetMiddle(place);
    forgetOldest();
    if (isUnchanged) {
      return Outcome.UNCHANGED;
    }
    if (customer == null) {
      return Outcome.RELEASED;
    }
    return goes && before == null ? Outcome.TAKEN_OVER : Outcome.LINKED;
  }

  /**
   * Whether a customer who logs in at a place of the list is to have what the device has collected
   * since its last customer: they are that customer, or there was none. An alias is not said by who
   * has the device in hand: with it, there must never have been another.
   */
  private boolean isHeir(@Nullable String customer, int place, boolean byAlias) {
    for (int i = place - 1; i >= 0; i--) {
      String before = links.get(i).customer;
      if (before != null && (!byAlias || !before.equals(customer))) {
        return before.equals(customer);
      }
    }
    return !forgotten;
  }

  /** The first login at a place of the list or behind it; null if there is none. */
  private @Nullable Link loginFrom(int place) {
    for (int i = place; i < links.size(); i++) {
      if (links.get(i).customer != null) {
        return links.get(i);
      }
    }
    return null;
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
    out.bool(kept);
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

  /** Reads what {@link #write} gave, whatever the limits were then. */
  static DeviceLinks read(StateReader in, Limits.Device limits) {
    DeviceLinks read = new DeviceLinks(limits);
    read.forgotten = in.bool();
    read.quarantined = in.bool();
    read.kept = in.bool();
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
