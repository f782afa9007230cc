package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import java.io.Serializable;

/** Who is no customer: crawlers, test accounts. What they do is counted and goes no further. */
@FunctionalInterface
public interface Screening extends Serializable {
  /** Everybody is let in. */
  Screening NONE = event -> false;

  /**
   * Those who say of themselves that they are one: {@code bot} or {@code test} is true. A {@code
   * profile_updated} says it of the account, which is for the journey to know.
   */
  Screening DECLARED =
      event ->
          Boolean.TRUE.equals(event.attribute("bot"))
              || (Boolean.TRUE.equals(event.attribute("test"))
                  && !event.type().equals("profile_updated"));

  /** Whether the event is to be kept out of journeys and rules. */
  boolean keepsOut(Event event);

  /** Keeps out what either does. */
  default Screening or(Screening other) {
    return event -> keepsOut(event) || other.keepsOut(event);
  }
}
