package io.waymark.bench.contender;

import io.waymark.app.format.NamedFormat;
import io.waymark.app.kafka.ArrivalLimits;
import io.waymark.app.kafka.Arrivals;
import io.waymark.app.kafka.FrontierSource;
import io.waymark.app.rules.CatalogueCompiler;
import io.waymark.app.rules.PublishedRules;
import io.waymark.app.screening.Crawlers;
import io.waymark.bench.log.Patterns;
import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.journey.JourneyRuntime;
import io.waymark.pipeline.journey.JourneySettings;
import io.waymark.pipeline.journey.JourneyTopology;
import io.waymark.pipeline.rules.RuleCompiler;
import io.waymark.pipeline.rules.RuleSource;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RuleUpdateSerializer;
import io.waymark.pipeline.wire.Arrival;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * JourneyJob's own source and topology with the first rules of the bench.
 *
 * @param journeys whether there are journeys beneath the rules
 */
record WaymarkContender(int ruleCount, boolean journeys) implements Contender {

  @Override
  public DataStream<Finding> find(StreamExecutionEnvironment env, BenchTopic topic) {
    Catalogue catalogue = CatalogueLoader.load("bench", Patterns.rules(ruleCount));
    if (catalogue.hasErrors()) {
      throw new IllegalStateException(catalogue.problems().toString());
    }
    PublishedRules rules = PublishedRules.of(catalogue);
    DataStream<RuleUpdate> changes =
        env.fromData(
                List.of(rules.updates().get(rules.updates().size() - 1)), RuleUpdateSerializer.TYPE)
            .uid("rules")
            .setParallelism(1);
    Limits limits = Limits.DEFAULT.withOutOfOrderness(BenchTopic.OUT_OF_ORDERNESS);
    Arrivals schema = new Arrivals(NamedFormat.WAYMARK, ArrivalLimits.DEFAULT);
    DataStream<Arrival> arrivals =
        env.fromSource(
                new FrontierSource<>(
                    topic.source(schema),
                    schema,
                    topic.client(),
                    BenchTopic.OUT_OF_ORDERNESS,
                    Duration.ZERO,
                    ArrivalSerializer.TYPE),
                WatermarkStrategy.noWatermarks(),
                "interactions",
                ArrivalSerializer.TYPE)
            .uid("interactions");
    return JourneyTopology.compose(
            arrivals,
            changes,
            new JourneyRuntime(
                new RuleSource(rules, journeys ? new CatalogueCompiler() : rulesAlone()),
                limits,
                JourneySettings.DEFAULT,
                Crawlers.AND_DECLARED))
        .signals()
        .flatMap(WaymarkContender::fired)
        .returns(TypeInformation.of(Finding.class))
        .uid("fired");
  }

  private static RuleCompiler rulesAlone() {
    CatalogueCompiler compiler = new CatalogueCompiler();
    return compiler::compile;
  }

  private static void fired(Signal signal, Collector<Finding> out) {
    if (signal.status() == Signal.Status.FIRED) {
      String instance = String.valueOf(signal.instance().values().iterator().next());
      out.collect(new Finding(signal.ruleId(), instance, signal.occurredAt()));
    }
  }
}
