package io.waymark.pipeline.pulse;

import io.waymark.domain.event.Event;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Measurement;
import io.waymark.domain.pulse.Strand;
import io.waymark.domain.pulse.Touch;
import io.waymark.pipeline.time.EventTimeBuffer;
import io.waymark.pipeline.wire.InteractionCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Measures what goes on for a while: contacts, carts, forms. The events of one come on several
 * paths without a common order, so each waits until the watermark has passed its time; those of one
 * time are taken in the order of their ids. What is behind the watermark is taken at once, and what
 * it changes in what was measured before is measured.
 *
 * <p>Owns, per strand: what is known of it, until nothing more is expected; events until their time
 * has come, a few of them together, so that they cost one access when many are due at once. One
 * timer for the first of them, one per time for what is more than a few, and one for what comes of
 * itself, seldom two.
 */
final class MeasureStrandsFunction extends KeyedProcessFunction<String, RoutedTouch, Measurement> {
  private static final long serialVersionUID = 1L;

  private static final Comparator<Touch> ORDER = Comparator.comparing(Touch::event, Event.ORDER);

  /** More are not kept together: each that comes would cost as much as all before it. */
  private static final int FEW = 32;

  // -- configuration
  private final ContactGoal goal;

  // -- runtime
  private transient ValueState<StoredStrand> state;
  private transient ValueState<List<RoutedTouch>> few;
  private transient EventTimeBuffer<RoutedTouch> others;
  private transient InteractionCodec codec;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  MeasureStrandsFunction(ContactGoal goal) {
    this.goal = goal;
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("strand", StrandSerializer.INSTANCE));
    few =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("waiting", RoutedTouchesSerializer.INSTANCE));
    others = EventTimeBuffer.open(getRuntimeContext(), RoutedTouchSerializer.INSTANCE);
    codec = new InteractionCodec();
  }

  @Override
  public void processElement(RoutedTouch routed, Context context, Collector<Measurement> out)
      throws Exception {
    TimerService timers = context.timerService();
    long watermark = timers.currentWatermark();
    if (routed.time() > watermark) {
      hold(routed, timers);
      return;
    }
    StoredStrand stored = state.value();
    long now = latest(stored, watermark);
    Strand strand = measure(List.of(routed), stored, now, out);
    keep(strand, now, stored == null ? Strand.NEVER : stored.timer(), timers);
  }

  private void hold(RoutedTouch routed, TimerService timers) throws Exception {
    List<RoutedTouch> before = waiting();
    if (before.size() >= FEW) {
      others.add(routed.time(), routed, timers);
      return;
    }
    List<RoutedTouch> more = new ArrayList<>(before);
    more.add(routed);
    few.update(more);
    if (routed.time() < first(before)) {
      timers.registerEventTimeTimer(routed.time());
    }
  }

  private List<RoutedTouch> waiting() throws Exception {
    List<RoutedTouch> waiting = few.value();
    return waiting == null ? List.of() : waiting;
  }

  private static long first(List<RoutedTouch> waiting) {
    return waiting.stream().mapToLong(RoutedTouch::time).min().orElse(Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Measurement> out)
      throws Exception {
    TimerService timers = context.timerService();
    List<RoutedTouch> due = others.take(time);
    // At the end of all input nobody knows what time it is.
    boolean ended = timers.currentWatermark() == Long.MAX_VALUE;
    due.addAll(taken(ended ? Long.MAX_VALUE : timers.currentWatermark(), timers));
    StoredStrand stored = state.value();
    if (due.isEmpty() && (stored == null || ended)) {
      return;
    }
    long last = due.stream().mapToLong(RoutedTouch::time).max().orElse(time);
    long now = latest(stored, ended ? last : Math.max(last, time));
    Strand strand = measure(due, stored, now, out);
    if (strand.forgetAt() <= now) {
      state.clear();
    } else {
      boolean stands = stored != null && stored.timer() > time;
      keep(strand, now, stands ? stored.timer() : Strand.NEVER, timers);
    }
  }

  /** What is due of the few; the first of the others has a timer then. */
  private List<RoutedTouch> taken(long until, TimerService timers) throws Exception {
    List<RoutedTouch> waiting = waiting();
    if (first(waiting) > until) {
      return List.of();
    }
    List<RoutedTouch> due = waiting.stream().filter(one -> one.time() <= until).toList();
    List<RoutedTouch> rest = waiting.stream().filter(one -> one.time() > until).toList();
    if (rest.isEmpty()) {
      few.clear();
    } else {
      few.update(rest);
      timers.registerEventTimeTimer(first(rest));
    }
    return due;
  }

  /**
   * Until when all is known. A watermark goes back when state is restored; what was said stands.
   */
  private static long latest(@Nullable StoredStrand stored, long time) {
    return stored == null ? time : Math.max(stored.asOf(), time);
  }

  /** With those events, in their order, and with all there is up to {@code now}. */
  private Strand measure(
      List<RoutedTouch> due, @Nullable StoredStrand stored, long now, Collector<Measurement> out) {
    Strand strand = stored == null ? due.get(0).key().begin() : stored.strand();
    long then = stored == null ? Long.MIN_VALUE : stored.asOf();
    for (Touch touch : due.stream().map(this::touch).sorted(ORDER).toList()) {
      long at = Math.min(now, Math.max(then, touch.time()));
      Strand next = strand.followedBy(touch);
      if (next == null) {
        next = strand.with(touch);
        Strand.changes(strand, then, next, at, goal).forEach(out::collect);
      } else {
        Strand.changes(strand, then, strand, Strand.NEVER, goal).forEach(out::collect);
        Strand.changes(due.get(0).key().begin(), at, next, at, goal).forEach(out::collect);
      }
      strand = next.pruned(at);
      then = at;
    }
    Strand.changes(strand, then, strand, now, goal).forEach(out::collect);
    return strand;
  }

  private Touch touch(RoutedTouch routed) {
    return Touch.of(codec.decodeBody(routed.body()), routed.persona());
  }

  private void keep(Strand strand, long now, long timer, TimerService timers) throws Exception {
    Strand kept = strand.pruned(now);
    long next = Math.min(kept.wakeAt(now), Math.max(kept.forgetAt(), now + 1));
    if (next < timer) {
      timers.registerEventTimeTimer(next);
    }
    state.update(new StoredStrand(kept, now, Math.min(next, timer)));
  }
}
