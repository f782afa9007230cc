package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.AlertLifecycle;
import io.waymark.domain.alert.AlertState;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.alert.Report;
import io.waymark.domain.alert.Usual;
import io.waymark.domain.alert.UsualCustomers;
import io.waymark.pipeline.alert.GroupNews.OfErased;
import io.waymark.pipeline.alert.GroupNews.OfReport;
import io.waymark.pipeline.anomaly.SettingsSource;
import io.waymark.pipeline.time.DeadlineTimer;
import io.waymark.pipeline.time.EventTimeBuffer;
import io.waymark.pipeline.time.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Leads the alert of each group through its life. Reports of many customers come in any order, so
 * each waits until the watermark has passed the {@link Tick} of its time; what comes later is taken
 * at once.
 *
 * <p>Owns, per group: reports until their time has come, with a timer for each time; the state of
 * the alert, until it can not come back, with a timer; how many customers are usual, also by hour
 * of the week, until nothing was heard of the group for {@link #USUAL}; what was told last of
 * alerts that are over, for longer than their topic has them, because an erasure may concern them.
 */
final class RaiseAlertsFunction extends KeyedProcessFunction<String, GroupNews, PlacedChange> {
  private static final long serialVersionUID = 1L;

  /** What takes the place of alerts that are over. */
  static final OutputTag<AlertChange> REWRITTEN =
      new OutputTag<>("rewritten-alerts", AlertChangeSerializer.TYPE);

  static final ValueStateDescriptor<AlertState> STATE =
      new ValueStateDescriptor<>("alert", AlertStateSerializer.INSTANCE);

  /** A week longer than hours of the week count. */
  private static final Duration USUAL = Duration.ofDays(9 * 7);

  // -- configuration
  private final SettingsSource settings;

  // -- runtime
  private transient AlertLifecycle lifecycle;
  private transient UsualCustomers customers;
  private transient EventTimeBuffer<Report> waiting;
  private transient ValueState<AlertState> state;
  private transient ValueState<Usual> usual;
  private transient StoredHours hours;
  private transient MapState<String, Alert> over;
  private transient DeadlineTimer wake;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  RaiseAlertsFunction(SettingsSource settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    lifecycle = new AlertLifecycle();
    customers = new UsualCustomers(settings.load().calendar());
    waiting = EventTimeBuffer.open(getRuntimeContext(), ReportSerializer.INSTANCE);
    state = getRuntimeContext().getState(STATE);
    ValueStateDescriptor<Usual> ofUsual =
        new ValueStateDescriptor<>("usual", UsualSerializer.INSTANCE);
    ofUsual.enableTimeToLive(CustomersAlertsFunction.timeToLive(USUAL));
    usual = getRuntimeContext().getState(ofUsual);
    hours = StoredHours.open(getRuntimeContext(), CustomersAlertsFunction.timeToLive(USUAL));
    MapStateDescriptor<String, Alert> ofOver =
        new MapStateDescriptor<>(
            "over", Types.STRING.createSerializer(null), AlertSerializer.INSTANCE);
    ofOver.enableTimeToLive(CustomersAlertsFunction.timeToLive(CustomersAlertsFunction.TOLD));
    over = getRuntimeContext().getMapState(ofOver);
    wake = DeadlineTimer.open(getRuntimeContext(), waiting);
  }

  @Override
  public void processElement(GroupNews news, Context context, Collector<PlacedChange> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    if (news instanceof OfErased of) {
      erase(of, watermark, context, out);
    } else if (news instanceof OfReport of) {
      Report report = of.report();
      if (Tick.of(report.at()) > watermark) {
        waiting.add(Tick.of(report.at()), report, context.timerService());
      } else {
        AlertState before = state.value();
        AlertState next =
            take(lifecycle.advance(before, report, usual(before, watermark), watermark), out);
        store(before, next, watermark, context);
      }
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<PlacedChange> out)
      throws Exception {
    AlertState before = state.value();
    AlertState next = before;
    List<Report> due = waiting.take(time);
    due.sort(Report.ORDER);
    for (Report report : due) {
      next = wakeUpTo(next, report.at() - 1, out);
      next = take(lifecycle.advance(next, report, usual(next, report.at()), report.at()), out);
    }
    if (context.timerService().currentWatermark() < Long.MAX_VALUE || isAnyWaiting()) {
      next = wakeUpTo(next, time, out);
    } else if (due.isEmpty()) {
      // At the end of all input nobody knows what time it is.
      state.update(take(lifecycle.flush(next, usual(next, time)), out));
      return;
    }
    store(before, next, time, context);
  }

  private @Nullable AlertState wakeUpTo(
      @Nullable AlertState from, long time, Collector<PlacedChange> out) throws Exception {
    AlertState next = from;
    long at = new AlertLifecycle.Step(next, null).wakeAt();
    while (at <= time) {
      next = take(lifecycle.wake(next, usual(next, at), at), out);
      at = new AlertLifecycle.Step(next, null).wakeAt();
    }
    return next;
  }

  /** What is usual for the group, which was like that up to now. */
  private @Nullable Long usual(@Nullable AlertState state, long now) throws Exception {
    Usual before = usual.value();
    Usual next = customers.advance(before, state == null ? null : state.recent(), now, hours);
    if (next != before) {
      usual.update(next);
    }
    return next.customers();
  }

  private boolean isAnyWaiting() throws Exception {
    return waiting.latest(any -> true) != null;
  }

  private @Nullable AlertState take(AlertLifecycle.Step step, Collector<PlacedChange> out)
      throws Exception {
    Alert emitted = step.emitted();
    if (emitted != null) {
      out.collect(PlacedChange.of(emitted));
      if (emitted.status() == Alert.Status.RESOLVED) {
        over.put(emitted.alertId(), emitted);
      } else if (emitted.status() == Alert.Status.OPEN) {
        over.remove(emitted.alertId());
      }
    }
    return step.state();
  }

  private void store(
      @Nullable AlertState before, @Nullable AlertState next, long now, Context context)
      throws Exception {
    if (next != before) {
      state.update(next);
    }
    long deadline = Tick.of(new AlertLifecycle.Step(next, null).wakeAt());
    wake.set(deadline, now, context.timerService());
  }

  private void erase(OfErased of, long now, Context context, Collector<PlacedChange> out)
      throws Exception {
    waiting.removeIf(
        report -> report.customerId().equals(of.customerId()) && report.at() <= of.until(),
        context.timerService());
    wake.keep(now, context.timerService());
    AlertState before = state.value();
    if (before != null) {
      AlertLifecycle.Step step = lifecycle.erase(before, of.customerId());
      if (step.state() == null) {
        over.remove(before.alert().alertId());
        out.collect(PlacedChange.forgotten(before.alert()));
      }
      boolean isOver = before.alert().status() == Alert.Status.RESOLVED;
      if (isOver && step.emitted() != null) {
        // Nobody waits for one that is over any more: it is not news, it only has to be put right.
        over.put(step.emitted().alertId(), step.emitted());
        context.output(REWRITTEN, new AlertChange(step.emitted().alertId(), step.emitted()));
        store(before, step.state(), now, context);
      } else {
        store(before, take(step, out), now, context);
      }
    }
    rewrite(of.customerId(), before == null ? null : before.alert().alertId(), context);
  }

  /** Of alerts that are over for good. */
  private void rewrite(String customerId, @Nullable String present, Context context)
      throws Exception {
    List<Alert> concerned = new ArrayList<>();
    for (Alert alert : over.values()) {
      if (!alert.alertId().equals(present) && alert.impact().samples().contains(customerId)) {
        concerned.add(alert);
      }
    }
    for (Alert alert : concerned) {
      Alert others = AlertLifecycle.without(alert, customerId);
      Impact whom = others.impact();
      boolean nobody = whom.samples().isEmpty() && whom.customers() <= Impact.SAMPLES;
      if (nobody) {
        over.remove(alert.alertId());
      } else {
        over.put(alert.alertId(), others);
      }
      context.output(REWRITTEN, new AlertChange(alert.alertId(), nobody ? null : others));
    }
  }
}
