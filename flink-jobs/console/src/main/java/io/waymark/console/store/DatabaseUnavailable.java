package io.waymark.console.store;

/** The store can't be opened. */
public final class DatabaseUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailable(DatabaseAddress address, Throwable cause) {
    super("the database " + address + " can't be used: " + innermost(cause).getMessage(), cause);
  }

  DatabaseUnavailable(DatabaseAddress address, String why) {
    super("the database " + address + " can't be used: " + why);
  }

  DatabaseUnavailable(String why) {
    super(why);
  }

  private static Throwable innermost(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost;
  }
}
