package io.waymark.domain.alert;

import org.jspecify.annotations.Nullable;

/** Where is kept what one group was like, by hour of the week. */
public interface UsualHours {

  /** What is known of that hour of the week; null if it was always empty. */
  @Nullable UsualHour get(int bucket);

  void put(int bucket, UsualHour hour);
}
