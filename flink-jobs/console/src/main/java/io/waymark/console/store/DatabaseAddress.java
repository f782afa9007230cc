package io.waymark.console.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is.
 *
 * @param url of JDBC, of H2 or PostgreSQL
 */
public record DatabaseAddress(String url, @Nullable String user, @Nullable String password) {
  private static final Pattern FILES =
      Pattern.compile("jdbc:h2:(?:file:)?((?:[.~]?/)[^;]+)(?:;.*)?");
  private static final Path FOLDER = Path.of("waymark-console");
  private static final String KEY = "console.key";

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

  /** What the names of its files begin with; empty if they are not this process's. */
  Optional<Path> files() {
    Matcher files = FILES.matcher(url);
    return files.matches()
        ? Optional.of(Path.of(files.group(1).replaceFirst("^~", System.getProperty("user.home"))))
        : Optional.empty();
  }

  boolean isInMemory() {
    return url.startsWith("jdbc:h2:mem:");
  }

  /** Where its key is if nobody says otherwise: beside its files, or in the console's folder. */
  public Path keyFile() {
    return files().map(at -> at.resolveSibling(KEY)).orElse(FOLDER.resolve(KEY));
  }

  @Override
  public String toString() {
    return url.split("[?;]", 2)[0];
  }
}
