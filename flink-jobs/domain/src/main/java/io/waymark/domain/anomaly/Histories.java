package io.waymark.domain.anomaly;

import org.jspecify.annotations.Nullable;

/** Where the history of one place is kept, by hour of the week. */
public interface Histories {

  /** What is known of that hour of the week; null if nothing is. */
  @Nullable HourHistory get(int bucket);

  void put(int bucket, HourHistory history);
}
