package io.waymark.domain.experiment;

import io.waymark.domain.friction.Fact;
import org.jspecify.annotations.Nullable;

/** What an intervention must not make more frequent, whatever else it does. */
public enum Guardrail {
  /** Unsubscribed, withdrew consent, objected, or wants to be forgotten. */
  OPT_OUT(Outcome.Status.OPTED_OUT),
  /** Complained. */
  COMPLAINT(Outcome.Status.COMPLAINED),
  /** Sent back what was bought. */
  RETURN(Outcome.Status.RETURNED);

  private final Outcome.Status told;

  Guardrail(Outcome.Status told) {
    this.told = told;
  }

  /** As what a touch of it is told. */
  Outcome.Status told() {
    return told;
  }

  /** What the fact touches; null if nothing. */
  static @Nullable Guardrail of(Fact fact) {
    return switch (fact.kind()) {
      case UNSUBSCRIBED, OBJECTION, ERASED -> OPT_OUT;
      // Without an event it is a refusal that had been made before.
      case CONSENT ->
          fact.eventType() != null && Boolean.FALSE.equals(fact.attributes().get("granted"))
              ? OPT_OUT
              : null;
      case COMPLAINT_OPENED -> COMPLAINT;
      case RETURNED -> RETURN;
      case PROFILE,
          GOAL_REACHED,
          COMPLAINT_CLOSED,
          CONTACT_OPENED,
          CONTACT_CLOSED,
          IDENTITIES_MERGED ->
          null;
    };
  }
}
