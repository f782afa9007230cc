package io.waymark.pipeline.alert;

import io.waymark.domain.alert.UsualHour;
import io.waymark.domain.alert.UsualHours;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** What the group at hand was like by hour of the week, in keyed state: an hour is read once. */
final class StoredHours implements UsualHours {
  private final MapState<Integer, UsualHour> hours;

  private StoredHours(MapState<Integer, UsualHour> hours) {
    this.hours = hours;
  }

  static StoredHours open(RuntimeContext context, StateTtlConfig timeToLive) {
    MapStateDescriptor<Integer, UsualHour> descriptor =
        new MapStateDescriptor<>(
            "usual-hours", IntSerializer.INSTANCE, UsualHourSerializer.INSTANCE);
    descriptor.enableTimeToLive(timeToLive);
    return new StoredHours(context.getMapState(descriptor));
  }

  @Override
  public @Nullable UsualHour get(int bucket) {
    try {
      return hours.get(bucket);
    } catch (Exception e) {
      throw new FlinkRuntimeException("what is usual could not be read", e);
    }
  }

  @Override
  public void put(int bucket, UsualHour hour) {
    try {
      hours.put(bucket, hour);
    } catch (Exception e) {
      throw new FlinkRuntimeException("what is usual could not be written", e);
    }
  }
}
