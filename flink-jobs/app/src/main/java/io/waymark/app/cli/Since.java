package io.waymark.app.cli;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The option {@code --since}: a time, or how long ago. */
final class Since {
  private static final Pattern DURATION = Pattern.compile("\\d+[a-z]+");

  private Since() {}

  /**
   * In milliseconds since the epoch; nothing if nothing is said.
   *
   * @param command is told if it can't be read
   */
  static Optional<Long> parse(CommandLine command, @Nullable String since) {
    if (since == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          DURATION.matcher(since).matches()
              ? InstantSource.system()
                  .instant()
                  .minus(Durations.parse(command, "--since", since))
                  .toEpochMilli()
              : OffsetDateTime.parse(since).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw new ParameterException(
          command,
          "--since %s is neither a time like 2026-01-31T12:00:00Z nor a duration like 2h"
              .formatted(since));
    }
  }
}
