package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.Cohort;
import io.waymark.domain.anomaly.CohortPolicy;
import io.waymark.domain.anomaly.CohortState;
import io.waymark.domain.friction.Signal;
import java.util.Iterator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Notices that the same happens to many.
 *
 * <p>Owns, per rule, touchpoint and kinds of events: hashes of the latest customers; beside them
 * those of the step that is not full yet, each on its own, so that one more costs the same however
 * many there are. A timer at each full tenth of the time that is looked at, while there are any.
 */
final class NoticeCohortsFunction extends KeyedProcessFunction<Cohort, Signal, Anomaly> {
  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<byte[]> COHORT =
      new ValueStateDescriptor<>("cohort", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** By the step they count at, and hash. */
  private static final MapStateDescriptor<Tuple2<Long, Long>, Boolean> ARRIVED =
      new MapStateDescriptor<>("arrived", Types.TUPLE(Types.LONG, Types.LONG), Types.BOOLEAN);

  private static final ValueStateDescriptor<Integer> ARRIVALS =
      new ValueStateDescriptor<>("arrivals", Types.INT);

  // -- configuration
  private final SettingsSource settings;

  // -- runtime
  private transient CohortPolicy policy;
  private transient ValueState<byte[]> cohort;
  private transient MapState<Tuple2<Long, Long>, Boolean> arrived;
  private transient ValueState<Integer> arrivals;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  NoticeCohortsFunction(SettingsSource settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    policy = new CohortPolicy(settings.load().cohorts());
    cohort = getRuntimeContext().getState(COHORT);
    arrived = getRuntimeContext().getMapState(ARRIVED);
    arrivals = getRuntimeContext().getState(ARRIVALS);
  }

  @Override
  public void processElement(Signal signal, Context context, Collector<Anomaly> out)
      throws Exception {
    Integer known = arrivals.value();
    int before = known == null ? 0 : known;
    if (before >= CohortState.MOST) {
      return;
    }
    long now = context.timerService().currentWatermark();
    long asked = policy.askedAt(signal.occurredAt(), now);
    Tuple2<Long, Long> arrival = Tuple2.of(asked, CohortPolicy.hash(signal.customerId()));
    if (!arrived.contains(arrival)) {
      arrived.put(arrival, true);
      arrivals.update(before + 1);
      context.timerService().registerEventTimeTimer(asked);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Anomaly> out) throws Exception {
    // The end of the input is not the end of what happens.
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    CohortState state = CohortState.of(cohort.value());
    count(state, time);
    CohortPolicy.Step step = policy.elapse(state, context.getCurrentKey(), time);
    cohort.update(state.toBytes());
    Anomaly anomaly = step.anomaly();
    if (anomaly != null) {
      out.collect(anomaly);
    }
    if (step.wakeAt() != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(step.wakeAt());
    }
  }

  private void count(CohortState state, long now) throws Exception {
    int left = 0;
    for (Iterator<Tuple2<Long, Long>> all = arrived.keys().iterator(); all.hasNext(); ) {
      Tuple2<Long, Long> arrival = all.next();
      if (arrival.f0 <= now) {
        policy.count(state, arrival.f0, arrival.f1);
        all.remove();
      } else {
        left++;
      }
    }
    if (left == 0) {
      arrived.clear();
      arrivals.clear();
    } else {
      arrivals.update(left);
    }
  }
}
