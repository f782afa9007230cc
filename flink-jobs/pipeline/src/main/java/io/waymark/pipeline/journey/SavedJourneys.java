package io.waymark.pipeline.journey;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the states of a journey operator hold of one customer or device, for those who read a
 * savepoint. The names are those of {@link JourneyState}.
 */
public final class SavedJourneys {
  /** By customer: the journey; read its values with {@link #unpack}. */
  public static final String JOURNEY = JourneyState.JOURNEY;

  /** By key group: journeys newer than those of {@link #JOURNEY}; see {@link #find}. */
  public static final String AT_HAND = JourneyState.AT_HAND.getName();

  /** By key group: lists of {@link Envelope}, of all customers of the group. */
  public static final String WAITING = JourneyState.WAITING.getName();

  /** By key group: when whoever has this pseudonym was erased. */
  public static final String ERASED = JourneyState.ERASED.getName();

  private SavedJourneys() {}

  /** What is stored of a customer in a value of {@link #JOURNEY}. */
  public static byte @Nullable [] unpack(byte[] value) {
    return PackedJourney.read(value).journey();
  }

  /** What a value of {@link #AT_HAND} has of a customer; null if nothing is. */
  public static byte @Nullable [] find(byte[] page, String customer) throws IOException {
    for (JourneyAtHand journey : JourneyPage.read(page, 0)) {
      if (journey.customer.equals(customer)) {
        return journey.bytes;
      }
    }
    return null;
  }

  /**
   * The journey in what is stored, as the engine wrote it; null if there is none of its own.
   *
   * @param operator one of {@link OperatorIds#JOURNEYS} and {@link OperatorIds#ANONYMOUS_JOURNEYS}
   */
  public static byte @Nullable [] journey(String operator, byte[] stored) {
    return (operator.equals(OperatorIds.JOURNEYS) ? Subjects.CUSTOMERS : Subjects.DEVICES)
        .journey(stored);
  }
}
