package io.waymark.app.cli;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Durations on the command line: {@code 500ms}, {@code 2s}, {@code 30m}, {@code 24h}, {@code 7d}.
 */
final class Durations {
  private Durations() {}

  /**
   * @throws ParameterException if it is none
   */
  static Duration parse(CommandLine command, String option, String text) {
    try {
      return TimeUtils.parseDuration(text.endsWith("m") ? text + "in" : text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ParameterException(
          command, option + " " + text + " is not a duration like 500ms, 2s, 30m, 24h or 7d");
    }
  }
}
