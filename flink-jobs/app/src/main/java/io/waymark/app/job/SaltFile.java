package io.waymark.app.job;

import io.waymark.pipeline.erasure.Salt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The salt of an installation: a file's text, else the environment's, else what anybody can know.
 *
 * @param file where the job runs; null if none is named
 * @param known the salt of those who keep none secret
 */
record SaltFile(@Nullable String file, String known) implements Salt {
  private static final long serialVersionUID = 1L;

  /** The variable that has the salt if no file is named. */
  static final String VARIABLE = "WAYMARK_ERASURE_SALT";

  @Override
  public byte[] read() {
    String given = file == null ? System.getenv(VARIABLE) : text(Path.of(file));
    String salt = given == null || given.isBlank() ? known : given.strip();
    return salt.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Path path) {
    try {
      String text = Files.readString(path);
      if (text.isBlank()) {
        throw new IllegalStateException(path + " is empty; it has to have the salt of erasures");
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the salt of erasures from " + path, e);
    }
  }
}
