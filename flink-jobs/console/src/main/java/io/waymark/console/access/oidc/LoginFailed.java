package io.waymark.console.access.oidc;

import java.util.Locale;

/** Nobody has come in; the message is for the audit and the log, and names no secret. */
public final class LoginFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, as far as somebody without a login is told. */
  public enum Reason {
    /** The provider can't be reached, or does not say what it has to. */
    AWAY,
    /** The provider has let nobody in. */
    DENIED,
    /** It was begun in another browser, too long ago, or is over already. */
    STALE,
    /** What the provider has said can't be trusted. */
    INVALID,
    /** They are known, and none of their groups has a role here. */
    NO_ROLE,
    /** So many log in, or fail to, that they have to wait. */
    BUSY;

    /** As the page is told. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  public LoginFailed(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  LoginFailed(Reason reason, String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
