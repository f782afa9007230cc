package io.waymark.console;

import io.waymark.console.access.Access;
import io.waymark.console.access.Sessions;
import io.waymark.console.feed.WatchedTopics;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.console.web.Loopback;
import io.waymark.domain.anomaly.BusinessCalendar;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a console is to be.
 *
 * @param host where it listens; other than loopback only with a login, and a public URL
 * @param port 0 for any that is free
 * @param publicUrl how people reach it, if something stands before it: https, but for loopback
 * @param client properties of Kafka clients
 * @param prefix of the topics' names
 * @param sources topics that events come from, by their whole names
 * @param keyFile where the key is that is not in the database; it is made if there is none
 * @param idle after how long a session ends in which nobody does anything
 * @param zone whose clocks times are shown by: those by which the job knows hours of the week
 */
public record ConsoleSettings(
    String host,
    int port,
    @Nullable URI publicUrl,
    Access access,
    Properties client,
    String prefix,
    Set<String> sources,
    DatabaseAddress database,
    Path keyFile,
    Duration idle,
    ZoneId zone) {
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 8088;
  public static final ZoneId DEFAULT_ZONE = BusinessCalendar.PLAIN.zone();

  /**
   * With the installation's own source, a key beside the database, and sessions that end, and
   * clocks that go, as they do unless anybody says else.
   */
  public ConsoleSettings(
      String host,
      int port,
      @Nullable URI publicUrl,
      Access access,
      Properties client,
      String prefix,
      DatabaseAddress database) {
    this(
        host,
        port,
        publicUrl,
        access,
        client,
        prefix,
        Set.of(WatchedTopics.ownSource(prefix)),
        database,
        database.keyFile(),
        Sessions.IDLE,
        DEFAULT_ZONE);
  }

  public ConsoleSettings {
    sources = Set.copyOf(sources);
    if (access instanceof Access.Open && !Loopback.isName(host)) {
      throw new IllegalArgumentException("at " + host + " others could reach it: it needs a login");
    }
    if (access instanceof Access.Open && publicUrl != null) {
      throw new IllegalArgumentException(
          "with a public URL others could reach it: it needs a login");
    }
    if (publicUrl == null && !Loopback.isName(host)) {
      throw new IllegalArgumentException(
          "at " + host + " it needs the URL under which it is https");
    }
    if (publicUrl != null
        && !"https".equals(publicUrl.getScheme())
        && !Loopback.isName(String.valueOf(publicUrl.getHost()))) {
      throw new IllegalArgumentException(publicUrl + " has to be https");
    }
  }

  /** Without the clients' properties, which have passwords. */
  @Override
  public String toString() {
    return "console at " + host + ":" + port + ", " + database;
  }
}
