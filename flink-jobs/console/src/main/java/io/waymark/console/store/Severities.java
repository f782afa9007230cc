package io.waymark.console.store;

import io.waymark.domain.rule.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Severities by their rank, so that a database can order them. */
final class Severities {
  /** All of them, the least first. */
  static final List<String> WORDS =
      Arrays.stream(Severity.values()).map(severity -> word(severity.ordinal())).toList();

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
