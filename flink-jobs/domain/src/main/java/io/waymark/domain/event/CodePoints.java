package io.waymark.domain.event;

/** Ordering of strings by code points, which is also the order of their UTF-8 bytes. */
public final class CodePoints {
  private CodePoints() {}

  /**
   * Like {@link String#compareTo}, but characters outside the basic plane come after all others.
   */
  public static int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // UTF-16 sorts surrogates below U+E000..U+FFFF; code points do not.
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? Character.compare(x, y)
            : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
