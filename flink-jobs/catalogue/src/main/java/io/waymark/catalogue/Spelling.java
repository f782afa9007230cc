package io.waymark.catalogue;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known word that an unknown one was probably meant to be. */
public final class Spelling {
  private Spelling() {}

  /** {@code "; did you mean x?"}, or the list of known words if none is near. */
  public static String hint(String word, Collection<String> known) {
    var nearest =
        known.stream()
            .min(Comparator.comparingInt((String k) -> distance(word, k)).thenComparing(k -> k));
    if (nearest.isPresent()
        && distance(word, nearest.get())
            <= (nearest.get().length() < 4 ? 1 : Math.max(2, nearest.get().length() / 3))) {
      return "; did you mean \"" + nearest.get() + "\"?";
    }
    return "; expected one of " + String.join(", ", known);
  }

  /** Levenshtein distance, case aside. */
  private static int distance(String a, String b) {
    String left = a.length() > 64 ? a.substring(0, 64) : a;
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int cost = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
        diagonal = row[j];
        row[j] = cost;
      }
    }
    return row[b.length()];
  }
}
