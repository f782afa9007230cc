package io.waymark.app.demo;

import org.jspecify.annotations.Nullable;

/** The demo could not start or go on; the message says why and is fit for the terminal. */
public final class DemoFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DemoFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
