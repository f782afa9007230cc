package io.waymark.pipeline.alert;

import io.waymark.domain.alert.CartChange;
import io.waymark.domain.alert.CartValue;
import io.waymark.domain.alert.Report;
import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.alert.CustomerNews.OfCart;
import io.waymark.pipeline.alert.CustomerNews.OfErasure;
import io.waymark.pipeline.alert.CustomerNews.OfSignal;
import io.waymark.pipeline.alert.GroupNews.OfErased;
import io.waymark.pipeline.alert.GroupNews.OfReport;
import io.waymark.pipeline.erasure.ErasureSerializer;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RulesOfSignals;
import io.waymark.pipeline.time.EventTimeBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Makes reports to alerts of a customer's signals, each once, with what the cart is worth then; and
 * remembers which alerts a customer has part in, so that an erasure finds them. What is said of the
 * time before an erasure goes no further after it. Signals and carts come on two paths, so each
 * waits until the watermark has passed its time.
 *
 * <p>Owns, per pseudonym of a customer: what waits, with a timer for each time; the cart's worth;
 * fires that alerts were told of, for longer than their topic has them; until when the customer is
 * erased.
 */
final class CustomersAlertsFunction
    extends KeyedBroadcastProcessFunction<String, CustomerNews, RuleUpdate, GroupNews>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  static final OutputTag<Erasure> ERASURES = new OutputTag<>("erasures", ErasureSerializer.TYPE);

  /** Longer than the topic of alerts keeps one: 14 days. */
  static final Duration TOLD = Duration.ofDays(30);

  // -- configuration
  private final RulesOfSignals rules;
  private final Duration remembered;

  // -- runtime
  private transient EventTimeBuffer<CustomerNews> waiting;
  private transient ValueState<CartValue> cart;
  private transient MapState<String, ToldFire> told;
  private transient ValueState<Long> erasedUntil;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  CustomersAlertsFunction(RulesOfSignals rules, Duration remembered) {
    this.rules = rules;
    this.remembered = remembered;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    rules.initialize(context, getRuntimeContext().getMetricGroup());
  }

  @Override
  public void open(OpenContext context) {
    waiting = EventTimeBuffer.open(getRuntimeContext(), CustomerNewsSerializer.INSTANCE);
    ValueStateDescriptor<CartValue> ofCart =
        new ValueStateDescriptor<>("cart", CartValueSerializer.INSTANCE);
    ofCart.enableTimeToLive(timeToLive(TOLD));
    cart = getRuntimeContext().getState(ofCart);
    MapStateDescriptor<String, ToldFire> ofFires =
        new MapStateDescriptor<>(
            "told", Types.STRING.createSerializer(null), ToldFireSerializer.INSTANCE);
    ofFires.enableTimeToLive(timeToLive(TOLD));
    told = getRuntimeContext().getMapState(ofFires);
    ValueStateDescriptor<Long> ofErasure = new ValueStateDescriptor<>("erased-until", Types.LONG);
    ofErasure.enableTimeToLive(timeToLive(remembered));
    erasedUntil = getRuntimeContext().getState(ofErasure);
  }

  static StateTtlConfig timeToLive(Duration time) {
    return StateTtlConfig.newBuilder(time)
        .updateTtlOnCreateAndWrite()
        .setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
        .build();
  }

  @Override
  public void processElement(CustomerNews news, ReadOnlyContext context, Collector<GroupNews> out)
      throws Exception {
    Long erased = erasedUntil.value();
    if (erased != null && news.at() <= erased) {
      return;
    }
    if (news instanceof OfErasure) {
      erase(news, context, out);
      return;
    }
    long due = dueAt(news);
    if (due <= context.timerService().currentWatermark()) {
      take(news, out);
    } else {
      waiting.add(due, news, context.timerService());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<GroupNews> out)
      throws Exception {
    List<CustomerNews> due = waiting.take(time);
    List<CartChange> carts =
        due.stream()
            .filter(OfCart.class::isInstance)
            .map(news -> ((OfCart) news).change())
            .sorted(CartChange.ORDER)
            .toList();
    String last = null;
    for (CartChange change : carts) {
      // An event that comes twice puts nothing in twice.
      if (!change.eventId().equals(last)) {
        cart.update(change.after(cart.value()));
      }
      last = change.eventId();
    }
    for (CustomerNews news : due) {
      if (news instanceof OfSignal) {
        take(news, out);
      }
    }
  }

  /**
   * Its own time. But a retraction stands at the time of the late event, which may lie before the
   * fire it takes back; it must not overtake that.
   */
  private long dueAt(CustomerNews news) throws Exception {
    if (news instanceof OfSignal of && of.signal().status() == Signal.Status.RETRACTED) {
      Long fire = waiting.latest(other -> isOfFire(other, of.signal()));
      return fire == null ? news.at() : Math.max(news.at(), fire);
    }
    return news.at();
  }

  private static boolean isOfFire(CustomerNews other, Signal retracted) {
    return other instanceof OfSignal of && of.signal().signalId().equals(retracted.signalId());
  }

  private void take(CustomerNews news, Collector<GroupNews> out) throws Exception {
    if (news instanceof OfCart of) {
      cart.update(of.change().after(cart.value()));
    } else if (news instanceof OfSignal of) {
      Report report = report(of.signal());
      if (report != null) {
        out.collect(new OfReport(report));
      }
    }
  }

  private @Nullable Report report(Signal signal) throws Exception {
    String id = signal.signalId();
    ToldFire fire = told.get(id);
    if (fire == null) {
      Rule rule = signal.mode() == Mode.LIVE ? rules.find(signal) : null;
      if (rule == null || rule.alert() == null) {
        return null;
      }
      Report report = Report.of(signal, rule, rule.alert(), signal.occurredAt());
      if (signal.status() == Signal.Status.FIRED) {
        told.put(id, new ToldFire(report.key(), report.at(), report.at(), false));
      }
      return report.with(cart.value());
    }
    // Signals recur after a restart; each is told once.
    boolean escalates = signal.status() == Signal.Status.ESCALATED;
    if (signal.status() == Signal.Status.FIRED
        || fire.over()
        || (escalates && signal.occurredAt() <= fire.toldAt())) {
      return null;
    }
    long at = Math.max(signal.occurredAt(), fire.firedAt());
    told.put(id, new ToldFire(fire.key(), fire.firedAt(), at, !escalates));
    return Report.following(signal, fire.key(), at);
  }

  private void erase(CustomerNews erasure, ReadOnlyContext context, Collector<GroupNews> out)
      throws Exception {
    long until = erasure.at();
    waiting.removeIf(news -> news.at() <= until, context.timerService());
    cart.clear();
    Set<String> keys = new TreeSet<>();
    for (Iterator<Map.Entry<String, ToldFire>> all = told.iterator(); all.hasNext(); ) {
      ToldFire fire = all.next().getValue();
      if (fire.firedAt() <= until) {
        keys.add(fire.key());
        all.remove();
      }
    }
    keys.forEach(key -> out.collect(new OfErased(key, erasure.customerId(), until)));
    erasedUntil.update(until);
    long now = context.currentProcessingTime();
    context.output(
        ERASURES,
        new Erasure(context.getCurrentKey(), Erasure.Store.ALERTS, until, now, keys.size()));
  }

  @Override
  public void processBroadcastElement(
      RuleUpdate update, Context context, Collector<GroupNews> out) {
    rules.apply(update);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    rules.checkpoint();
  }
}
