package io.waymark.console.store;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Customers' ids in texts. */
public final class Naming {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern ENDS = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
  private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}_.@:+-]+");
  private static final Pattern FAR_APART = Pattern.compile("[^\\p{L}\\p{N}_-]+");
  private static final int LONGEST = 300;

  private Naming() {}

  /** All that may be an id in the text, however it is set apart. */
  public static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String chunk : BLANKS.split(text)) {
      add(words, chunk);
      for (String piece : APART.split(chunk)) {
        add(words, piece);
        for (String small : FAR_APART.split(piece)) {
          add(words, small);
        }
      }
    }
    return words;
  }

  private static void add(Set<String> words, String word) {
    String bare = ENDS.matcher(word).replaceAll("");
    for (String one : new String[] {word, bare}) {
      if (!one.isEmpty() && one.length() <= LONGEST) {
        words.add(one);
      }
    }
  }

  /** Whether the text names exactly this customer, and not one whose id goes on. */
  static boolean names(String text, String customerId) {
    return named(customerId).matcher(text).find();
  }

  /** The text with something else in the customer's place. */
  public static String without(String text, String customerId, String instead) {
    return named(customerId).matcher(text).replaceAll(Matcher.quoteReplacement(instead));
  }

  private static Pattern named(String customerId) {
    String part = "[\\p{L}\\p{N}_-]";
    return Pattern.compile("(?<!" + part + ")" + Pattern.quote(customerId) + "(?!" + part + ")");
  }
}
