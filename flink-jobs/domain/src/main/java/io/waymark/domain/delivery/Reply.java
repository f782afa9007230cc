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
 *     {@code unwritable} say that the message cannot be sent at all
 */
public record Reply(int status, @Nullable Long retryAfter, @Nullable String failure) {

  public boolean isDelivered() {
    return status >= 200 && status < 300;
  }
}
