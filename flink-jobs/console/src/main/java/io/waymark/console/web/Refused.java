package io.waymark.console.web;

/** A request that is not done, with what to do instead. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final Refusal why;

  Refused(int status, String message) {
    this(status, Refusal.of(status), message);
  }

  Refused(Refusal why, String message) {
    this(why.status(), why, message);
  }

  private Refused(int status, Refusal why, String message) {
    super(message, null, false, false);
    this.status = status;
    this.why = why;
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

  Refusal why() {
    return why;
  }
}
