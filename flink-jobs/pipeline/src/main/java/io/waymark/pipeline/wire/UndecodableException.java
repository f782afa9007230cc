package io.waymark.pipeline.wire;

/**
 * A record that cannot be taken in, with the reason. It is an outcome of reading, not a bug, so it
 * carries no stack trace and costs little.
 */
public final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  /**
   * @param detail what is wrong and where, for people
   */
  public UndecodableException(RejectReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  public RejectReason reason() {
    return reason;
  }

  /** What is wrong and where, for people. */
  public String detail() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
