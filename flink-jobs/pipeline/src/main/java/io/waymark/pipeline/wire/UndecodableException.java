package io.waymark.pipeline.wire;

/**
 * A record that cannot be taken in, with the reason. It is an outcome of reading, not a bug, so it
 * carries no stack trace and costs little.
 */
public final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_DETAIL = 500;

  private final RejectReason reason;

  /**
   * @param detail what is wrong and where, for people
   */
  public UndecodableException(RejectReason reason, String detail) {
    super(bounded(detail), null, false, false);
    this.reason = reason;
  }

  // A detail may quote the record, and the record may be huge.
  private static String bounded(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "...";
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
