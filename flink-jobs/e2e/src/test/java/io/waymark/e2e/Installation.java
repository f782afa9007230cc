package io.waymark.e2e;

import io.waymark.app.broker.LocalBroker;
import io.waymark.app.job.Job;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics of its own on a broker, a folder and a configuration. */
final class Installation implements AutoCloseable {
  private final Path folder;
  private final String servers;
  private final Topics topics;
  private final InteractionCodec codec = new InteractionCodec();
  private final Map<String, String> settings = new TreeMap<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile @Nullable Exception failure;
  private @Nullable Path printed;

  /** On the broker that tests share. */
  Installation(Path folder) {
    this(folder, Shared.BROKER.bootstrapServers());
  }

  /** On brokers that are there. */
  Installation(Path folder, String servers) {
    this(folder, servers, new Topics(UUID.randomUUID() + "."));
  }

  /** The same with topics that others name, too. */
  Installation(Path folder, String servers, Topics topics) {
    this.folder = folder;
    this.servers = servers;
    this.topics = topics;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", servers(), "linger.ms", "5", "max.request.size", "20971520"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** The same topics with another folder. */
  Installation in(Path other) {
    return new Installation(other, servers, topics);
  }

  /** Where the broker that tests share is. */
  static String sharedServers() {
    return Shared.BROKER.bootstrapServers();
  }

  String servers() {
    return servers;
  }

  Topics topics() {
    return topics;
  }

  Path folder() {
    return folder;
  }

  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Jobs that are run from now on have this key and value, whatever the template says. */
  Installation configured(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Configurations are made from what this launcher prints, instead of this release's own. */
  Installation configuredBy(Path launcher) {
    printed = launcher;
    return this;
  }

  private String template(Job job) {
    Path launcher = printed;
    if (launcher == null) {
      return job.template();
    }
    try (Child print = Child.launcher(folder, launcher, "run", job.title(), "--print-config")) {
      if (print.exitCode() != 0) {
        throw new IllegalStateException(print.output());
      }
      return print.output();
    }
  }

  /** The job's template with what a test needs to be different. */
  Path config(Job job, int parallelism) {
    String text =
        template(job)
            .replace("localhost:9092", servers())
            .replace("topic-prefix: waymark.", "topic-prefix: " + topics.prefix())
            .replaceAll(
                "file:///var/lib/waymark/checkpoints/\\w+", checkpoints().toUri().toString())
            .replace("destinations: destinations", "destinations: " + folder + "/destinations")
            .replaceAll("checkpointing.interval: \\d+s", "checkpointing.interval: 1s")
            .replaceAll("checkpointing.min-pause: [25]s", "checkpointing.min-pause: 200ms")
            // Each failure counts as the first one: many in a row would only be waited for.
            .replaceAll("exponential-delay.max-backoff: 1min", "exponential-delay.max-backoff: 1s")
            .replace("parallelism.default: 2", "parallelism.default: " + parallelism);
    if (Files.exists(folder.resolve("contact.yaml"))) {
      text =
          text.replace(
              "# waymark.contact-policy: /etc/waymark", "waymark.contact-policy: " + folder);
    }
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String key = Pattern.quote(setting.getKey() + ":");
      text = text.replaceAll("(?m)^" + key + ".*$", "");
      text += "\n%s: %s\n".formatted(setting.getKey(), setting.getValue());
    }
    try {
      return Files.writeString(folder.resolve(job.title() + ".yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Child run(Job job, int parallelism, String... more) {
    return Child.waymark(
        folder,
        Stream.concat(
                Stream.of("run", job.title(), "--config", config(job, parallelism).toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Publishes the shipped catalogue, or what else is asked for. */
  void pushRules(String... more) {
    String[] push = {
      "rules", "push", "--bootstrap-servers", servers(), "--topic-prefix", topics.prefix()
    };
    try (Child child =
        Child.waymark(
            folder, Stream.concat(Stream.of(push), Stream.of(more)).toArray(String[]::new))) {
      if (child.exitCode() != 0) {
        throw new IllegalStateException(child.output());
      }
    }
  }

  /** Makes the topics as a job would. */
  void createTopics() {
    var client = new java.util.Properties();
    client.put("bootstrap.servers", servers());
    try (var admin = io.waymark.app.kafka.TopicAdmin.connect(client)) {
      admin.ensure(topics.all());
    }
  }

  /** Has a topic keep to a setting from now on. */
  void set(String topic, String key, String value) {
    Map<String, Object> client = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers());
    try (Admin admin = Admin.create(client)) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a part of each partition, from one share of it to another, and waits for the broker. */
  void send(List<List<Event>> partitions, double from, double to) {
    Future<?> last = null;
    int longest = partitions.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (int p = 0; p < partitions.size(); p++) {
        List<Event> events = partitions.get(p);
        if (i < events.size()
            && i >= (int) (from * events.size())
            && i < (int) (to * events.size())) {
          last = send(p, codec.encode(events.get(i)));
        }
      }
    }
    await(last);
  }

  /** Null is a tombstone. */
  Future<?> send(int partition, byte @Nullable [] value) {
    return producer.send(
        new ProducerRecord<>(topics.interactions(), partition, null, value),
        (written, e) -> {
          if (e != null) {
            failure = e;
          }
        });
  }

  /** Waits until all that was sent is written, and fails if some could not be. */
  void await(Future<?> last) {
    producer.flush();
    if (failure != null) {
      throw new IllegalStateException("records could not be written", failure);
    }
    try {
      if (last != null) {
        last.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many complete checkpoints there are and have been, at least: the highest number. */
  long newestCheckpoint() {
    if (!Files.isDirectory(checkpoints())) {
      return 0;
    }
    try (Stream<Path> files = Files.find(checkpoints(), 3, (p, a) -> p.endsWith("_metadata"))) {
      return files
          .map(p -> p.getParent().getFileName().toString())
          .mapToLong(name -> Long.parseLong(name.substring("chk-".length())))
          .max()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      // Deleted while we looked.
      return 0;
    }
  }

  /** Waits for as many checkpoints to be completed from now on. */
  void awaitCheckpoints(int more, Supplier<String> detail) {
    long wanted = newestCheckpoint() + more;
    Await.until(
        "checkpoint " + wanted, Duration.ofSeconds(60), () -> newestCheckpoint() >= wanted, detail);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private static final class Shared {
    static final LocalBroker BROKER = start();

    private static LocalBroker start() {
      try {
        // It outlives this process for a moment: what it leaves goes with the build's output.
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "broker");
        return LocalBroker.start(Build.classPath(), directory, "512m");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
