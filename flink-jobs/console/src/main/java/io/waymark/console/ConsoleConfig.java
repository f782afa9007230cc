package io.waymark.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.console.access.Access;
import io.waymark.console.access.Sessions;
import io.waymark.console.feed.WatchedTopics;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.console.web.Loopback;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The console's settings from a file of flat keys, the command line and the environment. All that
 * is wrong is said at once; no secret is ever in a message.
 */
public final class ConsoleConfig {
  public static final String BOOTSTRAP_SERVERS = KafkaConfig.BOOTSTRAP_SERVERS;
  public static final String TOPIC_PREFIX = "waymark.topic-prefix";
  public static final String SOURCES = "waymark.console.sources";
  public static final String LISTEN = "waymark.console.listen";
  public static final String PUBLIC_URL = "waymark.console.public-url";
  public static final String SESSION_IDLE = "waymark.console.session-idle";
  public static final String ZONE = "waymark.console.zone";
  public static final String KEY_FILE = "waymark.console.key-file";
  public static final String DATABASE_URL = "waymark.console.database.url";
  public static final String DATABASE_USER = "waymark.console.database.user";
  public static final String DATABASE_PASSWORD_FILE = "waymark.console.database.password-file";

  private static final Set<String> KEYS =
      Set.of(
          BOOTSTRAP_SERVERS,
          TOPIC_PREFIX,
          SOURCES,
          LISTEN,
          PUBLIC_URL,
          SESSION_IDLE,
          ZONE,
          KEY_FILE,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD_FILE);
  private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:]+):(\\d{1,5})");
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
  private static final int LAST_PORT = 65535;

  private final Said said;

  private ConsoleConfig(Said said) {
    this.said = said;
  }

  /**
   * Reads them.
   *
   * @param file null for none
   * @param options what was said besides; it goes before the file
   * @throws IllegalArgumentException with all that won't do
   * @throws IOException if the file can't be read
   */
  public static ConsoleSettings read(
      @Nullable Path file, Map<String, String> options, Map<String, String> environment)
      throws IOException {
    Map<String, String> said = new LinkedHashMap<>();
    if (file != null) {
      said.putAll(flat(file));
    }
    said.putAll(options);
    return new ConsoleConfig(new Said(said, environment)).settings();
  }

  private static Map<String, String> flat(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("can't read " + file);
    }
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(Files.readString(file));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is no YAML: " + e.getOriginalMessage(), e);
    }
    if (!(root instanceof ObjectNode keys)) {
      throw new IllegalArgumentException(file + " has to be keys and values");
    }
    Map<String, String> flat = new LinkedHashMap<>();
    keys.properties().forEach(key -> flat.put(key.getKey(), key.getValue().asText()));
    return flat;
  }

  private ConsoleSettings settings() {
    Set<String> unknown = new TreeSet<>();
    said.keys().forEach(unknown::add);
    unknown.removeAll(KEYS);
    unknown.removeAll(AccessConfig.KEYS);
    unknown.removeIf(key -> key.startsWith(KafkaConfig.PREFIX));
    unknown.forEach(key -> said.problem("there is no key " + key));
    String listen =
        said.get(LISTEN, ConsoleSettings.DEFAULT_HOST + ":" + ConsoleSettings.DEFAULT_PORT);
    Matcher address = ADDRESS.matcher(listen);
    boolean isAddress = address.matches() && Integer.parseInt(address.group(2)) <= LAST_PORT;
    if (!isAddress) {
      said.problem(LISTEN + " has to be host:port, not " + listen);
    }
    String host = isAddress ? address.group(1) : ConsoleSettings.DEFAULT_HOST;
    URI publicUrl = publicUrl();
    DatabaseAddress database = database();
    AccessConfig login = new AccessConfig(said);
    Access access = login.access();
    if (!login.asked() && (!Loopback.isName(host) || said.has(PUBLIC_URL))) {
      said.problem(
          "others could reach it there, so it needs a login: "
              + AccessConfig.ISSUER
              + ", "
              + AccessConfig.TOKENS_FILE
              + " or the variable "
              + AccessConfig.TOKEN_VARIABLE);
    }
    if (!Loopback.isName(host) && !said.has(PUBLIC_URL)) {
      said.problem(
          "others reach it at "
              + host
              + ", so it needs "
              + PUBLIC_URL
              + ", with the https under which they do");
    }
    Properties client = KafkaConfig.client(said);
    String prefix = said.get(TOPIC_PREFIX, "waymark.");
    Set<String> sources = sources(prefix);
    Duration idle = idle();
    ZoneId zone = zone();
    said.check();
    return new ConsoleSettings(
        host,
        Integer.parseInt(address.group(2)),
        publicUrl,
        access,
        client,
        prefix,
        sources,
        database,
        said.has(KEY_FILE) ? Path.of(said.get(KEY_FILE, "")) : database.keyFile(),
        idle,
        zone);
  }

  private Set<String> sources(String prefix) {
    Set<String> sources = new TreeSet<>();
    for (String topic : said.get(SOURCES, WatchedTopics.ownSource(prefix)).split(",", -1)) {
      if (TOPIC.matcher(topic.strip()).matches()) {
        sources.add(topic.strip());
      } else {
        said.problem(
            SOURCES + " has to be names of topics, with commas, not \"" + topic.strip() + "\"");
      }
    }
    return sources;
  }

  private ZoneId zone() {
    String zone = said.get(ZONE);
    if (zone == null) {
      return ConsoleSettings.DEFAULT_ZONE;
    }
    // A browser's clock takes names, not offsets.
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      said.problem(ZONE + " has to be a time zone such as Asia/Bangkok, not " + zone);
      return ConsoleSettings.DEFAULT_ZONE;
    }
    return ZoneId.of(zone);
  }

  private @Nullable URI publicUrl() {
    String url = said.get(PUBLIC_URL);
    if (url == null) {
      return null;
    }
    if (!url.matches("https?://[^/?#@\\s]+/?")) {
      said.problem(PUBLIC_URL + " has to be https://host[:port]/");
      return null;
    }
    URI uri = URI.create(url);
    if ("http".equals(uri.getScheme()) && !Loopback.isName(String.valueOf(uri.getHost()))) {
      said.problem(PUBLIC_URL + " has to be https: logins and customers go over it");
    }
    return uri;
  }

  private Duration idle() {
    String idle = said.get(SESSION_IDLE);
    if (idle == null) {
      return Sessions.IDLE;
    }
    try {
      Duration duration = Duration.parse(idle);
      if (duration.compareTo(Duration.ofMinutes(1)) >= 0
          && duration.compareTo(Sessions.WHOLE) <= 0) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    said.problem(SESSION_IDLE + " has to be from PT1M to PT12H, not " + idle);
    return Sessions.IDLE;
  }

  private DatabaseAddress database() {
    DatabaseAddress own = DatabaseAddress.in(Path.of("waymark-console"));
    String url = said.get(DATABASE_URL);
    if (url == null) {
      return own;
    }
    try {
      return new DatabaseAddress(url, said.get(DATABASE_USER), said.file(DATABASE_PASSWORD_FILE));
    } catch (IllegalArgumentException e) {
      said.problem(DATABASE_URL + ": " + e.getMessage());
      return own;
    }
  }
}
