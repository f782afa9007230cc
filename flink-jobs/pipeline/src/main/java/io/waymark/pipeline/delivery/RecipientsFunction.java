package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Correspondence;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.Order;
import io.waymark.domain.delivery.Recipients;
import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Fact;
import io.waymark.pipeline.delivery.Notice.OfAlert;
import io.waymark.pipeline.delivery.Notice.OfErasedAlert;
import io.waymark.pipeline.delivery.Notice.OfErasedTrigger;
import io.waymark.pipeline.delivery.Notice.OfFact;
import io.waymark.pipeline.delivery.Notice.OfRedelivery;
import io.waymark.pipeline.delivery.Notice.OfTrigger;
import io.waymark.pipeline.erasure.Pseudonyms;
import io.waymark.pipeline.erasure.Salt;
import java.time.InstantSource;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sends each trigger and alert to the lanes of those who are to be told, and a customer's no after
 * it.
 *
 * <p>Owns, per customer: refusals, and triggers until they expire, and after a start what is held
 * back by {@link CatchUp}; a timer for the next of them.
 */
final class RecipientsFunction extends KeyedProcessFunction<String, Notice, Order> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Recipient> STATE =
      new ValueStateDescriptor<>("recipient", RecipientSerializer.INSTANCE);

  // -- configuration
  private final Senders senders;
  private final Bodies bodies;
  private final Salt salt;
  private final InstantSource clock;

  // -- runtime
  private transient Recipients recipients;
  private transient Pseudonyms pseudonyms;
  private transient ValueState<Recipient> state;
  private transient CatchUp catchUp;

  /**
   * @param clock has to be serializable, as those of the JDK are
   */
  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  RecipientsFunction(Senders senders, Bodies bodies, Salt salt, InstantSource clock) {
    this.senders = senders;
    this.bodies = bodies;
    this.salt = salt;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    pseudonyms = salt.pseudonyms();
    recipients = new Recipients(senders.destinations());
    state = getRuntimeContext().getState(STATE);
    catchUp = new CatchUp(clock.millis());
  }

  @Override
  public void processElement(Notice notice, Context context, Collector<Order> out)
      throws Exception {
    if (notice instanceof OfAlert of) {
      recipients
          .route(of.alert(), Dispatch.of(of.alert(), bodies.of(of.alert())))
          .forEach(out::collect);
      return;
    }
    Recipient before = release(stored(), context, out);
    if (notice instanceof OfErasedAlert of) {
      store(before, before.holdingNothing(), context);
      recipients.forget(of.alertId()).forEach(out::collect);
      return;
    }
    long now = context.timerService().currentProcessingTime();
    if (catchUp.holds(notice, context.timerService().currentWatermark())) {
      store(before, before.holding(notice, catchUp.lookAt(now)), context);
      return;
    }
    Recipients.Step step = step(before.correspondence(), notice, now);
    step.orders().forEach(out::collect);
    step.untold().forEach(attempt -> context.output(DeliveryTopology.UNTOLD, attempt));
    Recipient after = before.with(step.state());
    if (notice instanceof OfFact of && of.fact().kind() == Fact.Kind.ERASED) {
      after = after.holdingNothing();
      int removed = before.correspondence().sent().size() + before.held().size();
      context.output(DeliveryTopology.ERASURES, receipt(of.fact(), removed, context));
    }
    store(before, after, context);
  }

  private Erasure receipt(Fact fact, int removed, Context context) {
    return new Erasure(
        pseudonyms.of(fact.customerId()),
        Erasure.Store.DELIVERIES,
        fact.occurredAt(),
        context.timerService().currentProcessingTime(),
        removed);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Order> out) throws Exception {
    Recipient before = stored();
    Recipient after = before.with(recipients.expire(before.correspondence(), time));
    if (before.lookAt() <= time) {
      long now = context.timerService().currentProcessingTime();
      after = after.lookingAt(catchUp.lookAt(now));
    }
    store(before, after, context);
    release(after, context, out);
  }

  /** What was held back goes before what comes now; answers what is stored then. */
  private Recipient release(Recipient before, Context context, Collector<Order> out)
      throws Exception {
    if (before.held().isEmpty() || !catchUp.isOver(context.timerService().currentWatermark())) {
      return before;
    }
    store(before, before.holdingNothing(), context);
    for (Notice notice : before.held()) {
      processElement(notice, context, out);
    }
    return stored();
  }

  private Recipients.Step step(Correspondence before, Notice notice, long now) {
    if (notice instanceof OfTrigger of) {
      return recipients.route(
          before, of.trigger(), Dispatch.of(of.trigger(), bodies.of(of.trigger())), now);
    }
    if (notice instanceof OfErasedTrigger of) {
      String body = bodies.of(of.trigger().unnamed());
      return recipients.takeBack(before, of.trigger(), Dispatch.of(of.trigger(), body), now);
    }
    return notice instanceof OfFact of
        ? recipients.learn(before, of.fact(), now)
        : recipients.again(before, ((OfRedelivery) notice).attempt(), now);
  }

  private Recipient stored() throws Exception {
    Recipient stored = state.value();
    return stored == null ? Recipient.UNKNOWN : stored;
  }

  private void store(Recipient before, Recipient next, Context context) throws Exception {
    if (next.equals(before)) {
      return;
    }
    if (next.isUnknown()) {
      state.clear();
    } else {
      state.update(next);
    }
    rearm(before.wakeAt(), next.wakeAt(), context.timerService());
  }

  /** One timer, so that none with the customer's id is left when nothing is. */
  private static void rearm(long armed, long wakeAt, TimerService timers) {
    if (wakeAt == armed) {
      return;
    }
    if (armed != Correspondence.NEVER) {
      timers.deleteProcessingTimeTimer(armed);
    }
    if (wakeAt != Correspondence.NEVER) {
      timers.registerProcessingTimeTimer(wakeAt);
    }
  }
}
