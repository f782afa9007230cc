package io.waymark.console.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What browsers keep for the console. Browsers tell ports of one host not apart, so that names have
 * the port in them: another console on the same machine logs nobody out. Over https they are {@code
 * Secure} and have the prefix that keeps neighbouring hosts from setting them.
 */
final class Cookies {
  private static final String SESSION = "waymark";
  private static final String LOGIN = "waymark-login";

  private final @Nullable URI publicUrl;

  /**
   * @param publicUrl under which people reach it; null if that is how it listens: on loopback
   */
  Cookies(@Nullable URI publicUrl) {
    this.publicUrl = publicUrl;
  }

  @Nullable String session(Context context) {
    return context.cookie(name(SESSION, context));
  }

  /** Sent with what the console's own pages ask for, and nothing else; null ends it. */
  void session(Context context, @Nullable String id) {
    // As long as the browser is open; the server knows when it is over.
    set(context, SESSION, id, -1, SameSite.STRICT);
  }

  @Nullable String login(Context context) {
    return context.cookie(name(LOGIN, context));
  }

  /**
   * Sent also when another site sends the browser here, as an identity provider does; null ends it.
   */
  void login(Context context, @Nullable String sealed, Duration lasts) {
    set(context, LOGIN, sealed, (int) lasts.toSeconds(), SameSite.LAX);
  }

  private void set(
      Context context, String name, @Nullable String value, int maxAge, SameSite sameSite) {
    context.cookie(
        new Cookie(
            name(name, context),
            value == null ? "" : value,
            "/",
            value == null ? 0 : maxAge,
            isSecure(),
            true,
            null,
            sameSite));
  }

  private String name(String name, Context context) {
    int port = publicUrl == null ? context.req().getLocalPort() : publicUrl.getPort();
    return (isSecure() ? "__Host-" : "") + name + (port < 0 ? "" : "-" + port);
  }

  private boolean isSecure() {
    return publicUrl != null && "https".equals(publicUrl.getScheme());
  }
}
