package io.waymark.console.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Where the databases differ. */
enum Dialect {
  H2(Map.of("text", "VARCHAR(100000000)", "bytewise", "")) {
    @Override
    OptionalLong bytes(Handle handle) {
      return handle
          .createQuery("SELECT DATABASE_PATH()")
          .mapTo(String.class)
          .findOne()
          .map(path -> OptionalLong.of(Path.of(path + ".mv.db").toFile().length()))
          .orElse(OptionalLong.empty());
    }

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
    OptionalLong bytes(Handle handle) {
      return OptionalLong.of(
          handle
              .createQuery("SELECT pg_database_size(current_database())")
              .mapTo(Long.class)
              .one());
    }

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

  /** What the database takes on disk; empty if it is in memory. */
  abstract OptionalLong bytes(Handle handle);

  /**
   * A statement that inserts a row or changes the columns named of the one that is there, with the
   * columns as named parameters.
   */
  abstract String upsert(Table table);

  private static String parameters(List<String> columns) {
    return columns.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
  }
}
