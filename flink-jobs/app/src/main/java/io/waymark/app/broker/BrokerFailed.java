package io.waymark.app.broker;

/** The local broker did not start or ended by itself; the message says what to do. */
public final class BrokerFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokerFailed(String message) {
    super(message);
  }

  public BrokerFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
