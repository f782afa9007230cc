package io.waymark.pipeline.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.journey.JourneyChange;
import io.waymark.pipeline.journey.JourneyChangeSerializer;
import io.waymark.pipeline.journey.Screening;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From events to pulses. */
class PulseTopologyITCase {
  private static final long TEN = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();

  private final List<Event> events = new ArrayList<>();

  @Test
  void aPersonaThatTheProfileSaysHasFiguresOfItsOwn() throws Exception {
    say("profile_updated", "ann", null, Map.of("persona", "family"));
    say("page_view", "ann", "/item", Map.of());
    say("page_view", "bob", "/item", Map.of());
    say("page_view", "ann", "/cart", Map.of());
    say("profile_updated", "bob", null, Map.of("persona", "student"));
    say("page_view", "bob", "/cart", Map.of());

    assertThat(views())
        .isEqualTo(
            Map.of(
                new Place(Place.EVERYWHERE, null, null), 4.0,
                new Place("/item", "web", null), 2.0,
                new Place("/item", "web", "family"), 1.0,
                new Place("/cart", "web", null), 2.0,
                new Place("/cart", "web", "family"), 1.0,
                new Place("/cart", "web", "student"), 1.0));
  }

  /** Somebody sends raw addresses as touchpoints. */
  @Test
  void placesAreBoundedAndNothingIsLost() throws Exception {
    int most = BoundPlacesFunction.TOUCHPOINTS;
    for (int i = 0; i < most + 50; i++) {
      say("page_view", "c" + i % 20, "/item?" + i, Map.of());
    }

    Map<Place, Double> views = views();

    assertThat(views).hasSize(most + 2);
    assertThat(views)
        .containsEntry(new Place(Place.OTHERS, "web", null), 50.0)
        .containsEntry(new Place(Place.EVERYWHERE, null, null), most + 50.0);
  }

  /** Somebody sends ids as channels. */
  @Test
  void channelsAreBoundedAndNothingIsLost() throws Exception {
    int most = BoundChannelsFunction.CHANNELS;
    for (int i = 0; i < most + 50; i++) {
      say("page_view", "c" + i % 20, "device-" + i, "/item", Map.of());
    }

    Map<Place, Double> views = views();

    assertThat(views).hasSize(most + 2);
    assertThat(views)
        .containsEntry(new Place("/item", Place.OTHERS, null), 50.0)
        .containsEntry(new Place(Place.EVERYWHERE, null, null), most + 50.0);
  }

  private void say(
      String type, String customer, @Nullable String touchpoint, Map<String, Object> attributes) {
    say(type, customer, "web", touchpoint, attributes);
  }

  private void say(
      String type,
      String customer,
      String channel,
      @Nullable String touchpoint,
      Map<String, Object> attributes) {
    int number = events.size();
    events.add(
        new Event(
            "e" + number,
            type,
            TEN + number,
            customer,
            null,
            null,
            channel,
            touchpoint,
            attributes));
  }

  /** By place, as it was said last. */
  private Map<Place, Double> views() throws Exception {
    Map<Place, Double> views = new HashMap<>();
    try (CloseableIterator<Pulse> pulses = pulses().executeAndCollect()) {
      pulses.forEachRemaining(
          pulse ->
              pulse.figures().stream()
                  .filter(figure -> figure.measure() == Measure.VIEWS)
                  .forEach(figure -> views.put(pulse.place(), figure.value())));
    }
    return views;
  }

  private DataStream<Pulse> pulses() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    InteractionCodec codec = new InteractionCodec();
    Arrival[] arrivals =
        events.stream()
            .map(
                event ->
                    new Envelope(
                        event.customer(),
                        event.time(),
                        codec.encodeBody(event),
                        0,
                        Envelope.flags(codec.peek(event), false)))
            .toArray(Arrival[]::new);
    DataStream<Arrival> interactions =
        env.fromData(ArrivalSerializer.TYPE, arrivals)
            .uid("interactions")
            // A customer's events come in order, as from their partition.
            .setParallelism(1)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Arrival>forMonotonousTimestamps()
                    .withTimestampAssigner((arrival, time) -> ((Envelope) arrival).time()))
            .uid("time")
            .setParallelism(1);
    DataStream<JourneyChange> journeys =
        env.fromData(JourneyChangeSerializer.TYPE, new JourneyChange("nobody", 0, null))
            .uid("journeys");
    return PulseTopology.measure(
        Map.of("interactions", interactions),
        journeys,
        new PulseTopology.Terms(
            Screening.DECLARED, Salt.known("test"), Duration.ofDays(1), ContactGoal.STANDARD));
  }
}
