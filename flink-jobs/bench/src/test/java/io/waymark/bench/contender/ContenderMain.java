package io.waymark.bench.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One run in a process of its own: {@code CONTENDER SERVERS TOPIC EVENTS WORK RESULT}. Writes a
 * {@link Measurement} as JSON to the file RESULT.
 */
public final class ContenderMain {
  private ContenderMain() {}

  public static void main(String[] args) throws Exception {
    String name = args[0];
    BenchTopic topic = new BenchTopic(args[1], args[2], false);
    long events = Long.parseLong(args[3]);
    Path work = Path.of(args[4]);
    Measurement measured = measure(name, topic, events, work);
    new ObjectMapper().writeValue(new File(args[5]), measured);
    // Flink's threads may outlive the job.
    System.exit(0);
  }

  static Measurement measure(String name, BenchTopic topic, long events, Path work)
      throws Exception {
    String esper = "esper-";
    return name.startsWith(esper)
        ? EsperContender.run(
            name, Integer.parseInt(name.substring(esper.length())), clicks(topic, events))
        : run(name, topic, events, work);
  }

  private static Measurement run(String name, BenchTopic topic, long events, Path work)
      throws Exception {
    Contender contender = Contender.named(name);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            FlinkSettings.of(contender.stateBackend(), work));
    contender
        .find(env, topic)
        .process(new FindingTally())
        .uid("tally")
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
    long cpu = cpuNanos();
    long wall = System.nanoTime();
    JobExecutionResult result = env.execute(name);
    return measurement(
        name,
        events,
        System.nanoTime() - wall,
        cpuNanos() - cpu,
        result.getAllAccumulatorResults());
  }

  private static Measurement measurement(
      String name, long events, long wallNanos, long cpuNanos, Map<String, Object> accumulators)
      throws IOException {
    Map<String, Long> found = new TreeMap<>();
    accumulators.forEach(
        (key, value) -> {
          if (key.startsWith(FindingTally.FOUND)) {
            found.put(key.substring(FindingTally.FOUND.length()), (Long) value);
          }
        });
    return new Measurement(
        name,
        events,
        wallNanos / 1_000_000,
        cpuNanos / 1_000_000,
        (Long) accumulators.getOrDefault("accesses", 0L),
        found,
        (Long) accumulators.getOrDefault(FindingTally.DIGEST, 0L),
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

  static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
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
