package io.waymark.app.broker;

import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A secured broker with Waymark's users, who may do what {@code infra/kafka-acls.sh} says, in two
 * installations: of one the topics are there, and the other one is as yet empty.
 *
 * @param folder for files of clients
 * @param others the rights in the installation whose topics are there
 */
public record SecuredInstallation(SecuredBroker broker, Path folder, List<AclBinding> others) {
  public static final List<String> USERS =
      List.of(
          "journey",
          "intervention",
          "pulse",
          "delivery",
          "console",
          "canary",
          "engineer",
          "source");

  /** The prefix of the topics that are there. */
  public static final String OTHER = "other.";

  /** One for all tests of this process; it ends with the process. */
  public static SecuredInstallation shared() {
    return Shared.INSTALLATION;
  }

  private static SecuredInstallation start(Path folder) throws Exception {
    SecuredBroker broker = SecuredBroker.start(folder.resolve("broker"));
    for (String user : USERS) {
      broker.add("waymark-" + user, password(user));
    }
    List<AclBinding> others = KafkaAcls.of(folder, OTHER);
    try (Admin admin = Admin.create(broker.administrator())) {
      admin.createAcls(KafkaAcls.of(folder, Topics.DEFAULT_PREFIX)).all().get(30, TimeUnit.SECONDS);
      admin.createAcls(others).all().get(30, TimeUnit.SECONDS);
    }
    SecuredInstallation installation = new SecuredInstallation(broker, folder, others);
    try (TopicAdmin admin = TopicAdmin.connect(installation.client("engineer"))) {
      admin.ensure(new Topics(OTHER).all());
    }
    return installation;
  }

  /** Properties of a client of this user. */
  public Properties client(String user) {
    return broker.client("waymark-" + user, password(user));
  }

  public KafkaProducer<byte[], byte[]> producer(String user) {
    Properties client = client(user);
    // A refusal is then all there is to it.
    client.put("enable.idempotence", "false");
    return producer(client);
  }

  public static KafkaProducer<byte[], byte[]> producer(Properties client) {
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public KafkaConsumer<byte[], byte[]> consumer(String user) {
    return consumer(client(user));
  }

  public static KafkaConsumer<byte[], byte[]> consumer(Properties client) {
    client.put("enable.auto.commit", "false");
    return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A file of configuration for this user, with more lines. */
  public Path config(String user, String more) throws IOException {
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

  private static String password(String user) {
    return "of-the-" + user;
  }

  private static final class Shared {
    static final SecuredInstallation INSTALLATION = made();

    private static SecuredInstallation made() {
      try {
        return start(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "secured"));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
