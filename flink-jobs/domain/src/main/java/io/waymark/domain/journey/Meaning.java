package io.waymark.domain.journey;

import io.waymark.domain.journey.Overlays.Contact;
import io.waymark.domain.journey.Overlays.Health;

/** What a {@link Cue} does to a journey. */
public sealed interface Meaning {

  /** Advances to a stage, unless the journey is there or further. */
  record Enters(int stage) implements Meaning {}

  /** Goes back to a stage, if the journey is further. */
  record FallsBack(int stage) implements Meaning {}

  /** Ends the journey; what the customer does next begins another one, linked to it. */
  record Exits() implements Meaning {}

  /** Costs the customer effort. */
  record Effort(Amount points) implements Meaning {}

  /** Is felt: -1 (bad) to 1 (good). */
  record Felt(Valence valence) implements Meaning {}

  /** Concerns the session that is going on, and nothing if there is none. */
  sealed interface OfSession extends Meaning {}

  /** Frustrates in this session; see {@link Scoring#struggles}. */
  record Struggles(int kind) implements OfSession {}

  /** Is an action of a session, which went well, badly, or neither. */
  record Acts(Outcome outcome) implements OfSession {}

  /** Shows a page or screen. */
  record Views() implements OfSession {}

  /** Is what the company is there for: makes a session an engaged one. */
  record Converts() implements OfSession {}

  /** Is an order. */
  record Orders() implements Meaning {}

  /** Changes the customer's health. */
  record HealthBecomes(Health health) implements Meaning {}

  /** Changes whether the customer waits or talks. */
  record ContactBecomes(Contact contact) implements Meaning {}

  /** How an action went. */
  enum Outcome {
    SATISFYING,
    NEUTRAL,
    FRUSTRATING
  }
}
