package io.waymark.console.store;

import io.waymark.domain.rule.Severity;
import java.util.Locale;

/** Severities by their rank, so that a database can order them. */
final class Severities {
  private Severities() {}

  /** 0 for the least; what is not known counts as the least too. */
  static int rank(String word) {
    for (Severity severity : Severity.values()) {
      if (severity.name().toLowerCase(Locale.ROOT).equals(word)) {
        return severity.ordinal();
      }
    }
    return 0;
  }

  /** As it is written. */
  static String word(int rank) {
    return Severity.values()[rank].name().toLowerCase(Locale.ROOT);
  }
}
