package io.waymark.app.cli;

import io.waymark.app.kafka.BrokerUnavailable;
import io.waymark.app.kafka.NoExperimentsTopic;
import io.waymark.app.kafka.NoRulesTopic;
import io.waymark.app.letters.NoDeadLettersTopic;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A command could not run, for a reason that its user can do something about; the message says
 * what.
 */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailed(String message) {
    super(message, null, false, false);
  }

  /** What a failure says to the user; null if it is a bug. */
  static @Nullable String said(Exception failure) {
    if (failure instanceof KafkaException refusal) {
      return refused(refusal);
    }
    return failure instanceof CommandFailed
            || failure instanceof BrokerUnavailable
            || failure instanceof NoRulesTopic
            || failure instanceof NoDeadLettersTopic
            || failure instanceof NoExperimentsTopic
        ? String.valueOf(failure.getMessage())
        : null;
  }

  /** Kafka refused something: a name, a right, a setting. */
  private static String refused(KafkaException refusal) {
    return "Kafka refuses: "
        + Stream.<Throwable>iterate(refusal, Objects::nonNull, Throwable::getCause)
            .map(e -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
            .distinct()
            .collect(Collectors.joining(": "));
  }
}
