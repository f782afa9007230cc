package io.waymark.pipeline.pulse;

import io.waymark.domain.event.Event;
import io.waymark.domain.pulse.Measurement;
import io.waymark.domain.pulse.Strand;
import io.waymark.domain.pulse.Touch;
import io.waymark.pipeline.wire.InteractionCodec;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Measures what goes on for a while: contacts, carts, forms. Each event is taken as it comes; what
 * it changes in what was measured before is measured.
 *
 * <p>Owns, per strand: what is known of it, until nothing more is expected; one timer, seldom two.
 */
final class MeasureStrandsFunction extends KeyedProcessFunction<String, RoutedTouch, Measurement> {
  private static final long serialVersionUID = 1L;

  // -- runtime
  private transient ValueState<StoredStrand> state;
  private transient InteractionCodec codec;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  MeasureStrandsFunction() {}

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("strand", StrandSerializer.INSTANCE));
    codec = new InteractionCodec();
  }

  @Override
  public void processElement(RoutedTouch routed, Context context, Collector<Measurement> out)
      throws Exception {
    Event event = Touches.at(routed.time(), codec.decodeBody(routed.body()));
    Touch touch = Touch.of(event, routed.persona());
    StoredStrand stored = state.value();
    Strand before = stored == null ? routed.key().begin() : stored.strand();
    long then = stored == null ? Long.MIN_VALUE : stored.asOf();
    long now = Math.max(then, context.timerService().currentWatermark());
    Strand next = before.followedBy(touch);
    Strand after;
    if (next == null) {
      after = before.with(touch);
      Strand.changes(before, then, after, now).forEach(out::collect);
    } else {
      after = next;
      Strand.changes(before, then, before, Strand.NEVER).forEach(out::collect);
      Strand.changes(routed.key().begin(), now, after, now).forEach(out::collect);
    }
    keep(after, now, stored == null ? Strand.NEVER : stored.timer(), context.timerService());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Measurement> out)
      throws Exception {
    StoredStrand stored = state.value();
    if (stored == null) {
      return;
    }
    Strand strand = stored.strand();
    long now = Math.max(stored.asOf(), time);
    Strand.changes(strand, stored.asOf(), strand, now).forEach(out::collect);
    if (strand.forgetAt() <= now) {
      state.clear();
    } else {
      long timer = stored.timer() <= time ? Strand.NEVER : stored.timer();
      keep(strand, now, timer, context.timerService());
    }
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
