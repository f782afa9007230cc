package io.waymark.pipeline.experiment;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.event.Event;
import io.waymark.domain.experiment.Enrolment;
import io.waymark.domain.experiment.Experiment;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Pause;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.ErasureGate;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.experiment.Observed.OfEnrolment;
import io.waymark.pipeline.experiment.Observed.OfFact;
import io.waymark.pipeline.experiment.Observed.OfMerge;
import io.waymark.pipeline.experiment.Observed.OfSignal;
import io.waymark.pipeline.intervention.PauseFeed;
import io.waymark.pipeline.intervention.PauseSerializer;
import io.waymark.pipeline.rules.Timeless;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * From decisions and from what customers did afterwards to whether interventions help. Runs in
 * event time everywhere, so live, backtest and replay count alike; all inputs need watermarks,
 * which have to go on while they are quiet.
 *
 * <p>Two instances of the operator that watches: one keyed by anonymous ids, which hands what it
 * watches over when it turns out who they are, and one keyed by customers. What is handed over
 * comes through the customers' gate as well: it may be slower than the erasure of whom it is about.
 */
public final class ExperimentTopology {
  private ExperimentTopology() {}

  /**
   * What comes out.
   *
   * @param outcomes one customer in one experiment, each status once
   * @param experiments the running sums, again and again
   * @param pauses of interventions that do harm
   * @param erasures receipts for those of whom nothing is remembered any more
   */
  public record Streams(
      DataStream<Outcome> outcomes,
      DataStream<Experiment> experiments,
      DataStream<Pause> pauses,
      DataStream<Erasure> erasures) {}

  /**
   * What it is made from.
   *
   * @param pauses the rules whose interventions are let go on; null if none ever is
   */
  public record Input(
      DataStream<Decision> decisions,
      DataStream<Signal> signals,
      DataStream<Fact> facts,
      @Nullable PauseFeed pauses) {}

  /**
   * Composes the topology.
   *
   * @param globalShare of customers who are kept without any intervention, 0..1
   * @param erasures what remains of those who were erased
   * @param every event time between two emissions of an experiment's sums
   */
  public static Streams measure(
      Input input, double globalShare, ErasureSettings erasures, Duration every) {
    DataStream<Observed> observed = observed(input, globalShare);
    SingleOutputStreamOperator<Outcome> anonymous =
        watched(
            unerased(
                    observed
                        .filter(ExperimentTopology::mayConcernUnknown)
                        .name(OperatorIds.UNKNOWN)
                        .uid(OperatorIds.UNKNOWN),
                    erasures,
                    OperatorIds.ERASURES_OF_ANONYMOUS)
                .flatMap(new OfTheUnknown(), ObservedSerializer.TYPE)
                .name(OperatorIds.ANONYMOUS)
                .uid(OperatorIds.ANONYMOUS),
            erasures.salt(),
            OperatorIds.WATCH_ANONYMOUS);
    SingleOutputStreamOperator<Outcome> known =
        watched(
            unerased(
                observed
                    .filter(each -> !isAnonymous(each.customerId()))
                    .name(OperatorIds.KNOWN)
                    .uid(OperatorIds.KNOWN)
                    .union(anonymous.getSideOutput(WatchOutcomesFunction.JOINING)),
                erasures,
                OperatorIds.ERASURES),
            erasures.salt(),
            OperatorIds.WATCH);
    DataStream<Outcome> outcomes = known.union(anonymous);
    SingleOutputStreamOperator<Experiment> sums =
        outcomes
            .keyBy(outcome -> outcome.experiment() + "/" + outcome.ruleVersion(), Types.STRING)
            .connect(pauses(input).broadcast(Resumes.STATE))
            .process(new SumOutcomesFunction(every, resumes(input)), ExperimentSerializer.TYPE)
            .name(OperatorIds.SUM)
            .uid(OperatorIds.SUM);
    return new Streams(
        outcomes,
        sums,
        sums.getSideOutput(SumOutcomesFunction.PAUSES),
        known
            .getSideOutput(WatchOutcomesFunction.ERASURES)
            .union(anonymous.getSideOutput(WatchOutcomesFunction.ERASURES)));
  }

  private static Resumes resumes(Input input) {
    return new Resumes(input.pauses() == null ? List::of : input.pauses().bootstrap());
  }

  private static DataStream<Pause> pauses(Input input) {
    DataStream<Pause> pauses =
        input.pauses() == null
            ? input
                .decisions()
                .flatMap(new NoPauses(), PauseSerializer.TYPE)
                .name(OperatorIds.NO_PAUSES)
                .uid(OperatorIds.NO_PAUSES)
            : input.pauses().updates();
    return Timeless.of(pauses, OperatorIds.PAUSES);
  }

  private static SingleOutputStreamOperator<Observed> unerased(
      DataStream<Observed> observed, ErasureSettings erasures, String id) {
    return observed
        .keyBy(new ByPseudonym<>(erasures.salt(), Observed::customerId), Types.STRING)
        .process(
            new ErasureGate<>(new ErasedObserved(), erasures.remembered()), ObservedSerializer.TYPE)
        .name(id)
        .uid(id);
  }

  /** Anonymous ids, whose they are, and the erasures that keep this from being said again. */
  private static boolean mayConcernUnknown(Observed observed) {
    return isAnonymous(observed.customerId())
        || (observed instanceof OfFact of
            && (of.fact().kind() == Fact.Kind.IDENTITIES_MERGED
                || of.fact().kind() == Fact.Kind.ERASED));
  }

  private static SingleOutputStreamOperator<Outcome> watched(
      DataStream<Observed> observed, Salt salt, String id) {
    return observed
        .keyBy(Observed::customerId, Types.STRING)
        .process(new WatchOutcomesFunction(salt), OutcomeSerializer.TYPE)
        .name(id)
        .uid(id);
  }

  private static DataStream<Observed> observed(Input input, double globalShare) {
    DataStream<Observed> enrolments =
        input
            .decisions()
            .flatMap(new Enrolments(globalShare), ObservedSerializer.TYPE)
            .name(OperatorIds.ENROLMENTS)
            .uid(OperatorIds.ENROLMENTS);
    DataStream<Observed> ofFacts =
        input
            .facts()
            .<Observed>map(OfFact::new, ObservedSerializer.TYPE)
            .name(OperatorIds.FACTS)
            .uid(OperatorIds.FACTS);
    DataStream<Observed> ofSignals =
        input
            .signals()
            .flatMap(new Resolutions(), ObservedSerializer.TYPE)
            .name(OperatorIds.SIGNALS)
            .uid(OperatorIds.SIGNALS);
    return enrolments.union(ofFacts, ofSignals);
  }

  private static boolean isAnonymous(String customerId) {
    return customerId.startsWith(Event.ANONYMOUS);
  }

  private record Enrolments(double globalShare) implements FlatMapFunction<Decision, Observed> {
    @Override
    public void flatMap(Decision decision, Collector<Observed> out) {
      for (Enrolment enrolment : Enrolment.of(decision, globalShare)) {
        out.collect(new OfEnrolment(enrolment));
      }
    }
  }

  /** Nobody says anything. */
  private static final class NoPauses implements FlatMapFunction<Decision, Pause> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Decision decision, Collector<Pause> out) {}
  }

  private static final class Resolutions implements FlatMapFunction<Signal, Observed> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Signal signal, Collector<Observed> out) {
      if (signal.status() == Signal.Status.RESOLVED) {
        out.collect(new OfSignal(signal));
      }
    }
  }

  /** What is about anonymous ids, and whose they turned out to be. */
  private static final class OfTheUnknown implements FlatMapFunction<Observed, Observed> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Observed observed, Collector<Observed> out) {
      if (isAnonymous(observed.customerId())) {
        out.collect(observed);
      } else if (observed instanceof OfFact of
          && of.fact().kind() == Fact.Kind.IDENTITIES_MERGED
          && of.fact().attributes().get("anonymous_id") instanceof String anonymousId) {
        out.collect(
            new OfMerge(Event.ANONYMOUS + anonymousId, observed.customerId(), observed.time()));
      }
    }
  }
}
