package io.waymark.app.cli;

/**
 * A command could not run, for a reason that its user can do something about; the message says
 * what.
 */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailed(String message) {
    super(message, null, false, false);
  }
}
