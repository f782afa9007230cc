package io.waymark.app.format;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The path of a page's address: what pages are grouped by, and free of what a query may carry. */
public final class PagePath {
  private static final Pattern NO_PAGE =
      Pattern.compile(
          "(?:mailto|tel|sms|data|javascript):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private PagePath() {}

  /**
   * The path of a URL without host, query and fragment, {@code /} if it has none; null for null,
   * for the empty text and for what leads to no page, as mail addresses and telephone numbers. Text
   * that is no URL is taken for a path.
   */
  public static @Nullable String of(@Nullable String url) {
    if (url == null || url.isEmpty() || NO_PAGE.matcher(url).matches()) {
      return null;
    }
    int end = url.length();
    for (int i = 0; i < end; i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        end = i;
      }
    }
    int host = url.indexOf("://");
    if (host < 0 || host >= end) {
      return end == 0 ? "/" : url.substring(0, end);
    }
    int path = url.indexOf('/', host + 3);
    return path < 0 || path >= end ? "/" : url.substring(path, end);
  }
}
