package io.waymark.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was said, by key, and all that is wrong with it; no secret is ever in a problem. */
final class Said {
  private static final Pattern SECRET =
      Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:[^\\x00-\\x1F]+");

  private final Map<String, String> said;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  Said(Map<String, String> said, Map<String, String> environment) {
    this.said = said;
    this.environment = environment;
  }

  @Nullable String get(String key) {
    return said.get(key);
  }

  String get(String key, String otherwise) {
    return said.getOrDefault(key, otherwise);
  }

  boolean has(String key) {
    return said.containsKey(key);
  }

  Iterable<String> keys() {
    return said.keySet();
  }

  @Nullable String variable(String name) {
    return environment.get(name);
  }

  /** What stands behind a common beginning of keys, by the rest of each key. */
  Map<String, String> under(String prefix) {
    Map<String, String> under = new LinkedHashMap<>();
    said.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            under.put(key.substring(prefix.length()), value);
          }
        });
    return under;
  }

  /** What is in the file that the key names, without blanks around it; null if it names none. */
  @Nullable String file(String key) {
    String file = said.get(key);
    return file == null ? null : read(key, file);
  }

  /** Whether a value says where a secret is: {@code env:NAME} or {@code file:PATH}. */
  static boolean isSecret(String value) {
    return SECRET.matcher(value).matches();
  }

  /** The secret whose place the key has; null if there is none. */
  @Nullable String secret(String key) {
    String place = said.get(key);
    if (place == null) {
      return null;
    }
    if (!isSecret(place)) {
      problem(key + " has to be env:NAME or file:PATH, where the secret is");
      return null;
    }
    String where = place.substring(place.indexOf(':') + 1);
    if (place.startsWith("file:")) {
      return read(key, where);
    }
    String value = environment.get(where);
    if (value == null || value.isBlank()) {
      problem(key + ": the variable " + where + " is not set");
      return null;
    }
    return value.strip();
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /**
   * @throws IllegalArgumentException with all problems, if there are any
   */
  void check() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private @Nullable String read(String key, String file) {
    try {
      String text = Files.readString(Path.of(file)).strip();
      if (text.isEmpty()) {
        problem(key + ": there is nothing in " + file);
        return null;
      }
      return text;
    } catch (IOException | RuntimeException e) {
      problem(key + ": can't read " + file);
      return null;
    }
  }
}
