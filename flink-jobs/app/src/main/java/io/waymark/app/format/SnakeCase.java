package io.waymark.app.format;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of somebody else's as names of ours. */
public final class SnakeCase {
  private static final Pattern HUMP =
      Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern OUTER = Pattern.compile("^_+|_+$");

  private SnakeCase() {}

  /**
   * Lower case, with an underscore where words meet: {@code Add To Basket}, {@code addToBasket} and
   * {@code add-to-basket} become {@code add_to_basket}. Empty if there is no letter or digit.
   */
  public static String of(String name) {
    String words = HUMP.matcher(name).replaceAll("_");
    String joined = BETWEEN_WORDS.matcher(words).replaceAll("_").toLowerCase(Locale.ROOT);
    return OUTER.matcher(joined).replaceAll("");
  }
}
