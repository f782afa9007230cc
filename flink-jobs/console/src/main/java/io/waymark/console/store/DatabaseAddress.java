package io.waymark.console.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is.
 *
 * @param url of JDBC, of H2 or PostgreSQL
 */
public record DatabaseAddress(String url, @Nullable String user, @Nullable String password) {
  /** The embedded database in files of this folder; each commit is with the system at once. */
  public static DatabaseAddress in(Path folder) {
    return new DatabaseAddress(
        "jdbc:h2:file:" + folder.resolve("console").toAbsolutePath() + ";WRITE_DELAY=0",
        null,
        null);
  }

  public DatabaseAddress {
    if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "a database is jdbc:postgresql:... or jdbc:h2:..., not " + url.split("[?;]", 2)[0]);
    }
  }

  @Override
  public String toString() {
    return url.split("[?;]", 2)[0];
  }
}
