package io.waymark.domain.journey;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer's journey as it stands, for those who look at it from outside.
 *
 * @param customerId the customer, or {@code anon:} and the anonymous id while unknown
 * @param journeyId the same on any run; null before the first stage
 * @param previousJourneyId the one that ended before this one began, if any
 * @param model id of the stage model
 * @param stage id of the stage; null before the first one, and after the journey has ended
 * @param stages those that were entered, in their order
 * @param journey stage and scores at {@code updatedAt}
 * @param session the last one; null if there never was any
 * @param consents by purpose whether it was granted
 * @param profile what is known of the customer
 * @param touchpoints what happened last, oldest first
 * @param updatedAt event time up to which this holds
 */
public record JourneySnapshot(
    String customerId,
    @Nullable String journeyId,
    @Nullable String previousJourneyId,
    String model,
    @Nullable String stage,
    List<StageSnapshot> stages,
    Journey journey,
    Overlays overlays,
    @Nullable SessionSnapshot session,
    Map<String, Boolean> consents,
    Map<String, @Nullable Object> profile,
    List<Touchpoint> touchpoints,
    long updatedAt) {

  /**
   * A stage that was entered.
   *
   * @param skipped how many stages before it were passed over
   */
  public record StageSnapshot(String stage, long enteredAt, int skipped) {}

  /**
   * A visit.
   *
   * @param engaged not a bounce
   * @param experience null without an action
   */
  public record SessionSnapshot(
      @Nullable String sessionId,
      long startedAt,
      long lastAt,
      int views,
      boolean engaged,
      @Nullable Experience experience) {}

  /** What a session was like, by the share of its actions that went well or badly. */
  public enum Experience {
    SATISFYING,
    TOLERABLE,
    FRUSTRATING
  }

  /** Something that happened. */
  public record Touchpoint(
      String eventType, long eventTime, @Nullable String channel, @Nullable String touchpoint) {}
}
