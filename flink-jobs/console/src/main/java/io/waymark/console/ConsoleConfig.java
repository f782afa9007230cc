package io.waymark.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.console.access.Access;
import io.waymark.console.access.Role;
import io.waymark.console.access.Tokens;
import io.waymark.console.access.User;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.console.web.Loopback;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  public static final String BOOTSTRAP_SERVERS = "waymark.bootstrap-servers";
  public static final String TOPIC_PREFIX = "waymark.topic-prefix";
  public static final String LISTEN = "waymark.console.listen";
  public static final String PUBLIC_URL = "waymark.console.public-url";
  public static final String DATABASE_URL = "waymark.console.database.url";
  public static final String DATABASE_USER = "waymark.console.database.user";
  public static final String DATABASE_PASSWORD_FILE = "waymark.console.database.password-file";
  public static final String TOKENS_FILE = "waymark.console.tokens-file";
  public static final String TOKEN_VARIABLE = "WAYMARK_CONSOLE_TOKEN";

  private static final Set<String> KEYS =
      Set.of(
          BOOTSTRAP_SERVERS,
          TOPIC_PREFIX,
          LISTEN,
          PUBLIC_URL,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD_FILE,
          TOKENS_FILE);
  private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:]+):(\\d{1,5})");
  private static final int LAST_PORT = 65535;

  private final Map<String, String> said;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private ConsoleConfig(Map<String, String> said, Map<String, String> environment) {
    this.said = said;
    this.environment = environment;
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
    return new ConsoleConfig(said, environment).settings();
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
    Set<String> unknown = new TreeSet<>(said.keySet());
    unknown.removeAll(KEYS);
    unknown.forEach(key -> problems.add("there is no key " + key));
    String listen =
        said.getOrDefault(
            LISTEN, ConsoleSettings.DEFAULT_HOST + ":" + ConsoleSettings.DEFAULT_PORT);
    Matcher address = ADDRESS.matcher(listen);
    boolean isAddress = address.matches() && Integer.parseInt(address.group(2)) <= LAST_PORT;
    if (!isAddress) {
      problems.add(LISTEN + " has to be host:port, not " + listen);
    }
    String host = isAddress ? address.group(1) : ConsoleSettings.DEFAULT_HOST;
    URI publicUrl = publicUrl();
    DatabaseAddress database = database();
    Access access = access();
    if (access instanceof Access.Open && (!Loopback.isName(host) || publicUrl != null)) {
      problems.add(
          "others could reach it there, so it needs "
              + TOKENS_FILE
              + " or the variable "
              + TOKEN_VARIABLE);
    }
    if (!problems.isEmpty() || database == null) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    Properties client = new Properties();
    client.put("bootstrap.servers", said.getOrDefault(BOOTSTRAP_SERVERS, "localhost:9092"));
    return new ConsoleSettings(
        host,
        Integer.parseInt(address.group(2)),
        publicUrl,
        access,
        client,
        said.getOrDefault(TOPIC_PREFIX, "waymark."),
        database);
  }

  private @Nullable URI publicUrl() {
    String url = said.get(PUBLIC_URL);
    if (url == null) {
      return null;
    }
    if (!url.matches("https?://[^/?#@]+/?")) {
      problems.add(PUBLIC_URL + " has to be http(s)://host[:port]/");
      return null;
    }
    return URI.create(url);
  }

  private @Nullable DatabaseAddress database() {
    String url = said.get(DATABASE_URL);
    if (url == null) {
      return DatabaseAddress.in(Path.of("waymark-console"));
    }
    try {
      return new DatabaseAddress(url, said.get(DATABASE_USER), secret(DATABASE_PASSWORD_FILE));
    } catch (IllegalArgumentException e) {
      problems.add(DATABASE_URL + ": " + e.getMessage());
      return null;
    }
  }

  private Access access() {
    String token = environment.get(TOKEN_VARIABLE);
    String tokens = secret(TOKENS_FILE);
    try {
      if (tokens != null) {
        return new Access.ByToken(Tokens.parse(tokens));
      }
      if (token != null) {
        return new Access.ByToken(Tokens.of(new User("operations", Role.ADMIN), token));
      }
    } catch (IllegalArgumentException e) {
      problems.add((tokens != null ? TOKENS_FILE : TOKEN_VARIABLE) + ": " + e.getMessage());
    }
    return new Access.Open();
  }

  private @Nullable String secret(String key) {
    String file = said.get(key);
    if (file == null) {
      return null;
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      problems.add(key + ": can't read " + file);
      return null;
    }
  }
}
