package io.waymark.console.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Rows as they are put into a table.
 *
 * @param columns those that are written, the key's among them; others keep what they have
 */
record Table(String name, List<String> key, List<String> columns) {
  static Table of(String name, List<String> key, String... others) {
    return new Table(name, key, Stream.concat(key.stream(), Arrays.stream(others)).toList());
  }

  /** Puts rows, each with a value for every column, in their order: the last of a key stays. */
  void put(Handle handle, Dialect dialect, Collection<Map<String, @Nullable Object>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(dialect.upsert(this))) {
      for (Map<String, @Nullable Object> row : rows) {
        for (String column : columns) {
          batch.bind(column, row.get(column));
        }
        batch.add();
      }
      batch.execute();
    }
  }
}
