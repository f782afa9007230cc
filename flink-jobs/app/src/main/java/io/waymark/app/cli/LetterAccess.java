package io.waymark.app.cli;

import io.waymark.app.job.JobSettings;
import io.waymark.app.kafka.BrokerUnavailable;
import io.waymark.app.letters.LetterLog;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.errors.TimeoutException;

/** Reaches the dead letters, or says what keeps a command from them. */
final class LetterAccess {
  private LetterAccess() {}

  /** What the command answers that is given the log. */
  static int with(JobSettings settings, ToIntFunction<LetterLog> command) {
    try (LetterLog log = LetterLog.open(settings.client(), settings.topics())) {
      return command.applyAsInt(log);
    } catch (TimeoutException e) {
      throw new BrokerUnavailable(settings.bootstrapServers(), e);
    }
  }
}
