package io.waymark.pipeline.intervention;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.intervention.Withheld;
import io.waymark.pipeline.intervention.Observation.OfFact;
import io.waymark.pipeline.intervention.Observation.OfSignal;
import io.waymark.pipeline.rules.RuleFeed;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * From signals and facts to triggers: for each fire whose rule has {@code intervene} one decision,
 * to issue a trigger or to withhold it for a reason, and at most one cancellation.
 *
 * <p>Runs in event time everywhere, so live, backtest and replay decide alike; only the clock by
 * which a decision is dated, and found too late, differs. Both inputs therefore need watermarks,
 * which have to go on while they are quiet.
 */
public final class InterventionTopology {
  private static final OutputTag<Withheld> WITHHELD =
      new OutputTag<>("withheld", WithheldSerializer.TYPE);

  private InterventionTopology() {}

  /** What was decided. */
  public record Decisions(DataStream<Trigger> triggers, DataStream<Withheld> withheld) {}

  public static Decisions decide(
      DataStream<Signal> signals, DataStream<Fact> facts, RuleFeed rules, DecisionClock clock) {
    SingleOutputStreamOperator<Trigger> triggers =
        observations(signals, facts)
            .keyBy(Observation::customerId, Types.STRING)
            .connect(rules.broadcast(OperatorIds.RULES))
            .process(
                new DecideInterventionsFunction(rules.rules(), clock, WITHHELD),
                TriggerSerializer.TYPE)
            .uid(OperatorIds.DECIDE)
            .name(OperatorIds.DECIDE);
    return new Decisions(triggers, triggers.getSideOutput(WITHHELD));
  }

  private static DataStream<Observation> observations(
      DataStream<Signal> signals, DataStream<Fact> facts) {
    DataStream<Observation> ofSignals =
        signals
            .<Observation>map(OfSignal::new, ObservationSerializer.TYPE)
            .uid(OperatorIds.SIGNALS)
            .name(OperatorIds.SIGNALS);
    DataStream<Observation> ofFacts =
        facts
            .<Observation>map(OfFact::new, ObservationSerializer.TYPE)
            .uid(OperatorIds.FACTS)
            .name(OperatorIds.FACTS);
    return ofSignals.union(ofFacts);
  }
}
