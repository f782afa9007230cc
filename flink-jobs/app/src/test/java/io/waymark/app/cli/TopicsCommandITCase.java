package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.kafka.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class TopicsCommandITCase {
  private final String prefix = UUID.randomUUID() + ".";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Admin admin;
  @TempDir Path folder;

  @BeforeEach
  void connect() {
    admin = Admin.create(TestBroker.client());
  }

  @AfterEach
  void disconnect() {
    admin.close();
  }

  @Test
  void allTopicsAreMadeOnceAndAreThenAsTheyShouldBe() throws Exception {
    assertThat(topics("diff", "--topic-prefix", prefix)).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "would create  topic %srules is missing, should have 1 partitions, cleanup.policy=compact"
                .formatted(prefix));
    assertThat(err.toString()).contains("20 topics: 0 as they should be, 20 not");
    assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS))
        .noneMatch(name -> name.startsWith(prefix));

    assertThat(topics("apply", "--topic-prefix", prefix)).isZero();
    assertThat(out.toString()).contains("created       topic " + prefix + "alerts is missing");
    assertThat(err.toString()).contains("20 topics: 20 as they should be, 0 not");

    assertThat(topics("diff", "--topic-prefix", prefix)).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(topics("apply", "--topic-prefix", prefix)).isZero();
    assertThat(out.toString()).isEmpty();
    Topics made = new Topics(prefix);
    assertThat(config(made.alerts(), "cleanup.policy")).isEqualTo("compact,delete");
    assertThat(config(made.erasures(), "retention.ms")).isEqualTo("94608000000");
    assertThat(partitions(made.signals())).isEqualTo(4);
  }

  @Test
  void theFileThatIsShippedIsWhatIsMadeWithoutOne() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("topics.yaml"),
            Files.readString(Path.of("../../infra/topics.yaml"))
                .replace("name: waymark.", "name: " + prefix));
    assertThat(topics("apply", "--file", file.toString())).isZero();

    assertThat(topics("diff", "--topic-prefix", prefix)).isZero();
  }

  @Test
  void settingsAndPartitionsFollowTheFileAndNothingIsTakenAway() throws Exception {
    create("orders", 2, Map.of("retention.ms", "1000", "segment.bytes", "2000000"));
    create("returns", 4, Map.of());
    create("snapshots", 2, Map.of("cleanup.policy", "compact"));
    create("others", 1, Map.of());
    Path file = file(4, 2);

    assertThat(topics("diff", "--file", file.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            "would change  topic %sorders has 2 partitions, should have 4".formatted(prefix),
            "would change  topic %sorders has retention.ms=1000, should be 2000".formatted(prefix),
            "would leave   topic %sreturns has 4 partitions, should have 2: what is in a partition would be lost with it"
                .formatted(prefix),
            "would leave   topic %ssnapshots has 2 partitions, should have 4: it is compacted, and what a key had would stay in its old partition"
                .formatted(prefix),
            "would change  topic %ssnapshots has max.compaction.lag.ms=9223372036854775807, should be 60000"
                .formatted(prefix));

    assertThat(topics("apply", "--file", file.toString())).isEqualTo(1);
    assertThat(out.toString().lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly("changed", "changed", "left", "left", "changed");
    assertThat(err.toString()).contains("3 topics: 1 as they should be, 2 not");
    assertThat(partitions(prefix + "orders")).isEqualTo(4);
    assertThat(partitions(prefix + "returns")).isEqualTo(4);
    assertThat(partitions(prefix + "snapshots")).isEqualTo(2);
    assertThat(config(prefix + "orders", "retention.ms")).isEqualTo("2000");
    assertThat(config(prefix + "orders", "segment.bytes")).isEqualTo("2000000");
    assertThat(config(prefix + "snapshots", "max.compaction.lag.ms")).isEqualTo("60000");
    assertThat(partitions(prefix + "others")).isEqualTo(1);
  }

  @Test
  void nothingIsDoneIfTheBrokerRefusesAnyOfIt() throws Exception {
    create("orders", 1, Map.of("retention.ms", "1000"));
    Path file =
        Files.writeString(
            folder.resolve("topics.yaml"),
            """
            topics:
              - {name: %1$snew, partitions: 1}
              - {name: %1$sorders, partitions: 1, config: {retention.ms: soon}}
            """
                .formatted(prefix));

    assertThat(topics("apply", "--file", file.toString())).isEqualTo(3);

    assertThat(err.toString()).contains("Kafka refuses: ", "retention.ms").doesNotContain("\tat ");
    assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).doesNotContain(prefix + "new");
    assertThat(config(prefix + "orders", "retention.ms")).isEqualTo("1000");
  }

  @Test
  void whatWillNotDoIsSaid() throws IOException {
    assertThat(topics("diff", "--file", folder.resolve("none.yaml").toString())).isEqualTo(3);
    assertThat(err.toString()).contains("there is no file").contains("none.yaml");

    Path file = Files.writeString(folder.resolve("topics.yaml"), "topics:\n  - {name: a}\n");
    assertThat(topics("apply", "--file", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("topics.yaml:2:5: error: topic: \"partitions\" is missing");

    assertThat(execute("topics", "diff", "--bootstrap-servers", "127.0.0.1:1")).isEqualTo(3);
    assertThat(err.toString()).contains("No Kafka broker answers at 127.0.0.1:1");
    assertThat(execute("topics")).isEqualTo(2);
  }

  private Path file(int orders, int returns) throws IOException {
    return Files.writeString(
        folder.resolve("topics.yaml"),
        """
        topics:
          - {name: %1$sorders, partitions: %2$d, config: {retention.ms: 2000}}
          - {name: %1$sreturns, partitions: %3$d}
          - name: %1$ssnapshots
            partitions: 4
            config: {cleanup.policy: compact, max.compaction.lag.ms: 60000}
        """
            .formatted(prefix, orders, returns));
  }

  private void create(String name, int partitions, Map<String, String> config) throws Exception {
    NewTopic topic =
        new NewTopic(prefix + name, Optional.of(partitions), Optional.empty()).configs(config);
    admin.createTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
  }

  private int partitions(String topic) throws Exception {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get(20, TimeUnit.SECONDS)
        .get(topic)
        .partitions()
        .size();
  }

  private String config(String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin
        .describeConfigs(List.of(resource))
        .all()
        .get(20, TimeUnit.SECONDS)
        .get(resource)
        .get(name)
        .value();
  }

  /** What it prints is only what this command said. */
  private int topics(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return execute(
        Stream.of(
                Stream.of("topics"),
                Stream.of(arguments),
                Stream.of("--bootstrap-servers", TestBroker.shared().bootstrapServers()))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
