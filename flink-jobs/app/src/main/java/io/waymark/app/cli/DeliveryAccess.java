package io.waymark.app.cli;

import io.waymark.app.job.JobSettings;
import io.waymark.app.kafka.BrokerUnavailable;
import io.waymark.app.redelivery.DeliveryLog;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.KafkaException;

/** Reaches the log of deliveries, or says what keeps a command from it. */
final class DeliveryAccess {
  private DeliveryAccess() {}

  /** What the command answers that is given the log. */
  static int with(JobSettings settings, ToIntFunction<DeliveryLog> command) {
    try {
      return command.applyAsInt(new DeliveryLog(settings.client(), settings.topics()));
    } catch (BrokerUnavailable e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    } catch (KafkaException e) {
      throw CommandFailed.by(e);
    }
  }
}
