package io.waymark.console.web;

import java.util.Locale;

/** Why a request is not done, for a page that says so in its reader's language. */
enum Refusal {
  INVALID(400),
  OUT_OF_BOUNDS(400),
  NO_LOGIN(401),
  FORBIDDEN(403),
  /** What the page knows of its session is of another one. */
  STALE_PAGE(403),
  NOT_FOUND(404),
  NO_STREAM(406),
  CLOSED(409),
  TOO_LARGE(413),
  TOO_MANY(429),
  FAILED(503),
  /** Kafka has not taken it. */
  NOT_SAID(503);

  private final int status;

  Refusal(int status) {
    this.status = status;
  }

  /** What a status means if nothing more is said; {@link #FAILED} for those of no refusal. */
  static Refusal of(int status) {
    for (Refusal refusal : values()) {
      if (refusal.status == status) {
        return refusal;
      }
    }
    return FAILED;
  }

  int status() {
    return status;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
