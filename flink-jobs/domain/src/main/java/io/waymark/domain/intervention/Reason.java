package io.waymark.domain.intervention;

import java.util.Locale;

/** Why a trigger was withheld, deferred or cancelled. */
public enum Reason {
  /** What the rule had noticed is over. */
  RESOLVED,
  /** A late event showed that the rule should not have fired. */
  RETRACTED,
  /** The customer has done what it was to bring about. */
  CONVERTED,
  /** It was too late to be useful when it was decided. */
  EXPIRED,
  /** The rule's interventions are stopped. */
  PAUSED,
  /** The rule is withdrawn, or asks for no intervention any more. */
  WITHDRAWN,
  /** The customer is kept without it for comparison. */
  HOLDOUT,
  /** The customer has not agreed to the purpose, or has withdrawn. */
  NO_CONSENT,
  /** The customer has left the channel. */
  UNSUBSCRIBED,
  /** The customer is on the list of those who are not contacted. */
  SUPPRESSED,
  /** A complaint of the customer is open. */
  OPEN_COMPLAINT,
  /** The customer is in contact with the company. */
  LIVE_CONTACT,
  /** The customer had the same not long ago. */
  COOLDOWN,
  /** The customer had as many as the policy allows. */
  CAPPED,
  /** It is a time of day at which the customer is left alone. */
  QUIET_HOURS,
  /** Too many decisions are open for this customer; never said of what is owed. */
  LIMITED,
  /** Everything about the customer is to be deleted, or was. */
  ERASED;

  /** As it stands in triggers and counters, for example {@code no_consent}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
