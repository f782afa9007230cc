package io.waymark.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waymark.app.format.BlockingFormat;
import io.waymark.app.format.NamedFormat;
import io.waymark.app.format.registry.RegisteredFormat;
import io.waymark.app.format.registry.RegistryAddress;
import io.waymark.app.kafka.Delivery;
import io.waymark.app.kafka.InteractionSource;
import io.waymark.domain.friction.Limits;
import io.waymark.pipeline.erasure.PromptCompaction;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobConfigTest {
  private static final String LEAST =
      """
      waymark.bootstrap-servers: broker:9092
      execution.checkpointing.dir: file:///checkpoints
      execution.checkpointing.interval: 10s
      """;

  @Test
  void whatIsNotSaidHasItsDefault() throws Exception {
    JobConfig config = read(LEAST);

    assertThat(config.settings().bootstrapServers()).isEqualTo("broker:9092");
    assertThat(config.settings().topics().signals()).isEqualTo("waymark.signals");
    assertThat(config.settings().outOfOrderness()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.settings().clockSkew()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.settings().engineLimits()).isEqualTo(Limits.DEFAULT);
    assertThat(config.settings().signalsDelivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(config.flink().get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(config.flink().get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(config.flink().get(PipelineOptions.GENERIC_TYPES)).isFalse();
  }

  @Test
  void brokersThatAskWhoItIsAreToldByEveryClient(@TempDir Path directory) throws Exception {
    Path jaas = Files.writeString(directory.resolve("jaas"), "of.some.Module required x=\"y\";\n");
    JobSettings settings =
        read(LEAST
                + "waymark.kafka.security.protocol: SASL_SSL\n"
                + "waymark.kafka.sasl.jaas.config: file:"
                + jaas
                + "\n")
            .settings();

    assertThat(settings.client())
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", "of.some.Module required x=\"y\";");
    assertThat(settings.toString()).doesNotContain("of.some.Module");
  }

  @Test
  void allProblemsOfHowBrokersAreReachedAreSaidAtOnce() {
    assertThat(
            problems(
                LEAST
                    + """
                    waymark.kafka.securty.protocol: SSL
                    waymark.kafka.bootstrap.servers: other:9092
                    waymark.kafka.ssl.truststore.password: file:/nowhere
                    """))
        .satisfiesExactlyInAnyOrder(
            problem("j.yaml:4: waymark.kafka.securty.protocol is no property of Kafka's clients"),
            problem("j.yaml:5: waymark.kafka.bootstrap.servers is no property"),
            problem("j.yaml:6: waymark.kafka.ssl.truststore.password: there is nothing where"));
  }

  @Test
  void whatWasDeletedLeavesTheFilesWithinDays() throws Exception {
    Configuration flink = read(LEAST).flink();

    assertThat(flink.get(RocksDBOptions.OPTIONS_FACTORY))
        .isEqualTo(PromptCompaction.class.getName());
    assertThat(flink.get(RocksDBConfigurableOptions.COMPACT_FILTER_PERIODIC_COMPACTION_TIME))
        .isEqualTo(Duration.ofDays(3));
  }

  @Test
  void anotherFactoryOfRocksOptionsMustNotReplaceWhatHasFilesRewritten() throws Exception {
    String option = LEAST + "state.backend.rocksdb.options-factory: ";

    assertThat(
            problems(option + "org.apache.flink.state.rocksdb.DefaultConfigurableOptionsFactory"))
        .satisfiesExactly(
            problem(
                "j.yaml:4: state.backend.rocksdb.options-factory has to be"
                    + " io.waymark.pipeline.erasure.PromptCompaction or extend it"));
    assertThat(problems(option + "no.such.Factory")).hasSize(1);
    assertThat(read(option + Extended.class.getName()).flink().get(RocksDBOptions.OPTIONS_FACTORY))
        .isEqualTo(Extended.class.getName());
  }

  @Test
  void whatIsDeletedMustNotStayInFilesForLongerThanPromised() throws Exception {
    String option = LEAST + "state.backend.rocksdb.compaction.filter.periodic-compaction-time: ";

    assertThat(problems(option + "0s"))
        .satisfiesExactly(
            problem(
                "j.yaml:4: state.backend.rocksdb.compaction.filter.periodic-compaction-time has to be"
                    + " more than 0 and at most 3 d: what was deleted, the erased too, is promised to"
                    + " be gone from all files after twice that"));
    assertThat(problems(option + "4d")).hasSize(1);
    assertThat(
            read(option + "1d")
                .flink()
                .get(RocksDBConfigurableOptions.COMPACT_FILTER_PERIODIC_COMPACTION_TIME))
        .isEqualTo(Duration.ofDays(1));
  }

  /** Does more than has to be done. */
  public static final class Extended extends PromptCompaction {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void whatIsSaidCounts() throws Exception {
    JobConfig config =
        read(
            LEAST
                + """
                waymark.topic-prefix: shop.
                waymark.out-of-orderness: 30s
                waymark.clock-skew: 2s
                waymark.journey-ttl: 30d
                waymark.customer.events-per-minute: 50
                waymark.max-record-size: 2mb
                waymark.signals.delivery: exactly-once
                """);

    assertThat(config.settings().topics().signals()).isEqualTo("shop.signals");
    assertThat(config.settings().outOfOrderness()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.settings().clockSkew()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.settings().journeys().timeToLive()).isEqualTo(Duration.ofDays(30));
    assertThat(config.settings().engineLimits().eventsPerMinute()).isEqualTo(50);
    assertThat(config.settings().limits().bytes()).isEqualTo(2 << 20);
    assertThat(config.settings().signalsDelivery()).isEqualTo(Delivery.EXACTLY_ONCE);
  }

  @Test
  void whoStartsNoJobNeedNotSayWhereItsCheckpointsAre(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("canary.yaml");
    Files.writeString(file, "waymark.bootstrap-servers: b:9093\nwaymark.topic-prefix: shop.\n");

    JobSettings settings = JobConfig.unstarted(Job.JOURNEY, file);

    assertThat(settings.client()).containsEntry("bootstrap.servers", "b:9093");
    assertThat(settings.topics().signals()).isEqualTo("shop.signals");
    assertThatThrownBy(() -> JobConfig.load(Job.JOURNEY, file)).isInstanceOf(InvalidConfig.class);

    Files.writeString(file, "waymark.bootstrap-servers: b:9093\nwaymark.topics-prefix: shop.\n");
    assertThatThrownBy(() -> JobConfig.unstarted(Job.JOURNEY, file))
        .isInstanceOf(InvalidConfig.class)
        .hasMessageContaining("waymark.topics-prefix is not an option");
  }

  @Test
  void triggersAreWrittenExactlyOnceUnlessItIsSaidOtherwise() throws Exception {
    assertThat(intervention(LEAST).triggersDelivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(
            intervention(LEAST + "waymark.triggers.delivery: at-least-once\n").triggersDelivery())
        .isEqualTo(Delivery.AT_LEAST_ONCE);
  }

  @Test
  void rulesOfALiveJobHaveBudgets() throws Exception {
    assertThat(read(LEAST).settings().journeys().budgets()).isTrue();
  }

  @Test
  void allProblemsAreSaidAtOnceWithTheirLines() {
    assertThat(
            problems(
                """
                waymark.bootstrap-servers: broker:9092
                waymark.out-of-ordernes: 1s
                waymark.journey-ttl: soon
                waymark.triggers.delivery: exactly-once
                waymark.signals.delivery: sometimes
                state.backend.type: hashmap
                pipeline.auto-generate-uids: true
                pipeline.generic-types: true
                execution.checkpointing.interval: often
                waymark.out-of-orderness: -1s
                """))
        .satisfiesExactlyInAnyOrder(
            problem("j.yaml:2: waymark.out-of-ordernes is not an option; did you mean"),
            problem("j.yaml:3: waymark.journey-ttl: \"soon\" cannot be read"),
            problem("j.yaml:4: waymark.triggers.delivery is an option of intervention, not of"),
            problem("j.yaml:5: waymark.signals.delivery: \"sometimes\" cannot be read"),
            problem("j.yaml:6: state.backend.type has to be rocksdb"),
            problem("j.yaml:7: pipeline.auto-generate-uids has to be false"),
            problem("j.yaml:8: pipeline.generic-types has to be false"),
            problem("j.yaml:9: execution.checkpointing.interval: \"often\" cannot be read"),
            problem("j.yaml:10: waymark.out-of-orderness: \"-1s\" won't do; it cannot be negative"),
            problem("j.yaml: execution.checkpointing.dir is missing"));
  }

  @Test
  void whatCannotDoWithoutIsMissed() {
    assertThat(problems(""))
        .satisfiesExactlyInAnyOrder(
            problem("waymark.bootstrap-servers is missing"),
            problem("execution.checkpointing.dir is missing"),
            problem("execution.checkpointing.interval is missing or 0"));
  }

  @Test
  void valuesHaveToGoTogether() {
    assertThat(problems(LEAST + "waymark.future.clamp-after: 8d\n"))
        .satisfiesExactly(problem("j.yaml:4: waymark.future.clamp-after: \"8d\" won't do"));
    assertThat(problems(LEAST + "waymark.max-record-size: 3gb\n")).hasSize(1);
    assertThat(problems(LEAST + "waymark.customer.events-per-minute: 0\n"))
        .satisfiesExactly(problem("it has to be 1 or more"));
    assertThat(problems(LEAST + "waymark.topic-prefix: 'shop/'\n"))
        .satisfiesExactly(problem("waymark.topic-prefix"));
    assertThat(problems(LEAST + "parallelism.default: 1000\n"))
        .satisfiesExactly(problem("j.yaml:4: parallelism.default is 1000; it has to be 1 to 720"));
  }

  @Test
  void whatIsWrittenWithCheckpointsHasToOutliveAnOutage() throws Exception {
    String slow = LEAST + "execution.checkpointing.timeout: 6min\n";

    assertThat(read(slow).settings().signalsDelivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(problems(slow + "waymark.signals.delivery: exactly-once\n"))
        .satisfiesExactly(problem("j.yaml:4: execution.checkpointing.timeout is 6 min and"));
  }

  @Test
  void withoutSourcesTheInstallationsOwnTopicIsRead() throws Exception {
    assertThat(read(LEAST + "waymark.topic-prefix: shop.\n").settings().sources())
        .containsExactly(
            new InteractionSource.Topic(
                "shop.interactions", NamedFormat.WAYMARK, Duration.ofSeconds(1)));
  }

  @Test
  void eachSourceHasItsFormatAndMayHaveItsOwnBound() throws Exception {
    JobSettings settings =
        read(LEAST
                + """
                    waymark.source.shop.web-clicks.format: segment
                    waymark.source.shop.web-clicks.out-of-orderness: 30s
                    waymark.source.waymark.interactions.format: waymark
                    """)
            .settings();

    assertThat(settings.sources())
        .containsExactly(
            new InteractionSource.Topic(
                "shop.web-clicks", NamedFormat.SEGMENT, Duration.ofSeconds(30)),
            new InteractionSource.Topic(
                "waymark.interactions", NamedFormat.WAYMARK, Duration.ofSeconds(1)));
    assertThat(settings.engineLimits())
        .isEqualTo(Limits.DEFAULT.withOutOfOrderness(Duration.ofSeconds(30)));
  }

  @Test
  void aRegistryIsForTopicsOfOurOwnFormat() throws Exception {
    List<InteractionSource.Topic> sources =
        read(LEAST
                + """
                    waymark.registry.url: https://registry.example.com/apis/ccompat/v7
                    waymark.registry.credentials-file: /etc/waymark/registry
                    waymark.source.a.format: waymark
                    waymark.source.b.format: segment
                    """)
            .settings()
            .sources();

    assertThat(sources)
        .extracting(InteractionSource.Topic::format)
        .containsExactly(
            new RegisteredFormat(
                new RegistryAddress(
                    "https://registry.example.com/apis/ccompat/v7",
                    "/etc/waymark/registry",
                    Duration.ofSeconds(10))),
            NamedFormat.SEGMENT);
  }

  @Test
  void aMappingHasToBeThereAndToBeOne(@TempDir Path folder) throws Exception {
    Path mapping = Files.writeString(folder.resolve("m.yaml"), "event_id: id\n");

    assertThat(problems(LEAST + "waymark.source.a.format: json:/nowhere.yaml\n"))
        .satisfiesExactly(problem("j.yaml:4: waymark.source.a.format: there is no mapping"));
    assertThat(problems(LEAST + "waymark.source.a.format: json:" + mapping + "\n"))
        .satisfiesExactly(problem("m.yaml:1:1: error: mapping: \"event_type\" is missing"));
  }

  @Test
  void howDevicesAreJoinedCanBeSaid() throws Exception {
    JobSettings settings =
        read(LEAST
                + """
                    waymark.identity.customers-per-device: 5
                    waymark.identity.devices-per-customer: 9
                    waymark.identity.device-window: 7d
                    waymark.identity.device-changes: 40
                    waymark.identity.blocked-ids: WEB-GUEST;000-KIOSK
                    """)
            .settings();

    assertThat(settings.engineLimits().device())
        .isEqualTo(new Limits.Device(5, 9, Duration.ofDays(7).toMillis(), 40));
    assertThat(settings.sources())
        .extracting(InteractionSource.Topic::format)
        .containsExactly(new BlockingFormat(NamedFormat.WAYMARK, Set.of("WEB-GUEST", "000-KIOSK")));
  }

  @Test
  void howDevicesAreJoinedHasBounds() {
    assertThat(
            problems(
                LEAST
                    + """
                    waymark.identity.customers-per-device: 0
                    waymark.identity.devices-per-customer: 0
                    waymark.identity.device-window: 0s
                    waymark.identity.device-changes: 1001
                    waymark.identity.blocked-ids: a; ;b
                    """))
        .satisfiesExactlyInAnyOrder(
            problem(
                "j.yaml:4: waymark.identity.customers-per-device: \"0\" won't do; it has to be 1"),
            problem(
                "j.yaml:5: waymark.identity.devices-per-customer: \"0\" won't do; it has to be 1"),
            problem("j.yaml:6: waymark.identity.device-window: \"0s\" won't do"),
            problem("j.yaml:7: waymark.identity.device-changes: \"1001\" won't do"),
            problem("j.yaml:8: waymark.identity.blocked-ids: \"a; ;b\" won't do"));
  }

  @Test
  void aRegistryHasAnAddress() {
    assertThat(problems(LEAST + "waymark.registry.url: registry:8081\n"))
        .satisfiesExactly(problem("j.yaml:4: waymark.registry.url: \"registry:8081\" won't do"));
    assertThat(problems(LEAST + "waymark.registry.timeout: 0s\n"))
        .satisfiesExactly(problem("longer than 0"));
    assertThat(problems(LEAST + "waymark.registry.credentials-file: /x\n"))
        .satisfiesExactly(problem("say waymark.registry.url too"));
  }

  @Test
  void allProblemsOfSourcesAreSaidAtOnce() {
    // The last two are the shortest names that cannot be told from each other by their hashes.
    assertThat(
            problems(
                LEAST
                    + """
                    waymark.source.a.format: segmnt
                    waymark.source.b.format: segment
                    waymark.source.b.fromat: segment
                    waymark.source.b.out-of-orderness: soon
                    waymark.source.c.out-of-orderness: 5s
                    waymark.source.d d.format: segment
                    waymark.source..format: segment
                    waymark.source.waymark.signals.format: segment
                    waymark.source.Aa.format: segment
                    waymark.source.BB.format: segment
                    """))
        .satisfiesExactlyInAnyOrder(
            problem(
                "j.yaml:4: waymark.source.a.format: there is no format segmnt; there are waymark,"),
            problem("j.yaml:6: waymark.source.b.fromat is not an option of a source; there are"),
            problem("j.yaml:7: waymark.source.b.out-of-orderness: \"soon\" cannot be read"),
            problem("j.yaml:8: waymark.source.c.out-of-orderness: say waymark.source.c.format too"),
            problem("j.yaml:9: waymark.source.d d.format: \"d d\" is not the name of a topic"),
            problem("j.yaml:10: waymark.source..format: \"\" is not the name of a topic"),
            problem("j.yaml:11: waymark.source.waymark.signals.format: the jobs write this topic"),
            problem("j.yaml:13: waymark.source.BB.format: cannot be told from Aa in the counts"));
    assertThat(
            problems(
                LEAST
                    + """
                    waymark.source.b.format: segment
                    waymark.source.b.format: waymark
                    """))
        .satisfiesExactly(problem("j.yaml:5: waymark.source.b.format is there twice"));
  }

  @Test
  void onlyJobsThatReadEventsHaveSources() {
    List<String> problems =
        problemsOf(
            () ->
                JobConfig.read(
                    Job.INTERVENTION,
                    FlatYaml.read(
                        "p.yaml", new StringReader(LEAST + "waymark.source.a.format: segment\n"))));

    assertThat(problems)
        .satisfiesExactly(
            problem("waymark.source.a.format is an option of journey, pulse, not of intervention"));
  }

  @Test
  void brokenYamlIsSaidWithItsLine() {
    assertThat(problems(LEAST + "waymark.topic-prefix: [\n"))
        .satisfiesExactly(problem("j.yaml:5: not readable as YAML"));
    assertThat(problems(LEAST + "waymark:\n  topic-prefix: x\n"))
        .satisfiesExactly(problem("j.yaml:4: waymark: write it flat"));
    assertThat(problems(LEAST + "waymark.topic-prefix:\n"))
        .satisfiesExactly(problem("j.yaml:4: waymark.topic-prefix has no value"));
    assertThat(problems(LEAST + "waymark.bootstrap-servers: other:1\n"))
        .satisfiesExactly(problem("j.yaml:4: waymark.bootstrap-servers is there twice"));
  }

  @Test
  void filesThatCannotBeReadAreSaid(@TempDir Path folder) throws IOException {
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', (byte) 0xE9});

    assertThat(problemsOf(() -> JobConfig.load(Job.JOURNEY, folder.resolve("none.yaml"))))
        .satisfiesExactly(problem("there is no such file"));
    assertThat(problemsOf(() -> JobConfig.load(Job.JOURNEY, latin)))
        .satisfiesExactly(problem("is not UTF-8"));
    assertThat(problemsOf(() -> JobConfig.load(Job.JOURNEY, folder))).hasSize(1);
  }

  @Test
  void whatALaterFileSaysGoesBeforeAndProblemsHaveTheirFile(@TempDir Path folder) throws Exception {
    String job = Files.writeString(folder.resolve("job.yaml"), LEAST).toString();
    Path site = folder.resolve("site.yaml");
    String[] args = {"--config", job, "--config", site.toString()};

    Files.writeString(site, "waymark.bootstrap-servers: other:9093\n");
    JobConfig config = JobConfig.of(Job.JOURNEY, args);
    assertThat(config.settings().bootstrapServers()).isEqualTo("other:9093");
    assertThat(config.flink().toMap()).containsEntry("execution.checkpointing.interval", "10s");

    Files.writeString(
        site, "\nwaymark.out-of-orderness: soon\nexecution.checkpointing.interval: 0s\n");
    assertThat(problemsOf(() -> JobConfig.of(Job.JOURNEY, args)))
        .satisfiesExactlyInAnyOrder(
            problem("site.yaml:2: waymark.out-of-orderness: \"soon\" cannot be read"),
            problem("site.yaml:3: execution.checkpointing.interval is missing or 0"));
    assertThat(problemsOf(() -> JobConfig.of(Job.JOURNEY, new String[] {"--config"})))
        .satisfiesExactly(problem("expected --config FILE, once or more often, got --config"));
    assertThat(problemsOf(() -> JobConfig.of(Job.JOURNEY, new String[0]))).hasSize(1);
  }

  private static org.assertj.core.api.ThrowingConsumer<String> problem(String part) {
    return line -> assertThat(line).contains(part);
  }

  private static JobConfig read(String text) throws InvalidConfig, IOException {
    return JobConfig.read(Job.JOURNEY, FlatYaml.read("j.yaml", new StringReader(text)));
  }

  private static JobSettings intervention(String text) throws InvalidConfig, IOException {
    return JobConfig.read(Job.INTERVENTION, FlatYaml.read("i.yaml", new StringReader(text)))
        .settings();
  }

  private static List<String> problems(String text) {
    return problemsOf(() -> read(text));
  }

  private static List<String> problemsOf(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    return catchThrowableOfType(InvalidConfig.class, reading).problems();
  }
}
