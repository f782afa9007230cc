package io.waymark.app.delivery.config;

import io.waymark.app.delivery.kind.Alertmanager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What destinations there are, and which settings each has beside those that all have. */
enum Kind {
  STANDARD_WEBHOOK("secret", "headers"),
  CLOUDEVENTS("headers"),
  SLACK("template"),
  PAGERDUTY("secret", "template"),
  ALERTMANAGER("urls", "headers"),
  SEGMENT("secret"),
  HTTP("method", "template", "headers");

  private static final List<String> COMMON =
      List.of(
          "name",
          "kind",
          "url",
          "filter",
          "concurrency",
          "rate",
          "timeout",
          "connect_timeout",
          "ports",
          "allow_private");
  private static final Set<String> TRIGGERS = Set.of("trigger.issued", "trigger.cancelled");
  private static final Set<String> ALERTS = Set.of("alert.open", "alert.updated", "alert.resolved");

  private final List<String> own;

  Kind(String... own) {
    this.own = List.of(own);
  }

  static Optional<Kind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Kind::word).toList();
  }

  /** Kebab case. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String[] settings() {
    List<String> all = new ArrayList<>(COMMON);
    all.addAll(own);
    return all.toArray(new String[0]);
  }

  /** All settings of any kind. */
  static String[] allSettings() {
    Set<String> all = new LinkedHashSet<>(COMMON);
    Arrays.stream(values()).forEach(kind -> all.addAll(kind.own));
    return all.toArray(new String[0]);
  }

  /** Where messages go, of what is configured: Alertmanager's is where it runs. */
  String endpoint(String url) {
    return this != ALERTMANAGER || url.endsWith(Alertmanager.PATH)
        ? url
        : url.replaceAll("/+$", "") + Alertmanager.PATH;
  }

  /** Types of messages that it can be told. */
  Set<String> types() {
    return switch (this) {
      case SEGMENT -> TRIGGERS;
      case ALERTMANAGER -> ALERTS;
      default -> {
        Set<String> both = new TreeSet<>(TRIGGERS);
        both.addAll(ALERTS);
        yield both;
      }
    };
  }
}
