package io.waymark.bench.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.bench.log.Window;
import io.waymark.bench.process.ChildJvm;
import io.waymark.bench.process.Parent;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * One run in a process of its own: {@code ASSIGNMENT RESULT}, the first an {@link Assignment} as
 * JSON, the second the file to write the {@link Measurement} to, as JSON.
 */
public final class ContenderMain {
  /** In the folder of the assignment: there as soon as the sources of the job are. */
  static final String RUNNING = "running";

  private static final long POLL_MILLIS = 100;

  private ContenderMain() {}

  public static void main(String[] args) throws Exception {
    Parent.endWithIt();
    ObjectMapper json = new ObjectMapper();
    Measurement measured = measure(json.readValue(args[0], Assignment.class));
    ChildJvm.write(measured, Path.of(args[1]));
    // Nothing of the job is needed any more, and one that has not finished would hold an exit up.
    Runtime.getRuntime().halt(0);
  }

  static Measurement measure(Assignment assignment) throws Exception {
    ContenderName name = ContenderName.parse(assignment.contender());
    if (!name.isJob()) {
      return EsperContender.run(
          name.text(), name.patterns(), clicks(assignment.topic(), assignment.events()));
    }
    try (Figures figures = Figures.open()) {
      Moment start = Moment.now(figures);
      JobClient job = start(assignment, Contender.named(name), figures);
      Window window = assignment.window();
      return window == null
          ? throughTheLog(assignment, figures, start, job)
          : inTheWindow(assignment, window, figures, start, job);
    }
  }

  private static JobClient start(Assignment assignment, Contender contender, Figures figures)
      throws Exception {
    Configuration flink =
        FlinkSettings.of(
            contender.stateBackend(), assignment.parallelism(), Path.of(assignment.work()));
    figures.attachTo(flink);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    contender
        .find(env, assignment.topic())
        .process(new FindingTally())
        .uid("tally")
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
    return env.executeAsync(assignment.contender());
  }

  private static Measurement throughTheLog(
      Assignment assignment, Figures figures, Moment start, JobClient job) throws Exception {
    try (SteadyPart steady = SteadyPart.watch(figures, assignment.events())) {
      boolean finished = finishes(job, assignment.deadlineMillis());
      Moment end = Moment.now(figures);
      return measurement(assignment, figures, finished, start.until(end), steady.untilTheEnd(end));
    }
  }

  private static boolean finishes(JobClient job, long withinMillis) throws Exception {
    try {
      job.getJobExecutionResult().get(withinMillis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static Measurement inTheWindow(
      Assignment assignment, Window window, Figures figures, Moment start, JobClient job)
      throws Exception {
    await(job, () -> figures.sources() == assignment.parallelism());
    Files.createFile(Path.of(assignment.work(), RUNNING));
    await(job, () -> figures.sourced() > 0);
    TimeUnit.MILLISECONDS.sleep(window.warmUpMillis());
    Moment from = Moment.now(figures);
    TimeUnit.MILLISECONDS.sleep(window.millis());
    Moment to = Moment.now(figures);
    boolean runs = !isOver(job);
    return measurement(assignment, figures, runs, start.until(to), from.until(to));
  }

  private static void await(JobClient job, BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      if (isOver(job)) {
        job.getJobExecutionResult().get();
        throw new IllegalStateException("the job ended by itself");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static boolean isOver(JobClient job) throws Exception {
    return job.getJobStatus().get().isTerminalState();
  }

  private static Measurement measurement(
      Assignment assignment, Figures figures, boolean finished, Span whole, @Nullable Span steady)
      throws IOException {
    Map<String, Long> found = new TreeMap<>();
    figures
        .by(FindingTally.PATTERN)
        .forEach((pattern, counts) -> found.put(pattern, counts.get(FindingTally.FOUND)));
    return new Measurement(
        assignment.contender(),
        assignment.events(),
        finished,
        whole,
        steady,
        found,
        figures.sum(FindingTally.DIGEST),
        figures.by("rule"),
        peakMemory());
  }

  /** The whole log in memory, by time. */
  private static List<Click> clicks(BenchTopic topic, long events) throws Exception {
    InteractionCodec codec = new InteractionCodec();
    List<Click> clicks = new ArrayList<>();
    Properties client = topic.client();
    client.put("auto.offset.reset", "earliest");
    client.put("enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic.name()).stream()
              .map(partition -> new TopicPartition(topic.name(), partition.partition()))
              .toList());
      // Others have committed offsets for the group.
      consumer.seekToBeginning(consumer.assignment());
      while (clicks.size() < events) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          clicks.add(Click.of(codec.decode(record.value())));
        }
      }
    }
    clicks.sort(Comparator.comparingLong(Click::time));
    return clicks;
  }

  static long peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
