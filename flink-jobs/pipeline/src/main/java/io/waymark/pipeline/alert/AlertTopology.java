package io.waymark.pipeline.alert;

import io.waymark.domain.alert.AnomalyLifecycle;
import io.waymark.domain.alert.CartChange;
import io.waymark.domain.alert.Inhibition.Reach;
import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.alert.CustomerNews.OfCart;
import io.waymark.pipeline.alert.CustomerNews.OfErasure;
import io.waymark.pipeline.alert.CustomerNews.OfSignal;
import io.waymark.pipeline.anomaly.SettingsSource;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.rules.RuleFeed;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * From signals and anomalies to alerts: signals of rules with {@code alert} become one alert for
 * each group of values of its {@code group_by}, see {@link io.waymark.domain.alert.AlertLifecycle},
 * and an anomaly one that stands for those of its touchpoint, see {@link
 * io.waymark.domain.alert.Inhibition}. Alerts go out at least once, always under the same id. Of
 * somebody who is erased no alert tells any more.
 */
public final class AlertTopology {
  private static final String SITE = "site";

  private AlertTopology() {}

  /**
   * What alerts are made from. All in event time; watermarks have to go on while an input is quiet.
   *
   * @param carts what customers' carts are worth; null if nobody knows
   * @param anomalies of touchpoints; null if nobody looks for any
   * @param interventions anomalies of interventions, which hold up nothing else; null if nobody
   *     looks for any
   */
  public record Input(
      DataStream<Signal> signals,
      DataStream<Fact> facts,
      @Nullable DataStream<CartChange> carts,
      @Nullable DataStream<Anomaly> anomalies,
      @Nullable DataStream<Anomaly> interventions) {}

  /** What comes out: alerts, and receipts for customers of whom none tells any more. */
  public record Alerts(DataStream<AlertChange> changes, DataStream<Erasure> erasures) {}

  /**
   * Raises alerts.
   *
   * @param settings which hours are alike
   */
  public static Alerts raise(
      Input input, RuleFeed rules, ErasureSettings erasures, SettingsSource settings) {
    SingleOutputStreamOperator<GroupNews> news =
        customerNews(input)
            .keyBy(new ByPseudonym<>(erasures.salt(), CustomerNews::customerId), Types.STRING)
            .connect(rules.broadcast(OperatorIds.CUSTOMERS_RULES))
            .process(
                new CustomersAlertsFunction(rules.rules(), erasures.remembered()),
                GroupNewsSerializer.TYPE)
            .uid(OperatorIds.CUSTOMERS_ALERTS)
            .name(OperatorIds.CUSTOMERS_ALERTS);
    SingleOutputStreamOperator<PlacedChange> raised =
        news.keyBy(GroupNews::key, Types.STRING)
            .process(new RaiseAlertsFunction(settings), PlacedChangeSerializer.TYPE)
            .uid(OperatorIds.ALERTS)
            .name(OperatorIds.ALERTS);
    DataStream<Anomaly> anomalies = input.anomalies();
    DataStream<AlertChange> changes =
        (anomalies == null ? raised : raised.union(incidents(anomalies, OperatorIds.INCIDENTS)))
            .keyBy(PlacedChange::ruleId, Types.STRING)
            .process(new LimitStormsFunction(), PlacedChangeSerializer.TYPE)
            .uid(OperatorIds.STORMS)
            .name(OperatorIds.STORMS)
            .keyBy(PlacedChange::meets, Types.STRING)
            .process(new InhibitAlertsFunction(Reach.TOUCHPOINT), PlacedChangeSerializer.TYPE)
            .uid(OperatorIds.INHIBITION)
            .name(OperatorIds.INHIBITION)
            // Few alerts are open at once, however many customers there are: one task has them all.
            .keyBy(change -> SITE, Types.STRING)
            .process(new InhibitAlertsFunction(Reach.SITE), PlacedChangeSerializer.TYPE)
            .uid(OperatorIds.SITE_INHIBITION)
            .name(OperatorIds.SITE_INHIBITION)
            .map(PlacedChange::change, AlertChangeSerializer.TYPE)
            .uid(OperatorIds.CHANGES)
            .name(OperatorIds.CHANGES)
            .union(raised.getSideOutput(RaiseAlertsFunction.REWRITTEN));
    DataStream<Anomaly> interventions = input.interventions();
    DataStream<AlertChange> all =
        interventions == null
            ? changes
            : changes.union(
                incidents(interventions, OperatorIds.INTERVENTION_INCIDENTS)
                    .map(PlacedChange::change, AlertChangeSerializer.TYPE)
                    .uid(OperatorIds.INTERVENTION_ALERTS)
                    .name(OperatorIds.INTERVENTION_ALERTS));
    return new Alerts(all, news.getSideOutput(CustomersAlertsFunction.ERASURES));
  }

  private static DataStream<PlacedChange> incidents(DataStream<Anomaly> anomalies, String id) {
    return anomalies
        .keyBy(AnomalyLifecycle::key, Types.STRING)
        .process(new RaiseIncidentsFunction(), PlacedChangeSerializer.TYPE)
        .uid(id)
        .name(id);
  }

  private static DataStream<CustomerNews> customerNews(Input input) {
    DataStream<Signal> signals = input.signals();
    DataStream<CustomerNews> ofSignals =
        signals
            .<CustomerNews>map(OfSignal::new, CustomerNewsSerializer.TYPE)
            // As many as there are before: else signals of one fire would come in another order.
            .setParallelism(signals.getParallelism())
            .uid(OperatorIds.SIGNALS)
            .name(OperatorIds.SIGNALS);
    FlatMapFunction<Fact, CustomerNews> erased =
        (fact, out) -> {
          if (fact.kind() == Fact.Kind.ERASED) {
            out.collect(new OfErasure(fact));
          }
        };
    DataStream<CustomerNews> ofErasures =
        input
            .facts()
            .flatMap(erased, CustomerNewsSerializer.TYPE)
            .uid(OperatorIds.ERASED)
            .name(OperatorIds.ERASED);
    DataStream<CustomerNews> both = ofSignals.union(ofErasures);
    DataStream<CartChange> carts = input.carts();
    return carts == null
        ? both
        : both.union(
            carts
                .<CustomerNews>map(OfCart::new, CustomerNewsSerializer.TYPE)
                .uid(OperatorIds.CARTS)
                .name(OperatorIds.CARTS));
  }
}
