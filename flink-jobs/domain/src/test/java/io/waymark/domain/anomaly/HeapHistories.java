package io.waymark.domain.anomaly;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The history of one place on the heap. */
final class HeapHistories implements Histories {
  final Map<Integer, HourHistory> hours = new HashMap<>();

  @Override
  public @Nullable HourHistory get(int bucket) {
    return hours.get(bucket);
  }

  @Override
  public void put(int bucket, HourHistory history) {
    hours.put(bucket, history);
  }
}
