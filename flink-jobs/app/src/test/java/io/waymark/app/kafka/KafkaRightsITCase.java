package io.waymark.app.kafka;

import static io.waymark.app.broker.SecuredInstallation.OTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.app.broker.SecuredInstallation;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * At brokers that ask for TLS and passwords and allow only what {@code infra/kafka-acls.sh} says,
 * all that has to work does, and nothing else.
 */
@Timeout(300)
class KafkaRightsITCase {
  private static final SecuredInstallation SECURED = SecuredInstallation.shared();

  @Test
  void eachUserWritesToItsTopicsAndToNoOther() throws Exception {
    for (String user : SecuredInstallation.USERS) {
      Set<String> allowed = topics(user, AclOperation.WRITE);
      try (KafkaProducer<byte[], byte[]> producer = SECURED.producer(user)) {
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
    assertThat(SECURED.broker().refused("waymark-console"))
        .anyMatch(line -> line.contains("WRITE") && line.contains("LITERAL:other.rules"));
  }

  @Test
  void eachUserReadsItsTopicsAndNoOther() {
    for (String user : SecuredInstallation.USERS) {
      Set<String> allowed = topics(user, AclOperation.READ);
      for (Topics.Topic topic : new Topics(OTHER).all()) {
        try (KafkaConsumer<byte[], byte[]> consumer = SECURED.consumer(user)) {
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
    try (KafkaConsumer<byte[], byte[]> console = SECURED.consumer("console")) {
      assertThat(console.endOffsets(List.of(events), Duration.ofSeconds(20))).containsKey(events);
      console.assign(List.of(events));
      console.seek(events, 0);
      assertThatThrownBy(() -> pollOn(console)).isInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void aJobTakesNeitherTheOffsetsNorTheTransactionsOfAnother() {
    Properties group = SECURED.client("pulse");
    group.put("group.id", OTHER + "journey");
    TopicPartition signals = new TopicPartition(OTHER + "signals", 0);
    try (KafkaConsumer<byte[], byte[]> consumer = SecuredInstallation.consumer(group)) {
      consumer.assign(List.of(signals));
      assertThatThrownBy(() -> consumer.committed(Set.of(signals), Duration.ofSeconds(20)))
          .isInstanceOf(GroupAuthorizationException.class);
    }

    Properties transaction = SECURED.client("pulse");
    transaction.put("transactional.id", "waymark/other.intervention/write-triggers/0");
    try (KafkaProducer<byte[], byte[]> producer = SecuredInstallation.producer(transaction)) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
    Properties own = SECURED.client("intervention");
    own.put("transactional.id", "waymark/other.intervention/write-triggers/0");
    try (KafkaProducer<byte[], byte[]> producer = SecuredInstallation.producer(own)) {
      producer.initTransactions();
    }
  }

  @Test
  void whoHasNoPasswordOrNoTlsStaysOut() {
    Properties wrong = SECURED.broker().client("waymark-journey", "a guess");
    assertThatThrownBy(() -> TopicAdmin.connect(wrong))
        .isInstanceOf(SaslAuthenticationException.class);

    Properties plain = new Properties();
    plain.put("bootstrap.servers", SECURED.broker().bootstrapServers());
    assertThatThrownBy(() -> TopicAdmin.connect(plain))
        .hasMessageContaining("No Kafka broker answers at " + SECURED.broker().bootstrapServers());

    Properties distrusting = SECURED.client("journey");
    distrusting.remove("ssl.truststore.location");
    distrusting.remove("ssl.truststore.type");
    assertThatThrownBy(() -> TopicAdmin.connect(distrusting))
        .hasMessageContaining("SSL handshake failed");
  }

  @Test
  void aUserThatMayNotLookAtTopicsCanBeStartedAllTheSame() {
    try (TopicAdmin admin = TopicAdmin.connect(SECURED.client("journey"))) {
      assertThat(admin.ensure(new Topics(OTHER).all())).isEmpty();
    }
  }

  private static Set<String> topics(String user, AclOperation operation) {
    return SECURED.others().stream()
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

  private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
    return new ProducerRecord<>(topic, "k".getBytes(UTF_8), value.getBytes(UTF_8));
  }
}
