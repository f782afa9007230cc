package io.waymark.pipeline.journey;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.RuleUsage;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.types.SignalSerializer;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From what a source delivers and the rules to what was noticed. Timestamps and watermarks of the
 * arrivals are the source's: a watermark says that all events up to and including it are known.
 */
public final class JourneyTopology {
  /** What a source is called that is not one of several. */
  private static final String ONLY = "interactions";

  private static final long SHORT_MILLIS = 5;

  private JourneyTopology() {}

  /**
   * What comes out.
   *
   * @param signals at their {@code occurredAt}
   * @param facts at their {@code occurredAt}
   * @param changes snapshots of journeys that have changed, each customer's once in a while
   * @param erasures receipts for what was deleted
   * @param usage what rules have done and cost, of each subtask now and then
   * @param late copies of the events whose place in their customer's order had passed
   * @param deadLetters what the source could make no event of
   */
  public record Streams(
      DataStream<Signal> signals,
      DataStream<Fact> facts,
      DataStream<JourneyChange> changes,
      DataStream<Erasure> erasures,
      DataStream<RuleUsage> usage,
      DataStream<Envelope> late,
      DataStream<DeadLetter> deadLetters) {}

  /**
   * Composes the topology over one source.
   *
   * @param arrivals what became of the records of all partitions
   * @param rules records of the rules topic in order, by one reader; may begin anywhere at or
   *     before what the bootstrap saw last
   */
  public static Streams compose(
      DataStream<Arrival> arrivals, DataStream<RuleUpdate> rules, JourneyRuntime runtime) {
    return compose(ONLY, Map.of(ONLY, arrivals), rules, runtime);
  }

  /**
   * Composes the topology over several sources.
   *
   * @param standard the topic whose state was kept before a job could read several
   * @param arrivals what became of the records of each topic, by its name
   * @param rules as above
   */
  public static Streams compose(
      String standard,
      Map<String, DataStream<Arrival>> arrivals,
      DataStream<RuleUpdate> rules,
      JourneyRuntime runtime) {
    Sources sources = new Sources(standard, arrivals.keySet());
    ErasureSettings erasures = runtime.settings().erasures();
    List<SingleOutputStreamOperator<Envelope>> parted = new ArrayList<>();
    arrivals.forEach(
        (topic, stream) -> {
          String id = OperatorIds.arrivals(topic, standard);
          parted.add(
              stream
                  .process(new ArrivalSplitter(sources, erasures.salt()), EnvelopeSerializer.TYPE)
                  .name(id)
                  .uid(id));
        });
    DataStream<RuleUpdate> everywhere = rules.broadcast();
    SingleOutputStreamOperator<Envelope> ofDevices =
        united(parted, known -> known.getSideOutput(ArrivalSplitter.OF_DEVICES))
            .keyBy(Envelope::customer, Types.STRING)
            .process(
                new CustomersDevices(erasures.remembered(), runtime.limits().device()),
                EnvelopeSerializer.TYPE)
            .name(OperatorIds.CUSTOMERS_DEVICES)
            .uid(OperatorIds.CUSTOMERS_DEVICES)
            // Time of devices is the earlier of the two ways: this one must not be the longer.
            .setBufferTimeout(SHORT_MILLIS);
    SingleOutputStreamOperator<Signal> anonymous =
        journeys(
            united(parted, known -> known.getSideOutput(ArrivalSplitter.ANONYMOUS))
                .union(ofDevices),
            everywhere,
            new JourneyOperator(Subjects.DEVICES, runtime, sources),
            OperatorIds.ANONYMOUS_JOURNEYS);
    // Time here is the earlier of the two, so that nothing of a device comes after its time.
    SingleOutputStreamOperator<Signal> journeys =
        journeys(
            united(parted, known -> known).union(anonymous.getSideOutput(Emission.TO_CUSTOMERS)),
            everywhere,
            new JourneyOperator(Subjects.CUSTOMERS, runtime, sources),
            OperatorIds.JOURNEYS);
    return new Streams(
        journeys.union(anonymous),
        journeys.getSideOutput(Emission.FACTS).union(anonymous.getSideOutput(Emission.FACTS)),
        journeys.getSideOutput(Emission.CHANGES).union(anonymous.getSideOutput(Emission.CHANGES)),
        journeys
            .getSideOutput(Emission.ERASURES)
            .union(
                anonymous.getSideOutput(Emission.ERASURES),
                ofDevices.getSideOutput(CustomersDevices.ERASURES)),
        journeys
            .getSideOutput(Emission.RULE_USAGE)
            .union(anonymous.getSideOutput(Emission.RULE_USAGE)),
        journeys.getSideOutput(Emission.LATE).union(anonymous.getSideOutput(Emission.LATE)),
        united(parted, known -> known.getSideOutput(ArrivalSplitter.DEAD_LETTERS)));
  }

  private static <T> DataStream<T> united(
      List<SingleOutputStreamOperator<Envelope>> parted,
      Function<SingleOutputStreamOperator<Envelope>, DataStream<T>> part) {
    return parted.stream().map(part).reduce(DataStream::union).orElseThrow();
  }

  private static SingleOutputStreamOperator<Signal> journeys(
      DataStream<Envelope> envelopes,
      DataStream<RuleUpdate> rules,
      JourneyOperator operator,
      String id) {
    return envelopes
        .keyBy(Envelope::customer, Types.STRING)
        .connect(rules)
        .transform(id, SignalSerializer.TYPE, operator)
        .name(id)
        .uid(id);
  }
}
