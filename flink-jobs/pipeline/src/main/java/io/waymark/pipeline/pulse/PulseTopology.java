package io.waymark.pipeline.pulse;

import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Measurement;
import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.journey.EnvelopeSerializer;
import io.waymark.pipeline.journey.JourneyChange;
import io.waymark.pipeline.journey.Screening;
import io.waymark.pipeline.wire.Arrival;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From what happens to the figures of touchpoints, by channel, and by persona where the profile
 * says one; and of all together. In windows of five minutes of event time, told every five seconds
 * while they change, and for two hours after that if something late corrects them.
 */
public final class PulseTopology {
  private PulseTopology() {}

  /**
   * What is measured by.
   *
   * @param screening who is no customer
   * @param salt of the pseudonyms under which customers, and what is theirs, are known here
   * @param profilesKept for how long what a profile says is remembered of who does not come back
   * @param goal by which waits are measured
   */
  public record Terms(Screening screening, Salt salt, Duration profilesKept, ContactGoal goal)
      implements Serializable {}

  /**
   * Measures.
   *
   * @param arrivals what became of the records of each topic, by its name; dead letters are left to
   *     who evaluates the events
   * @param journeys snapshots of journeys that have changed
   */
  public static DataStream<Pulse> measure(
      Map<String, DataStream<Arrival>> arrivals, DataStream<JourneyChange> journeys, Terms terms) {
    SingleOutputStreamOperator<Measurement> touches =
        events(arrivals)
            .keyBy(new ByPseudonym<>(terms.salt(), Envelope::customer), Types.STRING)
            .process(
                new MeasureTouchesFunction(terms.screening(), terms.profilesKept(), terms.salt()),
                MeasurementSerializer.TYPE)
            .uid(OperatorIds.TOUCHES)
            .name(OperatorIds.TOUCHES);
    SingleOutputStreamOperator<Measurement> strands =
        touches
            .getSideOutput(MeasureTouchesFunction.ROUTED)
            .keyBy(RoutedTouch::strand, Types.STRING)
            .process(new MeasureStrandsFunction(terms.goal()), MeasurementSerializer.TYPE)
            .uid(OperatorIds.STRANDS)
            .name(OperatorIds.STRANDS);
    SingleOutputStreamOperator<Measurement> progress =
        journeys
            .keyBy(new ByPseudonym<>(terms.salt(), JourneyChange::customer), Types.STRING)
            .process(new MeasureJourneysFunction(), MeasurementSerializer.TYPE)
            .uid(OperatorIds.JOURNEYS)
            .name(OperatorIds.JOURNEYS);
    return summed(touches, OperatorIds.TOUCHES_SUMS)
        .union(
            summed(strands, OperatorIds.STRANDS_SUMS), summed(progress, OperatorIds.JOURNEYS_SUMS))
        .keyBy(subtotal -> BoundChannelsFunction.KEY, Types.STRING)
        .process(new BoundChannelsFunction(), SubtotalSerializer.TYPE)
        .uid(OperatorIds.BOUND_CHANNELS)
        .name(OperatorIds.BOUND_CHANNELS)
        .keyBy(BoundPlacesFunction::group, Types.STRING)
        .process(new BoundPlacesFunction(), SubtotalSerializer.TYPE)
        .uid(OperatorIds.BOUND_PLACES)
        .name(OperatorIds.BOUND_PLACES)
        .keyBy(Subtotal::place, PlaceSerializer.TYPE)
        .process(new MeasurePlacesFunction(terms.goal()), PulseSerializer.TYPE)
        .uid(OperatorIds.PLACES)
        .name(OperatorIds.PLACES);
  }

  private static DataStream<Envelope> events(Map<String, DataStream<Arrival>> arrivals) {
    FlatMapFunction<Arrival, Envelope> events =
        (arrival, out) -> {
          if (arrival instanceof Envelope envelope) {
            out.collect(envelope);
          }
        };
    List<DataStream<Envelope>> streams = new ArrayList<>();
    arrivals.forEach(
        (topic, stream) -> {
          String id = OperatorIds.EVENTS + "-" + topic;
          streams.add(
              stream
                  .flatMap(events, EnvelopeSerializer.TYPE)
                  .uid(id)
                  .name(id)
                  // Chained to the source: the events of a customer stay in their order, else what
                  // they do would overtake what their profile says of them.
                  .setParallelism(stream.getParallelism()));
        });
    return streams.stream().reduce(DataStream::union).orElseThrow();
  }

  private static DataStream<Subtotal> summed(
      SingleOutputStreamOperator<Measurement> measurements, String id) {
    return measurements
        .transform(id, SubtotalSerializer.TYPE, new SumMeasurementsOperator())
        .uid(id)
        .name(id)
        // Chained to what it adds up: nothing is sent before that.
        .setParallelism(measurements.getParallelism());
  }
}
