package io.waymark.app.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.ExceptionUtils;

/** What to tell people of a failure that comes out of Flink. */
final class Reasons {
  private static final Pattern CLASS_NAME = Pattern.compile("^(?:[a-z]\\w*\\.)+(\\w+): ");
  private static final int DEEPEST = 50;

  private Reasons() {}

  /** The message of the innermost cause that has one. */
  static String of(Throwable failure) {
    Throwable cause = ExceptionUtils.stripExecutionException(failure);
    String reason = cause.toString();
    for (int i = 0; cause != null && i < DEEPEST; i++) {
      if (cause.getMessage() != null) {
        reason = cause.getMessage();
      }
      cause = cause.getCause();
    }
    // A failure that crossed the network has become text, with its class in front.
    Matcher named = CLASS_NAME.matcher(reason.lines().findFirst().orElse(reason));
    return named.replaceFirst("");
  }
}
