package io.waymark.console;

import io.waymark.console.access.Access;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.console.web.Loopback;
import java.net.URI;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a console is to be.
 *
 * @param host where it listens; other than loopback only with a login
 * @param port 0 for any that is free
 * @param publicUrl how people reach it, if something stands before it; https makes its cookies
 *     secure
 * @param client properties of Kafka clients
 * @param prefix of the topics' names
 */
public record ConsoleSettings(
    String host,
    int port,
    @Nullable URI publicUrl,
    Access access,
    Properties client,
    String prefix,
    DatabaseAddress database) {
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 8088;

  public ConsoleSettings {
    if (access instanceof Access.Open && !Loopback.isName(host)) {
      throw new IllegalArgumentException("at " + host + " others could reach it: it needs tokens");
    }
    if (access instanceof Access.Open && publicUrl != null) {
      throw new IllegalArgumentException(
          "with a public URL others could reach it: it needs tokens");
    }
  }
}
