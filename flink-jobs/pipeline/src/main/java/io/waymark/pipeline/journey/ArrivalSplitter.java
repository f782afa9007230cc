package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.identity.IdentityEvents;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.InteractionCodec;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts what a source delivers: events of known customers go on, events of anonymous ones and dead
 * letters aside, and with the anonymous ones a copy of what says whose a device is. Counts what was
 * read, is dead and goes no further per source partition.
 */
@SuppressWarnings("NullAway.Init") // Flink restores the state before the first element.
final class ArrivalSplitter extends ProcessFunction<Arrival, Envelope>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  static final OutputTag<Envelope> ANONYMOUS =
      new OutputTag<>("anonymous", EnvelopeSerializer.TYPE);
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", DeadLetterSerializer.TYPE);

  private final Sources sources;

  private transient Ledger ledger;
  private transient LongCounter filtered;
  private transient ListState<long[]> stored;
  private transient InteractionCodec codec;
  private transient IdentityMetrics identities;

  ArrivalSplitter(Sources sources) {
    this.sources = sources;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.published(sources, getRuntimeContext().getMetricGroup());
    filtered = JourneyTotals.filtered(getRuntimeContext());
    stored = context.getOperatorStateStore().getListState(JourneyState.LEDGER);
    ledger.restore(stored.get());
    codec = new InteractionCodec();
    identities = new IdentityMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<Envelope> out) {
    ledger.add(arrival.origin(), Ledger.Count.READ);
    if (arrival instanceof Envelope envelope) {
      if (envelope.clamped()) {
        ledger.add(envelope.origin(), Ledger.Count.CLAMPED);
      }
      if (envelope.anonymous()) {
        context.output(ANONYMOUS, envelope);
      } else {
        out.collect(envelope);
        if (envelope.tellsOfDevice()) {
          tell(envelope, context);
        }
      }
    } else if (arrival instanceof DeadLetter letter) {
      ledger.add(letter.origin(), Ledger.Count.DEAD);
      context.output(DEAD_LETTERS, letter);
    } else {
      ledger.add(arrival.origin(), Ledger.Count.FILTERED);
      filtered.add(1L);
    }
  }

  private void tell(Envelope envelope, Context context) {
    String device = IdentityEvents.device(codec.decodeBody(envelope.body()));
    if (device == null) {
      identities.count(IdentityMetrics.Kind.REFUSED);
    } else {
      context.output(ANONYMOUS, envelope.to(Event.ANONYMOUS + device, Envelope.TELLS_OF_DEVICE));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    stored.update(ledger.entries());
  }
}
