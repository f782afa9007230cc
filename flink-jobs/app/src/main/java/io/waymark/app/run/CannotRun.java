package io.waymark.app.run;

/** A job could not be run, for a reason that its user can do something about. */
public final class CannotRun extends Exception {
  private static final long serialVersionUID = 1L;

  public CannotRun(String message) {
    super(message);
  }

  public CannotRun(String message, Throwable cause) {
    super(message, cause);
  }
}
