package io.waymark.app.delivery.config;

/** A secret that is not there, or will not do. The message names where it should be. */
public final class UnreadableSecret extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableSecret(String message) {
    super(message);
  }
}
