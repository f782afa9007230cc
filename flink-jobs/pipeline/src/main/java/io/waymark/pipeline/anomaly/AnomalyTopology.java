package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AssessedPulse;
import io.waymark.domain.anomaly.Cohort;
import io.waymark.domain.anomaly.LearntPlace;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.pulse.PlaceSerializer;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From figures of places, and signals, to what is normal and to anomalies. Anomalies go out at
 * least once, always under the same id.
 */
public final class AnomalyTopology {

  private AnomalyTopology() {}

  /** What comes out: each pulse with what is normal, and what is out of line. */
  public record Assessed(DataStream<AssessedPulse> pulses, DataStream<Anomaly> anomalies) {}

  /**
   * Assesses.
   *
   * @param pulses of a place in order of time, whether or not their windows are over
   * @param learnt where what is normal is known from, of places that are not known yet
   */
  public static Assessed assess(
      DataStream<Pulse> pulses,
      DataStream<Signal> signals,
      SettingsSource settings,
      LearntSource learnt) {
    SingleOutputStreamOperator<AssessedPulse> assessed =
        pulses
            .keyBy(Pulse::place, PlaceSerializer.TYPE)
            .process(new AssessPulsesFunction(settings, learnt), AssessedPulseSerializer.TYPE)
            .uid(OperatorIds.PLACES)
            .name(OperatorIds.PLACES);
    DataStream<Anomaly> cohorts =
        signals
            .filter(signal -> Cohort.of(signal) != null)
            .uid(OperatorIds.IN_COHORTS)
            .name(OperatorIds.IN_COHORTS)
            .keyBy(signal -> Objects.requireNonNull(Cohort.of(signal)), CohortSerializer.TYPE)
            .process(new NoticeCohortsFunction(settings), AnomalySerializer.TYPE)
            .uid(OperatorIds.COHORTS)
            .name(OperatorIds.COHORTS);
    return new Assessed(
        assessed, assessed.getSideOutput(AssessPulsesFunction.ANOMALIES).union(cohorts));
  }

  /**
   * What places are like, once each, when the input has come to its end.
   *
   * @param pulses bounded; of a place in order of time
   */
  public static DataStream<LearntPlace> learn(DataStream<Pulse> pulses, SettingsSource settings) {
    return pulses
        .keyBy(Pulse::place, PlaceSerializer.TYPE)
        .process(new LearnPlacesFunction(settings), LearntPlaceSerializer.TYPE)
        .uid(OperatorIds.LEARN)
        .name(OperatorIds.LEARN);
  }
}
