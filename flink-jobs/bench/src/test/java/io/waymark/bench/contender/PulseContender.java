package io.waymark.bench.contender;

import io.waymark.app.format.NamedFormat;
import io.waymark.app.kafka.ArrivalLimits;
import io.waymark.app.kafka.Arrivals;
import io.waymark.app.kafka.FrontierSource;
import io.waymark.app.screening.Crawlers;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.journey.JourneyChange;
import io.waymark.pipeline.journey.JourneyChangeSerializer;
import io.waymark.pipeline.journey.JourneySettings;
import io.waymark.pipeline.pulse.PulseTopology;
import io.waymark.pipeline.wire.Arrival;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** PulseJob's own source and measuring; what it finds are the windows that are over. */
record PulseContender() implements Contender {

  @Override
  public DataStream<Finding> find(StreamExecutionEnvironment env, BenchTopic topic) {
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
    DataStream<JourneyChange> journeys =
        env.fromData(JourneyChangeSerializer.TYPE, new JourneyChange("nobody", 0, null))
            .uid("journeys");
    return PulseTopology.measure(
            Map.of("interactions", arrivals),
            journeys,
            new PulseTopology.Terms(
                Crawlers.AND_DECLARED,
                JourneySettings.DEFAULT.erasures().salt(),
                JourneySettings.DEFAULT.timeToLive(),
                ContactGoal.STANDARD))
        .flatMap(PulseContender::over)
        .returns(TypeInformation.of(Finding.class))
        .uid("over");
  }

  private static void over(Pulse pulse, Collector<Finding> out) {
    if (pulse.last()) {
      out.collect(new Finding("pulse", pulse.place().toString(), pulse.start()));
    }
  }
}
