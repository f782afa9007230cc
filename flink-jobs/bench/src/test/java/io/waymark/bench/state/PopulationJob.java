package io.waymark.bench.state;

import io.waymark.app.rules.CatalogueCompiler;
import io.waymark.app.rules.PublishedRules;
import io.waymark.app.screening.Crawlers;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Limits;
import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.journey.JourneyRuntime;
import io.waymark.pipeline.journey.JourneySettings;
import io.waymark.pipeline.journey.JourneyTopology;
import io.waymark.pipeline.rules.RuleSource;
import io.waymark.pipeline.rules.RuleUpdateSerializer;
import io.waymark.pipeline.types.SignalSerializer;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.InteractionCodec;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;

/** JourneyJob's topology over a {@link Population}, behind the {@link Gate}. */
final class PopulationJob {
  private PopulationJob() {}

  static void compose(StreamExecutionEnvironment env, Population population) {
    PublishedRules rules = PublishedRules.of(CatalogueLoader.load("state", Population.RULES));
    DataStream<Arrival> arrivals =
        env.fromSource(
                new DataGeneratorSource<>(
                    new Arriving(population),
                    Long.MAX_VALUE,
                    parallelism -> Gate.INSTANCE,
                    ArrivalSerializer.TYPE),
                WatermarkStrategy.<Arrival>forGenerator(context -> new InOrder())
                    .withTimestampAssigner((arrival, none) -> ((Envelope) arrival).time()),
                "population")
            .uid("population")
            .setParallelism(1);
    JourneyTopology.compose(
            arrivals,
            env.fromData(
                    List.of(rules.updates().get(rules.updates().size() - 1)),
                    RuleUpdateSerializer.TYPE)
                .uid("rules")
                .setParallelism(1),
            new JourneyRuntime(
                new RuleSource(rules, new CatalogueCompiler()),
                Limits.DEFAULT,
                JourneySettings.DEFAULT,
                Crawlers.AND_DECLARED))
        .signals()
        .transform("progress", SignalSerializer.TYPE, new Progress())
        .uid("progress")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>())
        .uid("discard")
        .setParallelism(1);
  }

  private static final class Arriving implements GeneratorFunction<Long, Arrival> {
    private static final long serialVersionUID = 1L;

    private final long customers;
    private transient @Nullable InteractionCodec codec;

    Arriving(Population population) {
      this.customers = population.customers();
    }

    @Override
    public Arrival map(Long number) {
      if (codec == null) {
        codec = new InteractionCodec();
      }
      Event event = new Population(customers).event(number);
      return new Envelope(event.customer(), event.time(), codec.encodeBody(event), 0, (byte) 0);
    }
  }

  /** Everything up to the last event's time is there: they come in order. */
  private static final class InOrder implements WatermarkGenerator<Arrival> {
    private long last = Long.MIN_VALUE;

    @Override
    public void onEvent(Arrival event, long time, WatermarkOutput output) {
      last = time;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (last != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(last));
      }
    }
  }
}
