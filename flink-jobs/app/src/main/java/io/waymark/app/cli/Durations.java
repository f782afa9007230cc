package io.waymark.app.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Durations on the command line: {@code 500ms}, {@code 2s}, {@code 30m}, {@code 24h}, {@code 7d}.
 */
final class Durations {
  private static final Pattern FORM = Pattern.compile("\\d+(ms|s|m|h|d)");

  private Durations() {}

  /**
   * @throws ParameterException if it is none
   */
  static Duration parse(CommandLine command, String option, String text) {
    if (!FORM.matcher(text).matches()) {
      throw unknown(command, option, text);
    }
    try {
      return TimeUtils.parseDuration(text.endsWith("m") ? text + "in" : text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw unknown(command, option, text);
    }
  }

  private static ParameterException unknown(CommandLine command, String option, String text) {
    return new ParameterException(
        command, option + " " + text + " is not a duration like 500ms, 2s, 30m, 24h or 7d");
  }
}
