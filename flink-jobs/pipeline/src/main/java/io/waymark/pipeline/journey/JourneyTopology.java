package io.waymark.pipeline.journey;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.types.SignalSerializer;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From what a source delivers and the rules to what was noticed. Timestamps and watermarks of the
 * arrivals are the source's: a watermark says that all events up to and including it are known.
 */
public final class JourneyTopology {
  private JourneyTopology() {}

  /**
   * What comes out.
   *
   * @param signals at their {@code occurredAt}
   * @param facts at their {@code occurredAt}
   * @param late copies of the events whose place in their customer's order had passed
   * @param deadLetters what the source could make no event of
   */
  public record Streams(
      DataStream<Signal> signals,
      DataStream<Fact> facts,
      DataStream<Envelope> late,
      DataStream<DeadLetter> deadLetters) {}

  /**
   * Composes the topology.
   *
   * @param arrivals events and dead letters of all partitions
   * @param rules records of the rules topic in order, by one reader; may begin anywhere at or
   *     before what the bootstrap saw last
   */
  public static Streams compose(
      DataStream<Arrival> arrivals, DataStream<RuleUpdate> rules, JourneyRuntime runtime) {
    SingleOutputStreamOperator<Envelope> known =
        arrivals
            .process(new ArrivalSplitter(), EnvelopeSerializer.TYPE)
            .name(OperatorIds.ARRIVALS)
            .uid(OperatorIds.ARRIVALS);
    DataStream<RuleUpdate> everywhere = rules.broadcast();
    SingleOutputStreamOperator<Signal> journeys =
        journeys(known, everywhere, runtime, OperatorIds.JOURNEYS);
    SingleOutputStreamOperator<Signal> anonymous =
        journeys(
            known.getSideOutput(ArrivalSplitter.ANONYMOUS),
            everywhere,
            runtime,
            OperatorIds.ANONYMOUS_JOURNEYS);
    return new Streams(
        journeys.union(anonymous),
        journeys
            .getSideOutput(JourneyOperator.FACTS)
            .union(anonymous.getSideOutput(JourneyOperator.FACTS)),
        journeys
            .getSideOutput(JourneyOperator.LATE)
            .union(anonymous.getSideOutput(JourneyOperator.LATE)),
        known.getSideOutput(ArrivalSplitter.DEAD_LETTERS));
  }

  private static SingleOutputStreamOperator<Signal> journeys(
      DataStream<Envelope> envelopes,
      DataStream<RuleUpdate> rules,
      JourneyRuntime runtime,
      String id) {
    return envelopes
        .keyBy(Envelope::customer, Types.STRING)
        .connect(rules)
        .transform(id, SignalSerializer.TYPE, new JourneyOperator(runtime))
        .name(id)
        .uid(id);
  }
}
