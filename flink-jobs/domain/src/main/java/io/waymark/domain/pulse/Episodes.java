package io.waymark.domain.pulse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of one customer about one topic: whether those that were called resolved had to come
 * back. Known when a week has passed, and not before. Contacts of one chain, and those that begin
 * within half an hour, go on with what was resolved.
 *
 * @param contacts by time
 */
public record Episodes(List<Contact> contacts) implements Strand {
  public static final Episodes NONE = new Episodes(List.of());

  /** Within what time the customer must not come back. */
  public static final long MATURES_AFTER = Duration.ofDays(7).toMillis();

  private static final long SAME_EPISODE = Duration.ofMinutes(30).toMillis();
  private static final int MOST = 64;

  /**
   * A contact began, or was resolved.
   *
   * @param chain null if it is not known which contacts belong together
   */
  public record Contact(Point at, @Nullable String chain, boolean resolved) {}

  @Override
  public Episodes with(Touch touch) {
    boolean resolves = touch.type().equals("contact_wrapup");
    if ((resolves && !touch.says("resolved")) || contacts.size() >= MOST) {
      return this;
    }
    List<Contact> more = new ArrayList<>(contacts);
    more.add(new Contact(Point.of(touch), touch.text("contact_chain_id"), resolves));
    more.sort(Comparator.comparingLong(contact -> contact.at().time()));
    return new Episodes(List.copyOf(more));
  }

  @Override
  public @Nullable Strand followedBy(Touch touch) {
    return null;
  }

  @Override
  public Credits credits(long now) {
    Credits credits = new Credits();
    for (Contact contact : contacts) {
      long matures = contact.at().time() + MATURES_AFTER;
      if (contact.resolved() && matures <= now && !isResolvedLater(contact)) {
        credits.one(contact.at().where(), matures, Tally.EPISODES);
        if (isRepeated(contact)) {
          credits.one(contact.at().where(), matures, Tally.EPISODES_REPEATED);
        }
      }
    }
    return credits;
  }

  /** Its episode has gone on, and was resolved then. */
  private boolean isResolvedLater(Contact contact) {
    return contacts.stream()
        .anyMatch(
            other ->
                other.resolved()
                    && other.at().time() > contact.at().time()
                    && isSameEpisode(contact, other));
  }

  private boolean isRepeated(Contact contact) {
    return contacts.stream()
        .anyMatch(
            other ->
                !other.resolved()
                    && other.at().time() > contact.at().time()
                    && other.at().time() <= contact.at().time() + MATURES_AFTER
                    && !isSameEpisode(contact, other));
  }

  private static boolean isSameEpisode(Contact contact, Contact later) {
    boolean sameChain = contact.chain() != null && contact.chain().equals(later.chain());
    return sameChain || later.at().time() <= contact.at().time() + SAME_EPISODE;
  }

  @Override
  public long wakeAt(long now) {
    return contacts.stream()
        .filter(Contact::resolved)
        .mapToLong(contact -> contact.at().time() + MATURES_AFTER)
        .filter(time -> time > now)
        .min()
        .orElse(NEVER);
  }

  /** What is a week older than what can still mature has been counted for good. */
  @Override
  public Episodes pruned(long now) {
    List<Contact> kept =
        contacts.stream().filter(one -> one.at().time() + 2 * MATURES_AFTER > now).toList();
    return kept.size() == contacts.size() ? this : new Episodes(kept);
  }

  @Override
  public long forgetAt() {
    return contacts.isEmpty()
        ? Long.MIN_VALUE
        : contacts.get(contacts.size() - 1).at().time() + 2 * MATURES_AFTER;
  }
}
