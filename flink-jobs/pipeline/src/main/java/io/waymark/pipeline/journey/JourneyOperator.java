package io.waymark.pipeline.journey;

import io.waymark.domain.canary.Canary;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.RuleUsage;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.pipeline.erasure.Pseudonyms;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.JourneyCodec;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager.ShouldStopAdvancingFn;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.clock.SystemClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one journey per customer, or device, and finds what the rules look for: events in on the
 * first input, rules on the second, broadcast. Events wait until the watermark says that none
 * before them can come; a customer's ripe events are then evaluated together. What the state
 * backend has of a customer is read and written as {@link JourneyCache} says.
 *
 * <p>Time is the first input's alone. The end of that input ({@link Long#MAX_VALUE}) moves nothing:
 * a deadline is due when time has come, not when a source stops.
 *
 * <p>All use of Flink's internal interfaces stays in this class and {@link KeyGroups}.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the transient fields when it starts the operator.
final class JourneyOperator extends AbstractStreamOperator<Signal>
    implements TwoInputStreamOperator<Envelope, RuleUpdate, Signal>,
        Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(JourneyOperator.class);

  /** Milliseconds between two looks at who has gone quiet. */
  private static final long PAUSE = 100;

  /** Milliseconds between two times at which is said what rules have cost. */
  private static final long USAGE_EVERY = 30_000;

  private final Subjects subjects;
  private final JourneyRuntime runtime;
  private final Sources sources;
  private final RulesAtWork.Nanos nanos;

  private transient MailboxExecutor mailbox;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient JourneyCache journeys;
  private transient UnsentJourneys unsent;
  private transient JourneyCodec codec;
  private transient ListState<long[]> storedLedger;
  private transient ReorderBuffer buffer;
  private transient RulesAtWork rules;
  private transient Evaluation evaluation;
  private transient ErasedIds erased;
  private transient Ledger ledger;
  private transient JourneyMetrics reporting;
  private transient IdentityMetrics identities;
  private transient Evaluation.Results results;

  /** The watermark received: everything up to it is known. */
  private transient long known;

  /** The watermark passed on: everything up to it is done. */
  private transient long done;

  /** The time of day when the last drain began or went on. */
  private transient long clock;

  private transient boolean continues;

  /** That the input is idle, while it is not yet said because of what is still to be done. */
  private transient @Nullable WatermarkStatus idle;

  /**
   * @param sources what the events are from
   */
  JourneyOperator(Subjects subjects, JourneyRuntime runtime, Sources sources) {
    this(subjects, runtime, sources, () -> SystemClock.getInstance().relativeTimeNanos());
  }

  /**
   * @param nanos by which is found out what rules cost
   */
  JourneyOperator(
      Subjects subjects, JourneyRuntime runtime, Sources sources, RulesAtWork.Nanos nanos) {
    this.subjects = subjects;
    this.runtime = runtime;
    this.sources = sources;
    this.nanos = nanos;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    reporting = new JourneyMetrics(getMetricGroup());
    identities = new IdentityMetrics(getMetricGroup());
    ledger = Ledger.published(sources, getMetricGroup());
    var operatorState = context.getOperatorStateStore();
    storedLedger = operatorState.getListState(JourneyState.LEDGER);
    rules = RulesAtWork.open(runtime, operatorState, getMetricGroup(), nanos);
    if (rules.inForce() == null) {
      LOG.warn("There are no rules yet: events wait until a revision of rules is published.");
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    known = Long.MIN_VALUE;
    done = Long.MIN_VALUE;
    mailbox =
        getContainingTask()
            .getMailboxExecutorFactory()
            .createExecutor(getOperatorConfig().getChainIndex());
    timers = getInternalTimerService("deadlines", VoidNamespaceSerializer.INSTANCE, this);
    Duration timeToLive = runtime.settings().timeToLive();
    evaluation =
        new Evaluation(
            subjects,
            runtime.screening(),
            new InteractionCodec()::decodeBody,
            timeToLive.toMillis());
    KeyGroups groups = KeyGroups.of(getRuntimeContext().getTaskInfo());
    codec = new JourneyCodec();
    unsent =
        new UnsentJourneys(runtime.settings().snapshotInterval().toMillis(), this::sendSnapshot);
    journeys =
        new JourneyCache(
            new KeyedJourneyStore(
                getPartitionedState(JourneyState.journeys(timeToLive)),
                getPartitionedState(JourneyState.AT_HAND),
                groups,
                this::setCurrentKey,
                reporting),
            this::rearm,
            unsent,
            (long) (runtime.settings().cacheShare() * heapOfSlot()));
    var envelopes = getKeyedStateStore().getMapState(JourneyState.WAITING);
    KeyedBufferStore waiting = new KeyedBufferStore(envelopes, groups, this::setCurrentKey);
    buffer = new ReorderBuffer(waiting, runtime.settings().bufferBytes());
    reporting.watch(buffer);
    buffer.restore();
    clock = getProcessingTimeService().getCurrentProcessingTime();
    journeys.restore(clock);
    Pseudonyms pseudonyms = runtime.settings().erasures().salt().pseudonyms();
    ProcessingTimeService time = getProcessingTimeService();
    var latency = new SignalLatency(getMetricGroup(), time::getCurrentProcessingTime, () -> known);
    results =
        new Emission(
            output,
            new Emission.Counts(ledger, reporting, identities, latency),
            rules,
            subjects.store(),
            pseudonyms,
            time::getCurrentProcessingTime);
    erased =
        new ErasedIds(
            getKeyedStateStore().getMapState(JourneyState.ERASED),
            groups,
            this::setCurrentKey,
            pseudonyms);
    erased.restore(clock - runtime.settings().erasures().remembered().toMillis());
    ledger.restore(storedLedger.get());
    writeQuietLater();
    sendUsageLater();
  }

  @Override
  public void processElement1(StreamRecord<Envelope> element) throws Exception {
    Envelope envelope = element.getValue();
    // While a drain goes on, what is behind the watermark takes its place in it.
    if (rules.inForce() != null && envelope.time() <= known && done == known) {
      evaluate(journeys.get(envelope.customer()), List.of(envelope), known);
    } else {
      buffer.add(envelope);
    }
  }

  @Override
  public void processElement2(StreamRecord<RuleUpdate> element) throws Exception {
    boolean waited = rules.inForce() == null;
    rules.apply(element.getValue());
    if (waited) {
      drain(mailbox::shouldInterrupt);
    }
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    long time = mark.getTimestamp();
    if (time != Long.MAX_VALUE && time > known) {
      known = time;
      drain(mailbox::shouldInterrupt);
    }
  }

  /** Rules have no time: they neither hold it back nor move it. */
  @Override
  public void processWatermark2(Watermark mark) {}

  /** Nobody is told of idleness before all is done: who no longer waits for it may go ahead. */
  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int index) {
    if (index != 0) {
      return;
    }
    if (status.isIdle() && known != done) {
      idle = status;
    } else {
      idle = null;
      output.emitWatermarkStatus(status);
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    // The service has taken the timer out; what the value says of it is history.
    JourneyAtHand journey = journeys.get(timer.getKey());
    if (journey.timer == timer.getTimestamp()) {
      journey.timer = PackedJourney.NO_TIMER;
    }
    if (journey.hasDeadlineAtHand()) {
      // It has been looked at; but with what is stored of it a timer is gone now.
      journeys.changed(journey, clock);
    } else if (journey.bytes != null) {
      evaluate(journey, List.of(), known);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timer of wall-clock time is ever registered");
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    journeys.sendWritten();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    journeys.checkpoint();
    buffer.checkpoint();
    storedLedger.update(ledger.entries());
    if (done != Long.MIN_VALUE) {
      rules.forget(done - runtime.limits().outOfOrderness());
    }
    rules.checkpoint();
  }

  @Override
  public void finish() throws Exception {
    drain(() -> false);
    unsent.sendNow(journey -> true);
    sendUsage();
    JourneyTotals.publish(ledger, reporting, getRuntimeContext());
    super.finish();
  }

  /** By the time of day, because who has gone quiet may have been the last to send anything. */
  private void writeQuietLater() {
    ProcessingTimeService time = getProcessingTimeService();
    time.registerTimer(
        time.getCurrentProcessingTime() + PAUSE,
        due -> {
          journeys.writeQuiet(time.getCurrentProcessingTime());
          unsent.sendDue(time.getCurrentProcessingTime());
          writeQuietLater();
        });
  }

  private void sendUsageLater() {
    ProcessingTimeService time = getProcessingTimeService();
    time.registerTimer(
        time.getCurrentProcessingTime() + USAGE_EVERY,
        due -> {
          sendUsage();
          sendUsageLater();
        });
  }

  /** Before there is a time nothing has been evaluated. */
  private void sendUsage() {
    if (known != Long.MIN_VALUE) {
      for (RuleUsage rule : rules.takeUsage(known)) {
        output.collect(Emission.RULE_USAGE, new StreamRecord<>(rule, rule.occurredAt()));
      }
    }
  }

  private long heapOfSlot() {
    int slots =
        getContainingTask()
            .getEnvironment()
            .getTaskManagerInfo()
            .getConfiguration()
            .get(TaskManagerOptions.NUM_TASK_SLOTS);
    return Runtime.getRuntime().maxMemory() / slots;
  }

  /**
   * Evaluates everything up to {@link #known}, then passes that watermark on. Gives way to whatever
   * else the task has to do, a checkpoint above all, and goes on after it.
   */
  private void drain(ShouldStopAdvancingFn mustGiveWay) throws Exception {
    if (rules.inForce() == null || known == done) {
      return;
    }
    clock = getProcessingTimeService().getCurrentProcessingTime();
    for (ReorderBuffer.Batch batch = buffer.poll(known);
        batch != null;
        batch = buffer.poll(known)) {
      evaluate(journeys.get(batch.customer()), batch.envelopes(), batch.until());
      if (mustGiveWay.test()) {
        continueLater();
        return;
      }
    }
    for (JourneyAtHand journey = journeys.due(known);
        journey != null;
        journey = journeys.due(known)) {
      evaluate(journey, List.of(), known);
      if (mustGiveWay.test()) {
        continueLater();
        return;
      }
    }
    if (!timeServiceManager.tryAdvanceWatermark(new Watermark(known), mustGiveWay)) {
      continueLater();
      return;
    }
    done = known;
    output.emitWatermark(new Watermark(known));
    if (idle != null) {
      output.emitWatermarkStatus(idle);
      idle = null;
    }
  }

  private void continueLater() {
    if (!continues) {
      continues = true;
      mailbox.execute(
          MailboxExecutor.MailOptions.deferrable(),
          () -> {
            continues = false;
            drain(mailbox::shouldInterrupt);
          },
          "drain ripe events");
    }
  }

  /** Evaluates events and the customer's time up to and including {@code until}. */
  private void evaluate(JourneyAtHand journey, List<Envelope> envelopes, long until)
      throws Exception {
    FrictionEngine engine = rules.inForceFor(journey.customer);
    if (engine == null) {
      throw new IllegalStateException("time went on without rules");
    }
    boolean wasThere = journey.bytes != null;
    boolean hadJourney = subjects.journey(journey.bytes) != null;
    long erasedUntil = erasedUntil(journey.customer, envelopes);
    Evaluation.Remains remains =
        evaluation.run(
            engine, journey.customer, journey.bytes, envelopes, until, erasedUntil, results);
    rules.leaveOutHeld();
    if (remains.erasedUntil() > erasedUntil) {
      erase(journey, remains, wasThere);
      return;
    }
    if (!wasThere && remains.journey() == null) {
      journeys.letGo(journey);
      return;
    }
    journey.replace(remains.journey(), remains.wakeAt());
    if (hadJourney && journey.bytes != null && subjects.journey(journey.bytes) == null) {
      // It goes on under a customer.
      send(new JourneyChange(journey.customer, until, null));
    }
    report(journey, remains, wasThere);
    journeys.changed(journey, clock);
  }

  private long erasedUntil(String id, List<Envelope> envelopes) {
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < envelopes.size(); i++) {
      earliest = Math.min(earliest, envelopes.get(i).time());
    }
    return erased.until(id, earliest);
  }

  /** Of what was there nothing stays; somebody who came back since then begins anew. */
  private void erase(JourneyAtHand journey, Evaluation.Remains remains, boolean wasThere)
      throws Exception {
    erased.add(journey.customer, remains.erasedUntil());
    journey.replace(remains.journey(), remains.wakeAt());
    report(journey, remains, wasThere);
    if (journey.bytes == null) {
      journeys.erased(journey, clock);
    } else {
      send(new JourneyChange(journey.customer, remains.erasedUntil(), null));
      journeys.changed(journey, clock);
    }
  }

  private void report(JourneyAtHand journey, Evaluation.Remains remains, boolean wasThere) {
    reporting.changed((journey.bytes == null ? 0 : 1) - (wasThere ? 1 : 0), remains.opened());
  }

  private void sendSnapshot(JourneyAtHand journey) {
    byte[] bytes = subjects.journey(journey.bytes);
    FrictionEngine engine = rules.inForce();
    if (Canary.is(journey.customer)) {
      return;
    }
    if (journey.bytes == null) {
      send(new JourneyChange(journey.customer, known, null));
    } else if (engine != null && bytes != null) {
      JourneySnapshot snapshot = engine.snapshot(journey.customer, bytes);
      if (snapshot != null) {
        send(new JourneyChange(journey.customer, snapshot.updatedAt(), codec.encode(snapshot)));
      }
    }
  }

  private void send(JourneyChange change) {
    output.collect(Emission.CHANGES, new StreamRecord<>(change, change.at()));
  }

  /**
   * Keeps at most one timer per customer, and touches it only where it would come too late: one
   * that comes too early finds nothing to do.
   */
  private long rearm(String customer, long armed, long wakeAt, boolean forgotten) {
    long kept = armed;
    if (armed != PackedJourney.NO_TIMER && (armed <= known || armed > wakeAt || forgotten)) {
      setCurrentKey(customer);
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, armed);
      kept = PackedJourney.NO_TIMER;
    }
    if (kept == PackedJourney.NO_TIMER && wakeAt != FrictionEngine.NEVER) {
      setCurrentKey(customer);
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, wakeAt);
      kept = wakeAt;
    }
    return kept;
  }
}
