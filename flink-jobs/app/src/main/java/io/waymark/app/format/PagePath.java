package io.waymark.app.format;

import org.jspecify.annotations.Nullable;

/** The path of a page's address: what pages are grouped by, and free of what a query may carry. */
public final class PagePath {
  private PagePath() {}

  /**
   * The path of a URL without host, query and fragment, {@code /} if it has none; null for null and
   * for the empty text. Text that is no URL is taken for a path.
   */
  public static @Nullable String of(@Nullable String url) {
    if (url == null || url.isEmpty()) {
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
