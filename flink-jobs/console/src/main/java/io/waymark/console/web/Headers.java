package io.waymark.console.web;

import io.javalin.http.Context;
import java.util.Map;
import java.util.function.BiConsumer;

/** What every answer says to the browser: it runs and shows nothing but what comes from here. */
final class Headers {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> ALL =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin");

  private Headers() {}

  static void set(Context context) {
    each(context::header);
    if (context.path().startsWith("/api/")) {
      context.header("Cache-Control", "no-store");
    }
  }

  /** Name and value of those that hold for every address. */
  static void each(BiConsumer<String, String> header) {
    ALL.forEach(header);
  }
}
