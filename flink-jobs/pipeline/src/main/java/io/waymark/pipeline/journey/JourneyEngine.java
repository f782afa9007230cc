package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Verdict;
import org.jspecify.annotations.Nullable;

/** What the journey operator asks of the rules. One instance serves all customers of a thread. */
public interface JourneyEngine {
  /** What {@link OpenJourney#wakeAt} answers when nothing is pending. */
  long NEVER = FrictionEngine.NEVER;

  /** Opens a customer's journey for a batch; {@code stored} is null for one never seen. */
  OpenJourney open(String customer, byte @Nullable [] stored);

  /** One customer's journey in memory; see {@link FrictionEngine} for what each method means. */
  interface OpenJourney {
    Verdict accept(Event event, Effects effects);

    void advance(long time, Effects effects);

    long wakeAt();

    /** Time of the last event evaluated, {@link Long#MIN_VALUE} if there was none. */
    long lastEventTime();

    /** What is to be stored; null if there is nothing to keep. */
    byte @Nullable [] write();
  }
}
