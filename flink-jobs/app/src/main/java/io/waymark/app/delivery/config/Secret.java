package io.waymark.app.delivery.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a secret is, never the secret itself: {@code env:NAME} or {@code file:PATH}, read where the
 * job runs.
 */
record Secret(Source source, String where) {
  static final String EXPECTED = "env:NAME or file:PATH";

  private static final Pattern WRITTEN =
      Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:[^\\x00-\\x1F]+");

  enum Source {
    ENV,
    FILE
  }

  /** Empty if it is not written as one. */
  static Optional<Secret> parse(String text) {
    if (!WRITTEN.matcher(text).matches()) {
      return Optional.empty();
    }
    Source source = text.startsWith("env:") ? Source.ENV : Source.FILE;
    return Optional.of(new Secret(source, text.substring(text.indexOf(':') + 1)));
  }

  /** Its value now, without blanks around it. */
  String read() throws UnreadableSecret {
    try {
      String value = source == Source.ENV ? System.getenv(where) : Files.readString(Path.of(where));
      if (value == null || value.isBlank()) {
        throw new UnreadableSecret(this + " is not set");
      }
      return value.strip();
    } catch (IOException | RuntimeException e) {
      throw new UnreadableSecret(this + " cannot be read: " + e);
    }
  }

  @Override
  public String toString() {
    return (source == Source.ENV ? "env:" : "file:") + where;
  }
}
