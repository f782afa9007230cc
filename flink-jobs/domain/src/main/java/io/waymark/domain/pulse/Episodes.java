package io.waymark.domain.pulse;

import io.waymark.domain.kpi.ContactGoal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of one customer: whether those that were called resolved had to come back about the
 * same. Known when a week has passed, and not before. Those that begin within half an hour go on
 * with what was resolved. A contact whose topic nobody has said by then may be about anything, and
 * so is about the same; one that we began is none of the customer's.
 *
 * @param contacts by the time of their first event
 */
public record Episodes(List<Contact> contacts) implements Strand {
  public static final Episodes NONE = new Episodes(List.of());

  /** Within what time the customer must not come back. */
  public static final long MATURES_AFTER = Duration.ofDays(7).toMillis();

  private static final long SAME_EPISODE = Duration.ofMinutes(30).toMillis();
  private static final int MOST = 64;

  /**
   * What is known of a contact with all its legs: transfers and callbacks are of the same chain.
   *
   * @param id of its chain, or of the contact; null if neither is known: then each event is one
   * @param first the time of its first event
   * @param topic as it was said last; null if it was not
   * @param topicAt when it was said
   * @param resolved the last time; null if it was not
   * @param byCustomer nobody has said that it was begun by us
   */
  public record Contact(
      @Nullable String id,
      long first,
      @Nullable String topic,
      long topicAt,
      @Nullable Point resolved,
      boolean byCustomer) {

    private static Contact of(Touch touch) {
      String chain = touch.text("contact_chain_id");
      boolean resolves = touch.type().equals("contact_wrapup") && touch.says("resolved");
      return new Contact(
          chain == null ? touch.text("contact_id") : chain,
          touch.time(),
          touch.text("topic"),
          touch.time(),
          resolves ? Point.of(touch) : null,
          touch.isByCustomer());
    }

    private Contact and(Contact other) {
      boolean saysMore = other.topic != null && (topic == null || other.topicAt > topicAt);
      return new Contact(
          id,
          Math.min(first, other.first),
          saysMore ? other.topic : topic,
          saysMore ? other.topicAt : topicAt,
          later(resolved, other.resolved),
          byCustomer && other.byCustomer);
    }

    private static @Nullable Point later(@Nullable Point one, @Nullable Point other) {
      return one == null || (other != null && other.time() > one.time()) ? other : one;
    }

    private boolean isAboutTheSame(Contact other) {
      return topic == null || other.topic == null || topic.equals(other.topic);
    }

    private long last() {
      return resolved == null ? first : Math.max(first, resolved.time());
    }
  }

  @Override
  public Episodes with(Touch touch) {
    Contact one = Contact.of(touch);
    List<Contact> more = new ArrayList<>(contacts);
    int known = one.id() == null ? -1 : ids().indexOf(one.id());
    if (known >= 0) {
      more.set(known, more.get(known).and(one));
    } else if (more.size() < MOST) {
      more.add(one);
    }
    more.sort(Comparator.comparingLong(Contact::first));
    return new Episodes(List.copyOf(more));
  }

  private List<@Nullable String> ids() {
    List<@Nullable String> ids = new ArrayList<>(contacts.size());
    contacts.forEach(contact -> ids.add(contact.id()));
    return ids;
  }

  @Override
  public @Nullable Strand followedBy(Touch touch) {
    return null;
  }

  @Override
  public Credits credits(long now, ContactGoal goal) {
    Credits credits = new Credits();
    for (Contact contact : contacts) {
      Point resolved = contact.resolved();
      if (resolved != null
          && resolved.time() + MATURES_AFTER <= now
          && !isResolvedLater(contact, resolved.time())) {
        long matures = resolved.time() + MATURES_AFTER;
        credits.one(resolved.where(), matures, Tally.EPISODES);
        if (isRepeated(contact, resolved.time())) {
          credits.one(resolved.where(), matures, Tally.EPISODES_REPEATED);
        }
      }
    }
    return credits;
  }

  /** Its episode has gone on, and was resolved then. */
  private boolean isResolvedLater(Contact contact, long resolvedAt) {
    return contacts.stream()
        .anyMatch(
            other ->
                other != contact
                    && other.resolved() != null
                    && other.resolved().time() > resolvedAt
                    && other.first() <= resolvedAt + SAME_EPISODE
                    && other.isAboutTheSame(contact));
  }

  private boolean isRepeated(Contact contact, long resolvedAt) {
    return contacts.stream()
        .anyMatch(
            other ->
                other != contact
                    && other.byCustomer()
                    && other.first() > resolvedAt + SAME_EPISODE
                    && other.first() <= resolvedAt + MATURES_AFTER
                    && other.isAboutTheSame(contact));
  }

  @Override
  public long wakeAt(long now) {
    return contacts.stream()
        .map(Contact::resolved)
        .filter(Objects::nonNull)
        .mapToLong(resolved -> resolved.time() + MATURES_AFTER)
        .filter(time -> time > now)
        .min()
        .orElse(NEVER);
  }

  /** What is a week older than what can still mature has been counted for good. */
  @Override
  public Episodes pruned(long now) {
    List<Contact> kept =
        contacts.stream().filter(one -> one.last() + 2 * MATURES_AFTER > now).toList();
    return kept.size() == contacts.size() ? this : new Episodes(kept);
  }

  @Override
  public long forgetAt() {
    return contacts.stream()
        .mapToLong(one -> one.last() + 2 * MATURES_AFTER)
        .max()
        .orElse(Long.MIN_VALUE);
  }
}
