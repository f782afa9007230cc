package io.waymark.app.delivery.net;

/** No address that anything may be sent to; the message says why. It may hold no secret. */
public final class InvalidUrl extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidUrl(String message) {
    super(message);
  }
}
