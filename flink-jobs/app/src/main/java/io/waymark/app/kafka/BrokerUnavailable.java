package io.waymark.app.kafka;

/** No broker answered in time. The message names the servers and what to do; no bug of ours. */
public final class BrokerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokerUnavailable(String bootstrapServers, Throwable cause) {
    super(
        "No Kafka broker answers at %s. Is it running, is the address right, can it be reached from here? (%s)"
            .formatted(bootstrapServers, reason(cause)),
        cause);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
