package io.waymark.pipeline.pulse;

import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Figures;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import io.waymark.domain.pulse.Queue;
import io.waymark.domain.pulse.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Tells the figures of each place: of a window while it changes, once more when it is over, and
 * again when something late has corrected it. A place goes on to be told for a day after the last
 * event.
 *
 * <p>Owns, per place: its windows until nothing corrects them any more, and which of them have
 * changed; who waits there; when the last window with an event began. One timer for the next
 * update, one for the end of each window, one for when it is dropped.
 */
final class MeasurePlacesFunction extends KeyedProcessFunction<Place, Subtotal, Pulse> {
  private static final long serialVersionUID = 1L;

  // -- configuration
  private final ContactGoal goal;

  // -- runtime
  private transient MapState<Long, PulseWindow> windows;
  private transient MapState<Long, Boolean> changed;
  private transient ValueState<Standing> standing;
  private transient ValueState<Long> lastActive;
  private transient Counter tooLate;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  MeasurePlacesFunction(ContactGoal goal) {
    this.goal = goal;
  }

  @Override
  public void open(OpenContext context) {
    windows =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "windows", LongSerializer.INSTANCE, PulseWindowSerializer.INSTANCE));
    changed =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "changed", LongSerializer.INSTANCE, BooleanSerializer.INSTANCE));
    standing =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("standing", StandingSerializer.INSTANCE));
    lastActive =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("last-active", LongSerializer.INSTANCE));
    tooLate = getRuntimeContext().getMetricGroup().addGroup("waymark").counter("measured_too_late");
  }

  @Override
  public void processElement(Subtotal subtotal, Context context, Collector<Pulse> out)
      throws Exception {
    TimerService timers = context.timerService();
    long now = timers.currentWatermark();
    if (!subtotal.standing().isEmpty()) {
      Standing before = standing.value();
      keep(before == null ? subtotal.standing() : before.plus(subtotal.standing()));
      if (now != Long.MIN_VALUE) {
        change(Windows.start(now), new PulseWindow(), now, timers);
      }
    }
    if (!subtotal.hasWindow()) {
      return;
    }
    long start = subtotal.start();
    if (start + Windows.LENGTH + Windows.CORRECTED_FOR <= now) {
      tooLate.inc();
      return;
    }
    change(start, subtotal.window(), Math.max(now, start), timers);
    Long active = lastActive.value();
    if (subtotal.window().sum(Tally.EVENTS) > 0 && (active == null || active < start)) {
      lastActive.update(start);
    }
  }

  private void keep(Standing who) throws Exception {
    if (who.isEmpty()) {
      standing.clear();
    } else {
      standing.update(who);
    }
  }

  private void change(long start, PulseWindow more, long now, TimerService timers)
      throws Exception {
    PulseWindow before = windows.get(start);
    if (before == null) {
      open(start, more, now, timers);
    } else {
      PulseWindow both = before.copy();
      both.add(more);
      windows.put(start, both);
    }
    changed.put(start, true);
    timers.registerEventTimeTimer(Windows.nextUpdate(now));
  }

  private void open(long start, PulseWindow window, long now, TimerService timers)
      throws Exception {
    windows.put(start, window);
    long end = start + Windows.LENGTH;
    if (end > now) {
      timers.registerEventTimeTimer(end);
    }
    timers.registerEventTimeTimer(end + Windows.CORRECTED_FOR);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Pulse> out) throws Exception {
    Place place = context.getCurrentKey();
    Standing waiting = standing.value();
    if (waiting != null && waiting != waiting.since(time - Windows.WAITED_FOR)) {
      waiting = waiting.since(time - Windows.WAITED_FOR);
      keep(waiting);
    }
    if (Windows.start(time) == time) {
      turnOver(time, waiting, context.timerService());
    }
    List<Long> toTell = new ArrayList<>();
    changed.keys().forEach(toTell::add);
    toTell.sort(null);
    for (long start : toTell) {
      PulseWindow window = windows.get(start);
      if (window != null && start < time) {
        out.collect(told(place, start, window, waiting, time));
      }
      if (start < time) {
        changed.remove(start);
      }
    }
    boolean goesOn = context.timerService().currentWatermark() != Long.MAX_VALUE;
    if (goesOn && waiting != null && waiting.isAnybodyWaiting()) {
      // Whose wait gets longer while nothing happens.
      change(Windows.start(time), new PulseWindow(), time, context.timerService());
    }
    windows.remove(time - Windows.LENGTH - Windows.CORRECTED_FOR);
  }

  /** Ends a window, and begins the next: if nothing happens in it, that is told. */
  private void turnOver(long time, @Nullable Standing waiting, TimerService timers)
      throws Exception {
    long ended = time - Windows.LENGTH;
    PulseWindow over = windows.get(ended);
    if (over == null) {
      return;
    }
    Queue queue = queue(over, waiting, time);
    if (queue != null) {
      PulseWindow counted = over.copy();
      counted.queue = queue;
      windows.put(ended, counted);
    }
    changed.put(ended, true);
    Long active = lastActive.value();
    boolean anybody = waiting != null && waiting.isAnybodyWaiting();
    boolean lookedAt = active != null && active + Windows.LOOKED_AT_FOR > time;
    // The end of a bounded input is no time to wait for.
    boolean goesOn = timers.currentWatermark() != Long.MAX_VALUE;
    if (goesOn && (anybody || lookedAt)) {
      if (!windows.contains(time)) {
        PulseWindow next = new PulseWindow();
        next.queue = over.queue == null && queue == null ? null : new Queue(0, null);
        open(time, next, time, timers);
      }
    } else if (!lookedAt) {
      lastActive.clear();
    }
  }

  private static @Nullable Queue queue(PulseWindow window, @Nullable Standing waiting, long time) {
    if (waiting != null && !waiting.waiting.isEmpty()) {
      return waiting.queue(time);
    }
    boolean anyEver =
        window.queue != null || window.sum(Tally.ANSWERED) + window.sum(Tally.LEFT) > 0;
    return anyEver ? new Queue(0, null) : null;
  }

  private Pulse told(
      Place place, long start, PulseWindow window, @Nullable Standing waiting, long time) {
    long end = start + Windows.LENGTH;
    Queue queue = end < time ? window.queue : queue(window, waiting, time);
    boolean everywhere = place.touchpoint().equals(Place.EVERYWHERE);
    Map<String, Long> stages =
        everywhere && waiting != null ? new HashMap<>(waiting.stages) : Map.of();
    return new Pulse(
        place,
        start,
        end,
        end <= time,
        time,
        Figures.of(window, queue, goal),
        Map.copyOf(stages),
        everywhere ? window.transitions() : List.of());
  }
}
