package io.waymark.console.store;

import java.util.Optional;

/**
 * Keeps where audits ended, out of reach of those who can write to the database and to the machine
 * that the console runs on.
 */
public interface Notary {
  /** It does not answer now. */
  final class Away extends Exception {
    private static final long serialVersionUID = 1L;

    public Away(Throwable cause) {
      super("where the audit ends can't be kept elsewhere", cause);
    }
  }

  /**
   * What was kept last.
   *
   * @param audit which one: the same for as long as its key is
   */
  Optional<AuditLog.Head> last(String audit) throws Away;

  /** Keeps it in place of what was kept before; it is kept when this returns. */
  void keep(String audit, AuditLog.Head head) throws Away;
}
