package io.waymark.app.cli;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/**
 * A command could not run, for a reason that its user can do something about; the message says
 * what.
 */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailed(String message) {
    super(message, null, false, false);
  }

  /** Kafka refused something: a name, a right, a setting. */
  static CommandFailed by(KafkaException refusal) {
    return new CommandFailed(
        "Kafka refuses: "
            + Stream.<Throwable>iterate(refusal, Objects::nonNull, Throwable::getCause)
                .map(e -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                .distinct()
                .collect(Collectors.joining(": ")));
  }
}
