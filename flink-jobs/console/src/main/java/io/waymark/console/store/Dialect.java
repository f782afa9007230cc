package io.waymark.console.store;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the databases differ. */
enum Dialect {
  H2(Map.of("text", "VARCHAR(100000000)", "bytewise", "")) {
    @Override
    String upsert(Table table) {
      return "MERGE INTO %s (%s) KEY (%s) VALUES (%s)"
          .formatted(
              table.name(),
              String.join(", ", table.columns()),
              String.join(", ", table.key()),
              parameters(table.columns()));
    }
  },
  POSTGRESQL(Map.of("text", "TEXT", "bytewise", "COLLATE \"C\"")) {
    @Override
    String upsert(Table table) {
      String changes =
          table.columns().stream()
              .filter(column -> !table.key().contains(column))
              .map(column -> column + " = EXCLUDED." + column)
              .collect(Collectors.joining(", "));
      return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO %s"
          .formatted(
              table.name(),
              String.join(", ", table.columns()),
              parameters(table.columns()),
              String.join(", ", table.key()),
              changes.isEmpty() ? "NOTHING" : "UPDATE SET " + changes);
    }
  };

  private final Map<String, String> placeholders;

  Dialect(Map<String, String> placeholders) {
    this.placeholders = placeholders;
  }

  static Dialect of(String url) {
    return url.startsWith("jdbc:postgresql:") ? POSTGRESQL : H2;
  }

  /** What stands for what in the migrations. */
  Map<String, String> placeholders() {
    return placeholders;
  }

  /**
   * A statement that inserts a row or changes the columns named of the one that is there, with the
   * columns as named parameters.
   */
  abstract String upsert(Table table);

  private static String parameters(List<String> columns) {
    return columns.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
  }
}
