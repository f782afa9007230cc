package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Who is no customer: crawlers, test accounts. What they do is counted and goes no further, or is
 * tagged; but for an {@code erase}: it is obeyed whoever sends it.
 */
@FunctionalInterface
public interface Screening extends Serializable {
  /** Why an event is kept out. */
  enum Reason {
    /** Its user agent is a known crawler's. */
    CRAWLER,
    /** It says of itself that a bot has sent it. */
    BOT,
    /** It says of itself that it is a test, or its account is one for tests. */
    TEST,
    /** It is from before its customer, or device, was erased. */
    ERASED
  }

  /** Everybody is let in. */
  Screening NONE = event -> null;

  /**
   * Those who say of themselves that they are one: {@code bot} or {@code test} is true; a bot that
   * tests is a bot. A {@code profile_updated} says {@code test} of the account, which is for the
   * journey to know.
   */
  Screening DECLARED = Screening::declared;

  /** The attribute that says why an event is no customer's, where such are let in. */
  String TAG = "screened";

  /** Why the event is to be kept out of journeys and rules; null lets it in. */
  @Nullable Reason reason(Event event);

  /** Whether there is more to it than that their events are told apart by {@link #TAG}. */
  default boolean keepsOut() {
    return true;
  }

  /** The same for those who let everybody in, but want to know who it is. */
  default Screening tagging() {
    return new Tagging(this);
  }

  /** Keeps nobody out. */
  record Tagging(Screening of) implements Screening {
    @Override
    public @Nullable Reason reason(Event event) {
      return of.reason(event);
    }

    @Override
    public boolean keepsOut() {
      return false;
    }
  }

  /** Keeps out what either does, for the reason of this one if both do. */
  default Screening or(Screening other) {
    return event -> {
      Reason first = reason(event);
      return first == null ? other.reason(event) : first;
    };
  }

  private static @Nullable Reason declared(Event event) {
    if (Boolean.TRUE.equals(event.attribute("bot"))) {
      return Reason.BOT;
    }
    boolean test =
        Boolean.TRUE.equals(event.attribute("test")) && !event.type().equals("profile_updated");
    return test ? Reason.TEST : null;
  }
}
