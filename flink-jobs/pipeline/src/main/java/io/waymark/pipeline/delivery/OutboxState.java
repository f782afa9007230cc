package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.LaneHealth;
import io.waymark.domain.delivery.Pending;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * What is stored of the lane whose key is the current one. Bodies lie apart from what is read of
 * every message when a job starts.
 *
 * @param pending by number
 * @param dispatches by number
 */
record OutboxState(
    MapState<Long, Pending> pending,
    MapState<Long, Dispatch> dispatches,
    ValueState<LaneHealth> health) {

  static final MapStateDescriptor<Long, Pending> PENDING =
      new MapStateDescriptor<>("pending", LongSerializer.INSTANCE, PendingSerializer.INSTANCE);
  static final MapStateDescriptor<Long, Dispatch> DISPATCHES =
      new MapStateDescriptor<>("dispatches", LongSerializer.INSTANCE, DispatchSerializer.INSTANCE);
  static final ValueStateDescriptor<LaneHealth> HEALTH =
      new ValueStateDescriptor<>("lane-health", LaneHealthSerializer.INSTANCE);

  static OutboxState of(KeyedStateStore store) {
    return new OutboxState(
        store.getMapState(PENDING), store.getMapState(DISPATCHES), store.getState(HEALTH));
  }

  List<Pending> allPending() throws Exception {
    List<Pending> all = new ArrayList<>();
    pending.values().forEach(all::add);
    return all;
  }

  LaneHealth knownHealth() throws Exception {
    LaneHealth known = health.value();
    return known == null ? LaneHealth.GOOD : known;
  }
}
