package io.waymark.app.delivery.net;

import java.time.Duration;

/**
 * Where calls are sent, and within what bounds. Keeps connections of its own, so that it takes none
 * from others.
 */
public final class Receiver {
  private final TargetUrl url;
  private final AddressGuard guard;
  private final Duration connectTimeout;
  private final Duration timeout;
  private final IdleConnections idle = new IdleConnections();

  /**
   * @param connectTimeout of each address that is tried
   * @param timeout from the call to the last byte of the answer
   */
  public Receiver(TargetUrl url, AddressGuard guard, Duration connectTimeout, Duration timeout) {
    this.url = url;
    this.guard = guard;
    this.connectTimeout = connectTimeout;
    this.timeout = timeout;
  }

  TargetUrl url() {
    return url;
  }

  AddressGuard guard() {
    return guard;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration timeout() {
    return timeout;
  }

  IdleConnections idle() {
    return idle;
  }
}
