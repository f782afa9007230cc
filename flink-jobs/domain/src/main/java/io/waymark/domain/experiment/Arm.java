package io.waymark.domain.experiment;

import java.util.Locale;

/** The side of a comparison a customer is on. */
public enum Arm {
  /** Is to get the intervention, if nothing speaks against it. */
  TREATMENT,
  /** Is kept without it. */
  HOLDOUT;

  /** The arm by the word that decisions have for it. */
  static Arm of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
