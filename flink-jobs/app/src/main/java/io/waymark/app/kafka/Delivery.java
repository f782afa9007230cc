package io.waymark.app.kafka;

import java.util.Locale;

/** What a reader of a topic may rely on when the job fails and resumes. */
public enum Delivery {
  /** Records come within milliseconds; after a failure some come again under the same id. */
  AT_LEAST_ONCE,
  /** Each record once for {@code read_committed} readers, but only with the next checkpoint. */
  EXACTLY_ONCE;

  /** As it is written in a configuration: {@code at-least-once}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
