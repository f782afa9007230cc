package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Inhibition;
import io.waymark.domain.alert.Standing;
import io.waymark.pipeline.time.EventTimeBuffer;
import io.waymark.pipeline.time.Tick;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Has the anomalies of a touchpoint stand for its other alerts, or those of the site for alerts of
 * all touchpoints. Changes come from many subtasks, so each waits until the watermark has passed
 * its time.
 *
 * <p>Owns, per touchpoint, or once: changes until their time has come; its open alerts, of each
 * rule at most as many as may be open at once.
 */
final class InhibitAlertsFunction extends KeyedProcessFunction<String, PlacedChange, PlacedChange> {
  private static final long serialVersionUID = 1L;

  // -- configuration
  private final Inhibition.Reach reach;

  // -- runtime
  private transient Inhibition inhibition;
  private transient EventTimeBuffer<PlacedChange> waiting;
  private transient MapState<String, Standing> incidents;
  private transient MapState<String, Standing> alerts;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  InhibitAlertsFunction(Inhibition.Reach reach) {
    this.reach = reach;
  }

  @Override
  public void open(OpenContext context) {
    inhibition = new Inhibition(reach);
    waiting = EventTimeBuffer.open(getRuntimeContext(), PlacedChangeSerializer.INSTANCE);
    incidents = standing("incidents");
    alerts = standing("alerts");
  }

  private MapState<String, Standing> standing(String name) {
    return getRuntimeContext()
        .getMapState(
            new MapStateDescriptor<>(
                name, Types.STRING.createSerializer(null), StandingSerializer.INSTANCE));
  }

  @Override
  public void processElement(PlacedChange change, Context context, Collector<PlacedChange> out)
      throws Exception {
    Alert alert = change.change().alert();
    if (alert == null) {
      String id = change.change().alertId();
      waiting.removeIf(other -> other.change().alertId().equals(id), context.timerService());
      alerts.remove(id);
      out.collect(change);
    } else if (!inhibition.concerns(alert)) {
      out.collect(change);
    } else if (Tick.of(alert.lastAt()) > context.timerService().currentWatermark()) {
      waiting.add(Tick.of(alert.lastAt()), change, context.timerService());
    } else {
      take(alert, out);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<PlacedChange> out)
      throws Exception {
    List<PlacedChange> due = waiting.take(time);
    due.sort(PlacedChange.ORDER);
    for (PlacedChange change : due) {
      Alert alert = change.change().alert();
      if (alert != null) {
        take(alert, out);
      }
    }
  }

  private void take(Alert change, Collector<PlacedChange> out) throws Exception {
    List<Standing> before = new ArrayList<>();
    incidents.values().forEach(before::add);
    Inhibition.Step step =
        change.origin() == Alert.Origin.ANOMALY
            ? inhibition.anomaly(before, alerts.values(), change)
            : inhibition.signals(before, alerts.get(change.alertId()), change);
    if (change.status() == Alert.Status.RESOLVED) {
      incidents.remove(change.alertId());
      alerts.remove(change.alertId());
    }
    for (Standing incident : step.incidents()) {
      if (!before.contains(incident)) {
        incidents.put(incident.alert().alertId(), incident);
      }
    }
    for (Standing alert : step.changed()) {
      alerts.put(alert.alert().alertId(), alert);
    }
    step.told().forEach(told -> out.collect(PlacedChange.of(told)));
  }
}
