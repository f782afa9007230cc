package io.waymark.console.web;

/** The address can't be had. */
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotListen(String host, int port, Throwable cause) {
    super("can't listen at " + host + ":" + port + ": " + cause.getMessage(), cause);
  }
}
