package io.waymark.console.web;

/** A request that is not done, with what to do instead. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refused(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Refused badRequest(String message) {
    return new Refused(400, message);
  }

  static Refused notFound(String what) {
    return new Refused(404, "there is no " + what + " of that name: load the page anew");
  }

  int status() {
    return status;
  }
}
