package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.Histories;
import io.waymark.domain.anomaly.HourHistory;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** The history of the place at hand, in keyed state: of a window one hour of the week is read. */
final class StoredHistories implements Histories {
  private final MapState<Integer, byte[]> hours;
  private final Map<Integer, @Nullable HourHistory> read = new HashMap<>();

  /** For one element or timer. */
  StoredHistories(MapState<Integer, byte[]> hours) {
    this.hours = hours;
  }

  @Override
  public @Nullable HourHistory get(int bucket) {
    if (!read.containsKey(bucket)) {
      byte[] stored = stored(bucket);
      read.put(bucket, stored == null ? null : HourHistory.of(stored));
    }
    return read.get(bucket);
  }

  private byte @Nullable [] stored(int bucket) {
    try {
      return hours.get(bucket);
    } catch (Exception e) {
      throw new FlinkRuntimeException("what a place was like could not be read", e);
    }
  }

  @Override
  public void put(int bucket, HourHistory history) {
    read.put(bucket, history);
    try {
      hours.put(bucket, history.toBytes());
    } catch (Exception e) {
      throw new FlinkRuntimeException("what a place was like could not be written", e);
    }
  }
}
