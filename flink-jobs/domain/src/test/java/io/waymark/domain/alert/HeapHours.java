package io.waymark.domain.alert;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one group was like, on the heap. */
final class HeapHours implements UsualHours {
  private final Map<Integer, UsualHour> hours = new HashMap<>();

  @Override
  public @Nullable UsualHour get(int bucket) {
    return hours.get(bucket);
  }

  @Override
  public void put(int bucket, UsualHour hour) {
    hours.put(bucket, hour);
  }

  int size() {
    return hours.values().stream().mapToInt(hour -> hour.weeks().size()).sum();
  }
}
