package io.waymark.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.domain.event.Event;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.journey.JourneyChange;
import io.waymark.pipeline.journey.JourneyChangeSerializer;
import io.waymark.pipeline.journey.Screening;
import io.waymark.pipeline.pulse.PulseTopology;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated days, as the topology measures them and as they are counted plainly. */
class MeasuredDaysITCase {
  private static final long BOUND = 1_000;

  private static List<Event> log;
  private static MeasuredDays plain;

  @BeforeAll
  static void simulate() {
    List<Event> events = new ArrayList<>();
    new GeneratedLog(200, 3_000, 7, 0.5).write(events::add, label -> {});
    log = List.copyOf(events);
    plain = new MeasuredDays(log, BOUND);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theFiguresAreThoseOfAPlainCount(int parallelism) throws Exception {
    Map<String, Pulse> last = lastWords(measured(arriving(log, new Random(3)), parallelism));

    compare("EVENTS", last, Measure.EVENTS, Figure::value);
    compare("VIEWS", last, Measure.VIEWS, Figure::value);
    compare("CONTACTS", last, Measure.CONTACTS, Figure::value);
    compare("OFFERED", last, Measure.OFFERED, Figure::value);
    compare("WAITED", last, Measure.SPEED_OF_ANSWER, Figure::numerator);
    compare("F4_ABOVE", last, Measure.SERVICE_LEVEL_F4, Figure::numerator);
    compare("F4_BELOW", last, Measure.SERVICE_LEVEL_F4, Figure::denominator);
    compare("PAYMENTS", last, Measure.PAYMENT_FAILURES, Figure::denominator);
    compare("PAYMENTS_FAILED", last, Measure.PAYMENT_FAILURES, Figure::numerator);
    compare("ABOUT_CONTACTS", last, Measure.CONTACTS, Figure::value);
    compare("ABOUT_PAYMENTS", last, Measure.PAYMENT_FAILURES, Figure::denominator);
    compare("CHECKOUTS_ABANDONED", last, Measure.CHECKOUT_ABANDONMENT, Figure::numerator);
    compare(
        "CHECKOUTS_BOUGHT",
        last,
        Measure.CHECKOUT_ABANDONMENT,
        figure -> figure.denominator() - figure.numerator());
    plain.waits.forEach(
        (key, waits) -> {
          double exact = rank(waits, 0.9);
          assertThat(figure(last, key.substring("WAITS".length()), Measure.WAIT_P90).value())
              .as(key)
              .isCloseTo(exact, within(0.0101 * exact));
        });
    plain.customers.forEach(
        (start, customers) ->
            assertThat(figure(last, " * null " + start, Measure.CUSTOMERS).value())
                .as("customers at %s", start)
                .isCloseTo(customers.size(), within(0.5 + 0.05 * customers.size())));
  }

  /** Else nothing would be compared with nothing. */
  @Test
  void thereIsSomethingToMeasure() {
    for (String what :
        List.of(
            "F4_ABOVE",
            "PAYMENTS_FAILED",
            "ABOUT_CONTACTS",
            "ABOUT_PAYMENTS",
            "CHECKOUTS_ABANDONED",
            "CHECKOUTS_BOUGHT")) {
      assertThat(plain.counts.keySet()).anyMatch(key -> key.startsWith(what + " "));
    }
  }

  /** Both ways: what is counted is measured, and nothing else is. */
  private static void compare(
      String what, Map<String, Pulse> last, Measure measure, ToDoubleFunction<Figure> part) {
    Map<String, Double> expected = new TreeMap<>();
    plain.counts.forEach(
        (key, count) -> {
          if (key.startsWith(what + " ") && count != 0) {
            expected.put(key.substring(what.length()), count);
          }
        });
    Map<String, Double> found = new TreeMap<>();
    BiConsumer<String, Pulse> each =
        (key, pulse) ->
            pulse.figures().stream()
                .filter(figure -> figure.measure() == measure && !key.startsWith(" * "))
                .filter(figure -> (pulse.place().subject() != null) == what.startsWith("ABOUT"))
                .mapToDouble(part)
                .filter(value -> value != 0)
                .forEach(value -> found.put(key, value));
    last.forEach(each);
    assertThat(found).as(what).isEqualTo(expected);
  }

  private static Figure figure(Map<String, Pulse> last, String key, Measure measure) {
    return last.get(key).figures().stream()
        .filter(figure -> figure.measure() == measure)
        .findFirst()
        .orElseThrow();
  }

  private static double rank(List<Double> values, double rank) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.floor(rank * (sorted.size() - 1)));
  }

  private static Map<String, Pulse> lastWords(List<Pulse> pulses) {
    Map<String, Pulse> last = new HashMap<>();
    for (Pulse pulse : pulses) {
      Place place = pulse.place();
      assertThat(place.persona()).isNull();
      Pulse before =
          last.put(" " + place.touchpoint() + " " + place.channel() + " " + pulse.start(), pulse);
      assertThat(before == null || before.at() <= pulse.at()).isTrue();
    }
    assertThat(last.values()).allMatch(Pulse::last);
    return last;
  }

  /** Some a little late, some twice. */
  private static List<Arrival> arriving(List<Event> log, Random random) {
    record Sent(Event event, long at) {}
    List<Sent> sent = new ArrayList<>();
    for (Event event : log) {
      sent.add(new Sent(event, event.time() + random.nextLong(BOUND)));
      if (random.nextInt(50) == 0) {
        sent.add(new Sent(event, event.time() + random.nextLong(BOUND)));
      }
    }
    sent.sort(Comparator.comparingLong(Sent::at));
    InteractionCodec codec = new InteractionCodec();
    List<Arrival> arrivals = new ArrayList<>();
    for (Sent one : sent) {
      Event event = one.event();
      arrivals.add(
          new Envelope(
              event.customer(),
              event.time(),
              codec.encodeBody(event),
              0,
              Envelope.flags(codec.peek(event), false)));
    }
    return arrivals;
  }

  private static List<Pulse> measured(List<Arrival> arrivals, int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    DataStream<Arrival> interactions =
        env.fromData(ArrivalSerializer.TYPE, arrivals.toArray(Arrival[]::new))
            .uid("interactions")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Arrival>forGenerator(context -> new EveryEvent())
                    .withTimestampAssigner((arrival, time) -> ((Envelope) arrival).time()))
            .uid("time")
            .rebalance();
    DataStream<JourneyChange> journeys =
        env.fromData(JourneyChangeSerializer.TYPE, new JourneyChange("nobody", 0, null))
            .uid("journeys");
    DataStream<Pulse> pulses =
        PulseTopology.measure(
            Map.of("interactions", interactions),
            journeys,
            new PulseTopology.Terms(
                Screening.DECLARED, Salt.known("test"), Duration.ofDays(1), ContactGoal.STANDARD));
    List<Pulse> all = new ArrayList<>();
    try (CloseableIterator<Pulse> each = pulses.executeAndCollect()) {
      each.forEachRemaining(all::add);
    }
    return all;
  }

  /** Time follows the latest event at once. */
  private static final class EveryEvent implements WatermarkGenerator<Arrival> {
    private @Nullable Long latest;

    @Override
    public void onEvent(Arrival arrival, long time, WatermarkOutput output) {
      if (latest == null || time > latest) {
        latest = time;
        output.emitWatermark(new Watermark(time - BOUND - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
