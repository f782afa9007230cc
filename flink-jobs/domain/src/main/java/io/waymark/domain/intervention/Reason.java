package io.waymark.domain.intervention;

import java.util.Locale;

/** Why a trigger was cancelled or never issued. */
public enum Reason {
  /** What the rule had noticed is over. */
  RESOLVED,
  /** A late event showed that the rule should not have fired. */
  RETRACTED,
  /** It was too late to be useful when it was decided. */
  EXPIRED,
  /** The customer has not agreed to the purpose, or has withdrawn. */
  NO_CONSENT,
  /** The customer is kept without it for comparison. */
  HOLDOUT,
  /** Too many decisions are open for this customer. */
  LIMITED,
  /** Everything about the customer is to be deleted. */
  ERASED;

  /** As it stands in triggers and counters, for example {@code no_consent}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
