package io.waymark.domain.journey;

import io.waymark.domain.event.Event;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events that a journey gives rise to. Rules that name their type see them directly after what
 * caused them; {@code "*"} does not mean them.
 */
public final class DerivedEvent {
  /** A journey has begun: {@code journey_id}, {@code previous_journey_id}. */
  public static final String JOURNEY_STARTED = "journey_started";

  /** A stage was entered: {@code stage}, {@code from}, {@code direction}, {@code skipped}. */
  public static final String STAGE_ENTERED = "stage_entered";

  /** A stage has lasted too long: {@code stage}, {@code since}. */
  public static final String STAGE_OVERSTAYED = "stage_overstayed";

  /** A journey has ended: {@code journey_id}, {@code from}. */
  public static final String JOURNEY_EXITED = "journey_exited";

  /**
   * A score went over a level: {@code score}, {@code level}, {@code direction}, {@code reading}.
   */
  public static final String SCORE_CROSSED = "score_crossed";

  /** A session has begun, by what {@link Sessions} says; no attributes. */
  public static final String SESSION_STARTED = "session_started";

  /** {@code health}, {@code from}. */
  public static final String HEALTH_CHANGED = "health_changed";

  /** {@code activity}, {@code from}. */
  public static final String ACTIVITY_CHANGED = "activity_changed";

  /** All of them. */
  public static final Set<String> TYPES =
      Set.of(
          JOURNEY_STARTED,
          STAGE_ENTERED,
          STAGE_OVERSTAYED,
          JOURNEY_EXITED,
          SESSION_STARTED,
          SCORE_CROSSED,
          HEALTH_CHANGED,
          ACTIVITY_CHANGED);

  private DerivedEvent() {}

  /**
   * One that follows an event.
   *
   * @param which tells those apart that follow it
   */
  static Event after(
      Event cause, String which, String type, Map<String, @Nullable Object> attributes) {
    return new Event(
        cause.id() + "/" + which,
        type,
        cause.time(),
        cause.customerId(),
        cause.anonymousId(),
        cause.sessionId(),
        cause.channel(),
        cause.touchpoint(),
        attributes);
  }

  /**
   * One that time alone brings about.
   *
   * @param cause tells those of one time apart
   */
  static Event at(
      long time,
      String customer,
      String cause,
      String type,
      Map<String, @Nullable Object> attributes) {
    return new Event(
        type + "/" + time + "/" + cause, type, time, customer, null, null, null, null, attributes);
  }
}
