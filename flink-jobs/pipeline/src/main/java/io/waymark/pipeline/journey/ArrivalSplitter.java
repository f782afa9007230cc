package io.waymark.pipeline.journey;

import io.waymark.pipeline.erasure.Pseudonyms;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
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
 * letters aside, and a copy of what says whose a device is under the customer's pseudonym. Counts
 * what was read, is dead and goes no further per source partition.
 */
@SuppressWarnings("NullAway.Init") // Flink restores the state before the first element.
final class ArrivalSplitter extends ProcessFunction<Arrival, Envelope>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  static final OutputTag<Envelope> ANONYMOUS =
      new OutputTag<>("anonymous", EnvelopeSerializer.TYPE);
  static final OutputTag<Envelope> OF_DEVICES =
      new OutputTag<>("of-devices", EnvelopeSerializer.TYPE);
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", DeadLetterSerializer.TYPE);

  private final Sources sources;
  private final Salt salt;

  private transient Ledger ledger;
  private transient LongCounter filtered;
  private transient ListState<long[]> stored;
  private transient Pseudonyms pseudonyms;

  ArrivalSplitter(Sources sources, Salt salt) {
    this.sources = sources;
    this.salt = salt;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.published(sources, getRuntimeContext().getMetricGroup());
    filtered = JourneyTotals.filtered(getRuntimeContext());
    stored = context.getOperatorStateStore().getListState(JourneyState.LEDGER);
    ledger.restore(stored.get());
    pseudonyms = salt.pseudonyms();
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
          context.output(
              OF_DEVICES,
              envelope.to(pseudonyms.of(envelope.customer()), Envelope.TELLS_OF_DEVICE));
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

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    stored.update(ledger.entries());
  }
}
