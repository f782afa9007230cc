package io.waymark.domain.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param status of HTTP; 0 if there was no answer
 * @param retryAfter milliseconds from now on in which the destination wants to be left alone; null
 *     if it did not say
 * @param failure why there was no answer, as a word: {@code timeout}, {@code connect}, {@code tls},
 *     {@code reset}, ...; null if there was one. {@code forbidden_address}, {@code too_large} and
 *     {@code unwritable} say that the message cannot be sent at all, and {@code bug:} with what was
 *     thrown that an error of ours keeps it from being sent
 */
public record Reply(int status, @Nullable Long retryAfter, @Nullable String failure) {
  static final String BUG = "bug:";

  /** What comes of an attempt that broke off by an error of ours; its message may hold secrets. */
  public static Reply afterBug(Throwable bug) {
    return new Reply(0, null, BUG + bug.getClass().getSimpleName());
  }

  public boolean isDelivered() {
    return status >= 200 && status < 300;
  }
}
