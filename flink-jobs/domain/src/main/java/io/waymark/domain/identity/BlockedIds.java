package io.waymark.domain.identity;

import java.util.Locale;
import java.util.Set;

/**
 * Ids that say nothing about who it is: what software writes where it knows no id. Taken for one
 * person, all those without an id would become one.
 */
public final class BlockedIds {
  private static final Set<String> WORDS =
      Set.of(
          "null",
          "(null)",
          "nil",
          "none",
          "undefined",
          "unknown",
          "anonymous",
          "void",
          "nan",
          "n/a",
          "true",
          "false",
          "guest",
          "[object object]");

  private static final String FIRST_LETTERS = "(nuavtfg[";
  private static final int LONGEST_WORD = 15;
  private static final String TEST_ADDRESS = "test@";

  private BlockedIds() {}

  /** Whether the id means nobody: blank, only zeros and dashes, -1, null, undefined, test@... */
  public static boolean contains(String id) {
    return isWord(id)
        || isMadeOfZeros(id)
        || id.equals("-1")
        || id.regionMatches(true, 0, TEST_ADDRESS, 0, TEST_ADDRESS.length())
        || id.isBlank();
  }

  private static boolean isMadeOfZeros(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) != '0' && id.charAt(i) != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(String id) {
    // Most ids begin as no word does.
    return !id.isEmpty()
        && id.length() <= LONGEST_WORD
        && FIRST_LETTERS.indexOf(Character.toLowerCase(id.charAt(0))) >= 0
        && WORDS.contains(lowerCase(id));
  }

  /** Of ASCII only, and no new text for what is in lower case already, as most ids are. */
  private static String lowerCase(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return id.toLowerCase(Locale.ROOT);
      }
    }
    return id;
  }
}
