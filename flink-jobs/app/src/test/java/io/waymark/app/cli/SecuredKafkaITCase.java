package io.waymark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.app.broker.KafkaAcls;
import io.waymark.app.broker.SecuredBroker;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.app.run.LocalRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A broker that asks for TLS and passwords and allows only what {@code infra/kafka-acls.sh} says:
 * all that has to work does, and nothing else.
 */
@Timeout(300)
class SecuredKafkaITCase {
  private static final List<String> USERS =
      List.of("journey", "intervention", "pulse", "delivery", "console", "engineer", "source");
  private static final String OTHER = "other.";
  private static final String RULES =
      """
      rules:
        - id: complained
          title: Complained
          severity: high
          when: { event: complaint }
          intervene: { action: call-back, channel: call, purpose: service, useful_for: 24h }
      """;

  private static SecuredBroker broker;
  private static List<AclBinding> others;
  @TempDir static Path folder;

  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    broker = SecuredBroker.start(folder.resolve("broker"));
    for (String user : USERS) {
      broker.add("waymark-" + user, password(user));
    }
    others = KafkaAcls.of(folder, OTHER);
    try (Admin admin = Admin.create(broker.administrator())) {
      admin.createAcls(KafkaAcls.of(folder, Topics.DEFAULT_PREFIX)).all().get(30, TimeUnit.SECONDS);
      admin.createAcls(others).all().get(30, TimeUnit.SECONDS);
    }
    try (TopicAdmin admin = TopicAdmin.connect(client("engineer"))) {
      admin.ensure(new Topics(OTHER).all());
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void jobsRunWithTheRightsOfTheirUsersAndAskForNoOthers() throws Exception {
    Path engineer = config("engineer", "");
    assertThat(execute("topics", "apply", "--config", engineer.toString())).as("%s", err).isZero();
    Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
    assertThat(
            execute("rules", "push", "--rules", rules.toString(), "--config", engineer.toString()))
        .as("%s", err)
        .isZero();
    Topics topics = Topics.standard();
    try (KafkaProducer<byte[], byte[]> source = producer("source")) {
      source.send(record(topics.interactions(), event("complaint", "ana")));
      // Of this one there is a fact, too, which all other jobs read.
      source.send(record(topics.interactions(), event("erase", "ben"))).get(30, TimeUnit.SECONDS);
    }

    try (LocalRun run = LocalRun.start(job(Job.JOURNEY, ""))) {
      awaitRecord("console", topics.signals());
      awaitRecord("console", topics.facts());
      awaitPublishedOffsets(Job.JOURNEY);
    }
    try (LocalRun run = LocalRun.start(job(Job.INTERVENTION, ""))) {
      awaitRecord("console", topics.decisions());
      awaitPublishedOffsets(Job.INTERVENTION);
    }
    try (LocalRun run = LocalRun.start(job(Job.PULSE, ""))) {
      awaitPublishedOffsets(Job.PULSE);
    }
    Path destinations =
        Files.writeString(
            folder.resolve("destinations.yaml"),
            "destinations: [{name: a, kind: cloudevents, url: \"https://a.invalid/\"}]\n");
    try (LocalRun run =
        LocalRun.start(job(Job.DELIVERY, "waymark.destinations: " + destinations))) {
      awaitPublishedOffsets(Job.DELIVERY);
    }

    for (Job job : Job.values()) {
      assertThat(
              broker.refused("waymark-" + job.title()).stream().filter(SecuredKafkaITCase::isOwn))
          .isEmpty();
    }
  }

  @Test
  void eachUserWritesToItsTopicsAndToNoOther() throws Exception {
    for (String user : USERS) {
      Set<String> allowed = topics(user, AclOperation.WRITE);
      try (KafkaProducer<byte[], byte[]> producer = producer(user)) {
        for (Topics.Topic topic : new Topics(OTHER).all()) {
          if (allowed.contains(topic.name())) {
            producer.send(record(topic.name(), "{}")).get(30, TimeUnit.SECONDS);
          } else {
            assertThatThrownBy(() -> producer.send(record(topic.name(), "{}")).get())
                .as("%s to %s", user, topic.name())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
          }
        }
      }
    }
    assertThat(topics("console", AclOperation.WRITE))
        .containsExactly("other.audit-heads", "other.pauses");
  }

  @Test
  void eachUserReadsItsTopicsAndNoOther() {
    for (String user : USERS) {
      Set<String> allowed = topics(user, AclOperation.READ);
      for (Topics.Topic topic : new Topics(OTHER).all()) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(user)) {
          TopicPartition first = new TopicPartition(topic.name(), 0);
          consumer.assign(List.of(first));
          consumer.seek(first, 0);
          if (allowed.contains(topic.name())) {
            consumer.poll(Duration.ofMillis(50));
          } else {
            assertThatThrownBy(() -> pollOn(consumer))
                .as("%s from %s", user, topic.name())
                .isInstanceOf(TopicAuthorizationException.class);
          }
        }
      }
    }
  }

  @Test
  void theConsoleSeesHowManyEventsThereAreAndNotWhatIsInThem() {
    TopicPartition events = new TopicPartition(OTHER + "interactions", 0);
    try (KafkaConsumer<byte[], byte[]> console = consumer("console")) {
      assertThat(console.endOffsets(List.of(events), Duration.ofSeconds(20))).containsKey(events);
      console.assign(List.of(events));
      console.seek(events, 0);
      assertThatThrownBy(() -> pollOn(console)).isInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void aJobTakesNeitherTheOffsetsNorTheTransactionsOfAnother() {
    Properties group = client("pulse");
    group.put("group.id", OTHER + "journey");
    TopicPartition signals = new TopicPartition(OTHER + "signals", 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(group)) {
      consumer.assign(List.of(signals));
      assertThatThrownBy(() -> consumer.committed(Set.of(signals), Duration.ofSeconds(20)))
          .isInstanceOf(GroupAuthorizationException.class);
    }

    Properties transaction = client("pulse");
    transaction.put("transactional.id", "waymark/other.intervention/write-triggers/0");
    try (KafkaProducer<byte[], byte[]> producer = producer(transaction)) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
    Properties own = client("intervention");
    own.put("transactional.id", "waymark/other.intervention/write-triggers/0");
    try (KafkaProducer<byte[], byte[]> producer = producer(own)) {
      producer.initTransactions();
    }
  }

  @Test
  void whoHasNoPasswordOrNoTlsStaysOut() {
    Properties wrong = broker.client("waymark-journey", "a guess");
    assertThatThrownBy(() -> TopicAdmin.connect(wrong))
        .isInstanceOf(SaslAuthenticationException.class);

    Properties plain = new Properties();
    plain.put("bootstrap.servers", broker.bootstrapServers());
    assertThatThrownBy(() -> TopicAdmin.connect(plain))
        .hasMessageContaining("No Kafka broker answers at " + broker.bootstrapServers());

    Properties distrusting = client("journey");
    distrusting.remove("ssl.truststore.location");
    distrusting.remove("ssl.truststore.type");
    assertThatThrownBy(() -> TopicAdmin.connect(distrusting))
        .hasMessageContaining("SSL handshake failed");
  }

  @Test
  void aUserThatMayNotLookAtTopicsCanBeStartedAllTheSame() {
    try (TopicAdmin admin = TopicAdmin.connect(client("journey"))) {
      assertThat(admin.ensure(new Topics(OTHER).all())).isEmpty();
    }
  }

  /** Of the installation whose jobs were run: the other one's users are meant to be refused. */
  private static boolean isOwn(String line) {
    return !line.contains(":" + OTHER) && !line.contains("/" + OTHER);
  }

  private static Set<String> topics(String user, AclOperation operation) {
    return others.stream()
        .filter(acl -> acl.entry().principal().equals("User:waymark-" + user))
        .filter(acl -> acl.pattern().resourceType() == ResourceType.TOPIC)
        .filter(acl -> acl.entry().operation() == operation)
        .map(acl -> acl.pattern().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void pollOn(KafkaConsumer<byte[], byte[]> consumer) {
    for (int i = 0; i < 100; i++) {
      consumer.poll(Duration.ofMillis(100));
    }
  }

  private static void awaitRecord(String user, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(user)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(found -> new TopicPartition(topic, found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (consumer.poll(Duration.ofMillis(200)).isEmpty()) {
        assertThat(Thread.currentThread().isInterrupted()).as("out of time: " + topic).isFalse();
      }
    }
  }

  /** They are published with a checkpoint, under the group of the job. */
  private static void awaitPublishedOffsets(Job job) throws Exception {
    try (Admin admin = Admin.create(broker.administrator())) {
      while (admin
          .listConsumerGroupOffsets(Topics.DEFAULT_PREFIX + job.title())
          .partitionsToOffsetAndMetadata()
          .get(30, TimeUnit.SECONDS)
          .isEmpty()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(Thread.currentThread().isInterrupted()).as("out of time: " + job).isFalse();
      }
    }
  }

  private static JobConfig job(Job job, String more) throws Exception {
    return JobConfig.load(job, config(job.title(), more));
  }

  private static Path config(String user, String more) throws Exception {
    Path jaas =
        Files.writeString(
            folder.resolve(user + "-jaas"), SecuredBroker.scram("waymark-" + user, password(user)));
    return Files.writeString(
        folder.resolve(user + ".yaml"),
        """
        waymark.bootstrap-servers: %s
        waymark.kafka.security.protocol: SASL_SSL
        waymark.kafka.sasl.mechanism: SCRAM-SHA-512
        waymark.kafka.sasl.jaas.config: file:%s
        waymark.kafka.ssl.truststore.type: PEM
        waymark.kafka.ssl.truststore.location: %s
        execution.checkpointing.dir: %s
        execution.checkpointing.interval: 500ms
        parallelism.default: 1
        %s
        """
            .formatted(
                broker.bootstrapServers(),
                jaas,
                broker.authority(),
                folder.resolve("checkpoints-" + user).toUri(),
                more));
  }

  private static String event(String type, String customer) {
    return """
    {"event_id":"%s","event_type":"%s","event_time":"%s","customer_id":"%s","channel":"call"}"""
        .formatted(customer, type, Instant.now(), customer);
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
    return new ProducerRecord<>(topic, "k".getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private static KafkaProducer<byte[], byte[]> producer(String user) {
    Properties client = client(user);
    // A refusal is then all there is to it.
    client.put("enable.idempotence", "false");
    return producer(client);
  }

  private static KafkaProducer<byte[], byte[]> producer(Properties client) {
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String user) {
    return consumer(client(user));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Properties client) {
    client.put("enable.auto.commit", "false");
    return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Properties client(String user) {
    return broker.client("waymark-" + user, password(user));
  }

  private static String password(String user) {
    return "of-the-" + user;
  }

  private int execute(String... arguments) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
