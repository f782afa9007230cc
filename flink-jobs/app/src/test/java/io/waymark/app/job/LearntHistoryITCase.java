package io.waymark.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.backtest.Backtest;
import io.waymark.app.backtest.EventFile;
import io.waymark.app.format.JsonRecordWriter;
import io.waymark.app.format.WaymarkFormat;
import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.SettingsDocuments;
import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AssessedPulse;
import io.waymark.domain.anomaly.Normal;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Measure;
import io.waymark.pipeline.anomaly.AnomalyTopology;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.journey.JourneyChange;
import io.waymark.pipeline.journey.JourneyChangeSerializer;
import io.waymark.pipeline.journey.Screening;
import io.waymark.pipeline.pulse.PulseTopology;
import io.waymark.pipeline.types.SignalSerializer;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month is run as a backtest, and a job starts on the day after that. */
class LearntHistoryITCase {
  private static final long TUESDAY = Instant.parse("2026-03-03T07:00:00Z").toEpochMilli();
  private static final long WEEK = Duration.ofDays(7).toMillis();
  private static final long MINUTE = 60_000;
  private static final int WEEKS = 4;

  // Seconds from error to error, of twelve views a minute.
  private static final int USUAL = 100;
  private static final int MANY = 50;

  @TempDir private static Path dir;
  private static Path normals;

  @BeforeAll
  static void learn() throws Exception {
    JsonRecordWriter json = new JsonRecordWriter();
    List<String> lines = new ArrayList<>();
    for (int week = 0; week < WEEKS; week++) {
      for (Event event : hour(TUESDAY + week * WEEK, USUAL)) {
        lines.add(new String(json.interaction(event), StandardCharsets.UTF_8));
      }
    }
    Path log = Files.write(dir.resolve("log.jsonl"), lines);
    Backtest backtest =
        new Backtest(
            List.of(EventFile.of(log)),
            Files.createDirectories(dir.resolve("out")),
            Duration.ofSeconds(1),
            Long.MAX_VALUE,
            false,
            2,
            WaymarkFormat.DEFAULT_MAX_BYTES,
            SettingsDocuments.CONTACT.shipped(),
            AnomaliesFile.SHIPPED);
    try (var running = backtest.of(Catalogue.shipped())) {
      running.finish();
    }
    normals = dir.resolve("out").resolve("normals.jsonl");
  }

  /** An hour at a shop where so often a view ends in an error. */
  private static List<Event> hour(long start, int secondsBetweenErrors) {
    List<Event> events = new ArrayList<>();
    for (int second = 0; second < 3_600; second += 5) {
      String type = second % secondsBetweenErrors == 0 ? "error" : "page_view";
      events.add(event(start + second * 1_000L, type));
    }
    // Else the hour would not be over.
    events.add(event(start + 61 * MINUTE, "page_view"));
    return events;
  }

  private static Event event(long time, String type) {
    return new Event(
        type + time, type, time, "c" + time % 97, null, null, "web", "/checkout", Map.of());
  }

  @Test
  void itJudgesByTheBaselineInItsFirstWindow() throws Exception {
    Judged judged = live("waymark.anomalies.history: " + normals, USUAL);

    Normal normal = judged.first().normals().get(Measure.ERRORS);
    assertThat(normal).isNotNull();
    assertThat(normal.weeks()).isEqualTo(WEEKS);
    assertThat(normal.expected()).isBetween(0.04, 0.06);
    assertThat(judged.anomalies()).filteredOn(one -> one.measure() == Measure.ERRORS).isEmpty();
  }

  /** Where nothing is known a fixed threshold decides. */
  @Test
  void withoutHistoryItGoesByThresholds() throws Exception {
    Judged judged = live("", MANY);

    Normal normal = judged.first().normals().get(Measure.ERRORS);
    assertThat(normal).isNotNull();
    assertThat(normal.weeks()).isZero();
    assertThat(judged.anomalies())
        .filteredOn(one -> one.measure() == Measure.ERRORS)
        .isNotEmpty()
        .allMatch(one -> one.against() == Anomaly.Against.THRESHOLD);
  }

  @Test
  void aFileThatIsNoneIsRefusedBeforeAnythingStarts() throws Exception {
    Path wrong = Files.writeString(dir.resolve("wrong.jsonl"), "{}\n");

    assertThat(problems("waymark.anomalies.history: " + wrong))
        .contains(wrong + ":1: not as a backtest writes what is normal");
    Path empty = Files.createFile(dir.resolve("empty.jsonl"));
    assertThat(problems("waymark.anomalies.history: " + empty)).contains("nothing was learnt");
    assertThat(problems("waymark.anomalies.history: " + dir.resolve("none")))
        .contains("there is no file");
  }

  @Test
  void hoursOfOtherClocksAreRefused() throws Exception {
    Path there =
        Files.writeString(
            dir.resolve("there.yaml"), AnomaliesFile.SHIPPED.text().replace("Asia/Bangkok", "UTC"));

    assertThat(problems("waymark.anomalies: " + there + "\nwaymark.anomalies.history: " + normals))
        .contains("learnt by the hours of Asia/Bangkok, and those here are of UTC");
  }

  private record Judged(AssessedPulse first, List<Anomaly> anomalies) {}

  private static Judged live(String option, int secondsBetweenErrors) throws Exception {
    JobSettings settings = config(option).settings();
    StreamExecutionEnvironment env = environment();
    List<Arrival> arrivals = new ArrayList<>();
    InteractionCodec codec = new InteractionCodec();
    for (Event event : hour(TUESDAY + WEEKS * WEEK, secondsBetweenErrors)) {
      arrivals.add(
          new Envelope(
              event.customer(),
              event.time(),
              codec.encodeBody(event),
              0,
              Envelope.flags(codec.peek(event), false)));
    }
    DataStream<Arrival> interactions =
        env.fromData(ArrivalSerializer.TYPE, arrivals.toArray(Arrival[]::new))
            .uid("interactions")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Arrival>forGenerator(context -> new EveryEvent())
                    .withTimestampAssigner((arrival, time) -> ((Envelope) arrival).time()))
            .uid("time");
    DataStream<JourneyChange> journeys =
        env.fromData(JourneyChangeSerializer.TYPE, new JourneyChange("nobody", 0, null))
            .uid("journeys");
    FlatMapFunction<JourneyChange, Signal> none = (journey, out) -> {};
    DataStream<Signal> signals = journeys.flatMap(none, SignalSerializer.TYPE).uid("signals");
    AnomalyTopology.Assessed assessed =
        AnomalyTopology.assess(
            PulseTopology.measure(
                Map.of("interactions", interactions),
                journeys,
                new PulseTopology.Terms(
                    Screening.DECLARED,
                    Salt.known("test"),
                    Duration.ofDays(1),
                    ContactGoal.STANDARD)),
            signals,
            settings.anomalies(),
            settings.learnt());
    CloseableIterator<AssessedPulse> pulses = assessed.pulses().collectAsync();
    CloseableIterator<Anomaly> anomalies = assessed.anomalies().collectAsync();
    env.execute();
    return new Judged(
        all(pulses).stream()
            .filter(one -> one.pulse().place().touchpoint().equals("/checkout"))
            .findFirst()
            .orElseThrow(),
        all(anomalies));
  }

  private static <T> List<T> all(CloseableIterator<T> each) throws Exception {
    List<T> all = new ArrayList<>();
    try (each) {
      each.forEachRemaining(all::add);
    }
    return all;
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
  }

  private static JobConfig config(String option) throws Exception {
    return JobConfig.read(
        Job.PULSE,
        FlatYaml.read(
            "p.yaml",
            new StringReader(
                """
                waymark.bootstrap-servers: broker:9092
                execution.checkpointing.dir: file:///checkpoints
                execution.checkpointing.interval: 10s
                """
                    + option)));
  }

  private static String problems(String option) throws Exception {
    try {
      config(option);
      return "";
    } catch (InvalidConfig refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  /** Events come in order. */
  private static final class EveryEvent implements WatermarkGenerator<Arrival> {
    @Override
    public void onEvent(Arrival arrival, long time, WatermarkOutput output) {
      output.emitWatermark(new Watermark(time - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
