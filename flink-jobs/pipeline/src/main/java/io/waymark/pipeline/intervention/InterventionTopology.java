package io.waymark.pipeline.intervention;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.ContactPolicy;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Pause;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.ErasureGate;
import io.waymark.pipeline.erasure.ErasureSerializer;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.intervention.Observation.OfFact;
import io.waymark.pipeline.intervention.Observation.OfSignal;
import io.waymark.pipeline.rules.BroadcastRules;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RuleUpdateSerializer;
import io.waymark.pipeline.rules.Timeless;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * From signals and facts to triggers: for each fire whose rule has {@code intervene} one first
 * decision, to issue a trigger, to withhold it for a reason or to defer it, then others on what was
 * deferred, and at most one cancellation.
 *
 * <p>Runs in event time everywhere, so live, backtest and replay decide alike; only the clock by
 * which a decision is dated, and found too late, differs. Both inputs therefore need watermarks,
 * which have to go on while they are quiet.
 *
 * <p>Who is not known yet is decided on by an operator of its own, which hands over what it
 * remembers when it is found out who it was; so nothing of it is lost, and there is no cycle. What
 * is handed over comes through the customers' gate as well: it may be slower than the erasure of
 * whom it is about.
 */
public final class InterventionTopology {
  private static final OutputTag<Decision> DECISIONS =
      new OutputTag<>("decisions", DecisionSerializer.TYPE);
  private static final OutputTag<Erasure> ERASURES =
      new OutputTag<>("erasures", ErasureSerializer.TYPE);
  private static final OutputTag<Observation> HAND_OVERS =
      new OutputTag<>("hand-overs", ObservationSerializer.TYPE);

  private static final TypeInformation<Either<RuleUpdate, Pause>> DIRECTIONS =
      new EitherTypeInfo<>(RuleUpdateSerializer.TYPE, PauseSerializer.TYPE);

  private static final ErasedObservations ERASED = new ErasedObservations();

  private InterventionTopology() {}

  /**
   * What was decided.
   *
   * @param erasures receipts for those of whom nothing is remembered any more
   */
  public record Decisions(
      DataStream<Trigger> triggers, DataStream<Decision> decisions, DataStream<Erasure> erasures) {}

  /**
   * What is decided by.
   *
   * @param pauses the rules whose interventions are stopped; null if none ever is
   * @param policy when customers may be contacted
   * @param erasures what remains of those who were erased
   */
  public record Terms(
      RuleFeed rules,
      @Nullable PauseFeed pauses,
      ContactPolicy policy,
      ErasureSettings erasures,
      DecisionClock clock) {}

  public static Decisions decide(DataStream<Signal> signals, DataStream<Fact> facts, Terms terms) {
    DataStream<Observation> observations = observations(signals, facts);
    BroadcastStream<Either<RuleUpdate, Pause>> directions = directions(terms);
    SingleOutputStreamOperator<Trigger> anonymous =
        decide(
            unerased(
                    observations
                        .filter(each -> isOfUnknown(each) || ERASED.isErasure(each))
                        .uid(OperatorIds.OF_ANONYMOUS)
                        .name(OperatorIds.OF_ANONYMOUS),
                    terms,
                    OperatorIds.ERASURES_OF_ANONYMOUS)
                .filter(InterventionTopology::isOfUnknown)
                .uid(OperatorIds.OF_UNKNOWN)
                .name(OperatorIds.OF_UNKNOWN),
            InterventionTopology::anonymousKey,
            directions,
            new DecideInterventionsFunction(
                runtime(terms), new DecisionOutputs(DECISIONS, ERASURES, HAND_OVERS, true)),
            OperatorIds.DECIDE_ANONYMOUS);
    SingleOutputStreamOperator<Trigger> customers =
        decide(
            unerased(
                observations
                    .filter(observation -> !observation.isAnonymous())
                    .uid(OperatorIds.OF_CUSTOMERS)
                    .name(OperatorIds.OF_CUSTOMERS)
                    .union(anonymous.getSideOutput(HAND_OVERS)),
                terms,
                OperatorIds.ERASURES),
            Observation::customerId,
            directions,
            new DecideInterventionsFunction(
                runtime(terms), new DecisionOutputs(DECISIONS, ERASURES, HAND_OVERS, false)),
            OperatorIds.DECIDE);
    return new Decisions(
        customers.union(anonymous),
        customers.getSideOutput(DECISIONS).union(anonymous.getSideOutput(DECISIONS)),
        customers.getSideOutput(ERASURES).union(anonymous.getSideOutput(ERASURES)));
  }

  private static SingleOutputStreamOperator<Observation> unerased(
      DataStream<Observation> observations, Terms terms, String id) {
    return observations
        .keyBy(new ByPseudonym<>(terms.erasures().salt(), Observation::customerId), Types.STRING)
        .process(
            new ErasureGate<>(ERASED, terms.erasures().remembered()), ObservationSerializer.TYPE)
        .uid(id)
        .name(id);
  }

  private static boolean isOfUnknown(Observation observation) {
    return observation.isAnonymous() || anonymousId(observation) != null;
  }

  private static DecisionRuntime runtime(Terms terms) {
    return new DecisionRuntime(
        terms.rules().rules(),
        new PausedRules(terms.pauses() == null ? List::of : terms.pauses().bootstrap()),
        terms.policy(),
        terms.erasures().salt(),
        terms.clock());
  }

  private static SingleOutputStreamOperator<Trigger> decide(
      DataStream<Observation> observations,
      KeySelector<Observation, String> key,
      BroadcastStream<Either<RuleUpdate, Pause>> directions,
      DecideInterventionsFunction function,
      String id) {
    return observations
        .keyBy(key, Types.STRING)
        .connect(directions)
        .process(function, TriggerSerializer.TYPE)
        .uid(id)
        .name(id);
  }

  private static BroadcastStream<Either<RuleUpdate, Pause>> directions(Terms terms) {
    DataStream<Either<RuleUpdate, Pause>> rules =
        terms
            .rules()
            .updates()
            .<Either<RuleUpdate, Pause>>map(Either::Left, DIRECTIONS)
            .uid(OperatorIds.RULE_DIRECTIONS)
            .name(OperatorIds.RULE_DIRECTIONS);
    return Timeless.of(
            terms.pauses() == null ? rules : rules.union(pauses(terms.pauses())), OperatorIds.RULES)
        .broadcast(
            Stream.concat(BroadcastRules.states().stream(), Stream.of(PausedRules.STATE))
                .toArray(MapStateDescriptor<?, ?>[]::new));
  }

  private static DataStream<Either<RuleUpdate, Pause>> pauses(PauseFeed feed) {
    return feed.updates()
        .<Either<RuleUpdate, Pause>>map(Either::Right, DIRECTIONS)
        .uid(OperatorIds.PAUSE_DIRECTIONS)
        .name(OperatorIds.PAUSE_DIRECTIONS);
  }

  /** Who it was decided on as, before it was known who it is; null if that is not told. */
  static String anonymousKey(Observation observation) {
    String anonymous = anonymousId(observation);
    return anonymous == null ? observation.customerId() : Event.ANONYMOUS + anonymous;
  }

  static @Nullable String anonymousId(Observation observation) {
    return observation instanceof OfFact of
            && of.fact().kind() == Fact.Kind.IDENTITIES_MERGED
            && of.fact().attributes().get("anonymous_id") instanceof String id
        ? id
        : null;
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
