package io.waymark.pipeline.alert;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.AlertLifecycle;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.types.FactSerializer;
import io.waymark.pipeline.types.SignalSerializer;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Either;

/**
 * From signals to alerts: one for each fire whose rule has {@code alert}, updated when it escalates
 * and resolved with it. Alerts go out at least once, always under the same id. Those of somebody
 * who is erased are taken back.
 */
public final class AlertTopology {
  private static final EitherTypeInfo<Signal, Fact> TOLD =
      new EitherTypeInfo<>(SignalSerializer.TYPE, FactSerializer.TYPE);
  static final EitherTypeInfo<Signal, ErasedAlert> KEPT =
      new EitherTypeInfo<>(SignalSerializer.TYPE, ErasedAlertSerializer.TYPE);

  private AlertTopology() {}

  /** What comes out: alerts, and receipts for those that were taken back. */
  public record Alerts(DataStream<AlertChange> changes, DataStream<Erasure> erasures) {}

  public static Alerts raise(
      DataStream<Signal> signals,
      DataStream<Fact> facts,
      RuleFeed rules,
      ErasureSettings erasures) {
    SingleOutputStreamOperator<Either<Signal, ErasedAlert>> kept =
        told(signals, facts)
            .keyBy(new ByPseudonym<>(erasures.salt(), AlertTopology::customerId), Types.STRING)
            .connect(rules.broadcast(OperatorIds.CUSTOMERS_RULES))
            .process(new CustomersAlertsFunction(rules.rules(), erasures.remembered()), KEPT)
            .uid(OperatorIds.CUSTOMERS_ALERTS)
            .name(OperatorIds.CUSTOMERS_ALERTS);
    DataStream<AlertChange> changes =
        kept.keyBy(AlertTopology::alertId, Types.STRING)
            .connect(rules.broadcast(OperatorIds.RULES))
            .process(new RaiseAlertsFunction(rules.rules()), AlertChangeSerializer.TYPE)
            .uid(OperatorIds.ALERTS)
            .name(OperatorIds.ALERTS);
    return new Alerts(changes, kept.getSideOutput(CustomersAlertsFunction.ERASURES));
  }

  static String customerId(Either<Signal, Fact> told) {
    return told.isLeft() ? told.left().customerId() : told.right().customerId();
  }

  static String alertId(Either<Signal, ErasedAlert> next) {
    return next.isLeft() ? AlertLifecycle.alertId(next.left()) : next.right().alertId();
  }

  private static DataStream<Either<Signal, Fact>> told(
      DataStream<Signal> signals, DataStream<Fact> facts) {
    DataStream<Either<Signal, Fact>> ofSignals =
        signals
            .<Either<Signal, Fact>>map(Either::Left, TOLD)
            // As many as there are before: else signals of one fire would come in another order.
            .setParallelism(signals.getParallelism())
            .uid(OperatorIds.SIGNALS)
            .name(OperatorIds.SIGNALS);
    FlatMapFunction<Fact, Either<Signal, Fact>> erased =
        (fact, out) -> {
          if (fact.kind() == Fact.Kind.ERASED) {
            out.collect(Either.Right(fact));
          }
        };
    DataStream<Either<Signal, Fact>> ofErasures =
        facts.flatMap(erased, TOLD).uid(OperatorIds.ERASED).name(OperatorIds.ERASED);
    return ofSignals.union(ofErasures);
  }
}
