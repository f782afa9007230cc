package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Destination;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.Lane;
import io.waymark.domain.delivery.Order;
import io.waymark.domain.delivery.Order.Deliver;
import io.waymark.domain.delivery.Order.Forget;
import io.waymark.domain.delivery.Order.Withdraw;
import io.waymark.domain.delivery.Pending;
import io.waymark.domain.delivery.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of all destinations, each with a key of its own: all that is for one destination goes
 * through one task, which so knows how it does, how fast it may be told and whether it wants to be
 * left alone. Nothing here ever waits: a request is begun and its answer comes back as a mail on
 * the task's thread; what a lane can't send yet lies in the state backend. So a destination that
 * hangs holds back neither input nor checkpoints, and a request that is under way when the job goes
 * down is made again under the same id.
 *
 * <p>All use of Flink's internal interfaces stays in this class.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the transient fields when it starts the operator.
final class OutboxOperator extends AbstractStreamOperator<Attempt>
    implements OneInputStreamOperator<Order, Attempt>, OutboxLane.Exits {
  private static final long serialVersionUID = 1L;

  private final Senders senders;

  private transient MailboxExecutor mailbox;
  private transient @Nullable Sender sender;
  private transient Map<String, Destination> destinations;
  private transient OutboxState state;
  private transient Map<String, OutboxLane> lanes;
  private transient Map<String, Alarm> alarms;
  private transient DeliveryMetrics metrics;

  OutboxOperator(Senders senders) {
    this.senders = senders;
  }

  @Override
  public void open() throws Exception {
    super.open();
    mailbox =
        getContainingTask()
            .getMailboxExecutorFactory()
            .createExecutor(getOperatorConfig().getChainIndex());
    destinations =
        senders.destinations().stream()
            .collect(Collectors.toMap(Destination::name, Function.identity()));
    metrics = new DeliveryMetrics(getMetricGroup());
    state = OutboxState.of(getKeyedStateStore());
    lanes = new HashMap<>();
    alarms = new HashMap<>();
    sender = senders.open();
    // Nothing may be sent on before all operators are open.
    List<String> stored = storedKeys();
    mailbox.execute(() -> resume(stored), "resume deliveries");
  }

  @Override
  public void processElement(StreamRecord<Order> element) throws Exception {
    Order order = element.getValue();
    OutboxLane lane = lane(order.destination());
    if (lane == null) {
      // What is withdrawn from a destination that is no more has ended before.
      if (order instanceof Deliver deliver) {
        tell(unconfigured(order.destination(), deliver.dispatch(), 0));
      }
      return;
    }
    if (order instanceof Deliver deliver) {
      lane.deliver(deliver, now());
    } else if (order instanceof Withdraw withdraw) {
      lane.withdraw(withdraw.messageId(), withdraw.reason(), now());
    } else if (order instanceof Forget forget) {
      lane.forget(forget.subjectId(), forget.reason(), now());
    }
    rearm(lane);
  }

  @Override
  public void send(OutboxLane lane, Dispatch dispatch) {
    long begunAt = now();
    String id = dispatch.message().id();
    if (sender == null) {
      throw new IllegalStateException("closed");
    }
    CompletionStage<Reply> answer;
    try {
      answer = sender.send(lane.destination(), dispatch.message());
    } catch (RuntimeException bug) {
      answer = CompletableFuture.failedFuture(bug);
    }
    answer.whenComplete(
        (reply, bug) ->
            answeredLater(lane, id, begunAt, reply == null ? afterBug(id, bug) : reply));
  }

  /** One message is dead then; thrown on, it would bring the job down again and again. */
  private static Reply afterBug(String id, @Nullable Throwable thrown) {
    Throwable bug =
        thrown == null
            ? new IllegalStateException("no reply")
            : ExceptionUtils.stripCompletionException(thrown);
    LOG.error("The sender did not tell what came of {}", id, bug);
    return Reply.afterBug(bug);
  }

  @Override
  public void tell(Attempt attempt) {
    metrics.count(attempt, now());
    output.collect(new StreamRecord<>(attempt));
  }

  @Override
  public void close() throws Exception {
    if (sender != null) {
      sender.close();
    }
    super.close();
  }

  private List<String> storedKeys() {
    try (Stream<String> pending = keys(OutboxState.PENDING.getName());
        Stream<String> health = keys(OutboxState.HEALTH.getName())) {
      return Stream.concat(pending, health).distinct().toList();
    }
  }

  private Stream<String> keys(String name) {
    return this.<String>getKeyedStateBackend().getKeys(name, VoidNamespace.INSTANCE);
  }

  private void resume(List<String> stored) throws Exception {
    for (String name : stored) {
      setCurrentKey(name);
      OutboxLane lane = lane(name);
      if (lane == null) {
        bury(name, state.allPending());
      } else {
        wake(lane);
      }
    }
  }

  /**
   * What waits for a destination that is configured no more can be replayed when it is again. It
   * ends in portions: what else waits for the thread has its turn between them.
   */
  private void bury(String name, List<Pending> waiting) throws Exception {
    setCurrentKey(name);
    int portion = Math.min(waiting.size(), Lane.PORTION);
    for (Pending pending : waiting.subList(0, portion)) {
      Dispatch dispatch = state.dispatches().get(pending.number());
      if (dispatch != null && pending.isOpen()) {
        Attempt dead = unconfigured(name, dispatch, pending.attempts());
        String stop = pending.stop();
        tell(stop == null ? dead : dead.ended(Attempt.Status.CANCELLED, stop, now()));
      }
      state.pending().remove(pending.number());
      state.dispatches().remove(pending.number());
    }
    List<Pending> rest = waiting.subList(portion, waiting.size());
    if (rest.isEmpty()) {
      state.health().clear();
    } else {
      mailbox.execute(() -> bury(name, rest), "end what is for %s", name);
    }
  }

  private Attempt unconfigured(String destination, Dispatch dispatch, int attempts) {
    return new Attempt(
        destination,
        Attempt.Status.DEAD,
        dispatch,
        attempts,
        null,
        "unconfigured",
        now(),
        null,
        null);
  }

  /** The lane, of the current key; null if its destination is not configured. */
  private @Nullable OutboxLane lane(String name) throws Exception {
    OutboxLane open = lanes.get(name);
    Destination destination = destinations.get(name);
    if (open == null && destination != null) {
      open = new OutboxLane(destination, state, this);
      lanes.put(name, open);
      metrics.watch(open, this::now);
    }
    return open;
  }

  /** Called by whatever thread has the answer. */
  private void answeredLater(OutboxLane lane, String id, long begunAt, Reply reply) {
    try {
      mailbox.execute(() -> answered(lane, id, begunAt, reply), "answer to %s", id);
    } catch (RejectedExecutionException closed) {
      // The job is going down; the message is still in the outbox.
      LOG.debug("The answer to {} comes too late.", id, closed);
    }
  }

  private void answered(OutboxLane lane, String id, long begunAt, Reply reply) {
    setCurrentKey(lane.destination());
    lane.answered(id, reply, begunAt, now());
    rearm(lane);
  }

  /** Has the lane woken when it is due; an alarm that comes too early finds nothing to do. */
  private void rearm(OutboxLane lane) {
    alarms
        .computeIfAbsent(
            lane.destination(), name -> new Alarm(getProcessingTimeService(), () -> wake(lane)))
        .set(lane.settle());
  }

  private void wake(OutboxLane lane) {
    setCurrentKey(lane.destination());
    lane.wake(now());
    rearm(lane);
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
