package io.waymark.app.simulate;

import io.waymark.domain.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The part of the event vocabulary that the shop uses, from {@code vocabulary.txt}. */
record Vocabulary(Map<String, Map<String, Rule>> byType) {
  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "string", String.class,
          "long", Long.class,
          "double", Double.class,
          "boolean", Boolean.class);

  static Vocabulary load() throws IOException {
    Map<String, Map<String, Rule>> byType = new LinkedHashMap<>();
    try (InputStream in = Vocabulary.class.getResourceAsStream("vocabulary.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.startsWith("#")).forEach(line -> read(line, byType));
    }
    return new Vocabulary(byType);
  }

  private static void read(String line, Map<String, Map<String, Rule>> byType) {
    String[] words = line.split(" ");
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (int i = 1; i < words.length; i++) {
      boolean required = words[i].startsWith("*");
      String[] parts = words[i].substring(required ? 1 : 0).split(":");
      List<String> values = parts.length > 2 ? List.of(parts[2].split("\\|")) : List.of();
      rules.put(parts[0], new Rule(required, Objects.requireNonNull(TYPES.get(parts[1])), values));
    }
    byType.put(words[0], rules);
  }

  Set<String> types() {
    return byType.keySet();
  }

  /** What is wrong with an event; nothing if it is fine. */
  List<String> objections(Event event) {
    Map<String, Rule> rules = byType.get(event.type());
    if (rules == null) {
      return List.of("unknown type");
    }
    List<String> objections = new ArrayList<>();
    rules.forEach(
        (name, rule) -> {
          if (rule.required() && event.attribute(name) == null) {
            objections.add("lacks " + name);
          }
        });
    event
        .attributes()
        .forEach(
            (name, value) -> {
              Rule rule = rules.get(name);
              if (rule == null) {
                objections.add("has an unknown " + name);
              } else if (!rule.type().isInstance(value)
                  || !rule.values().isEmpty() && !rule.values().contains(value)) {
                objections.add("has a wrong " + name + ": " + value);
              }
            });
    return objections;
  }

  /** What an attribute may be; no values means any. */
  record Rule(boolean required, Class<?> type, List<String> values) {}
}
