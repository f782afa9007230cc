package io.waymark.app.demo;

import io.waymark.app.broker.LocalBroker;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.app.kafka.Topics.Topic;
import io.waymark.app.rules.DocumentDating;
import io.waymark.app.rules.PublishedDocuments;
import io.waymark.app.work.WorkFolder;
import io.waymark.catalogue.Catalogue;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;

/** A Kafka broker of the demo's own, with the topics made and the rules published. */
final class Stage implements AutoCloseable {
  private static final String HEAP = "384m";

  private final LocalBroker broker;
  private final Topics topics = Topics.standard();

  private Stage(LocalBroker broker) {
    this.broker = broker;
  }

  /**
   * Starts the broker.
   *
   * @param partitions of the interactions topic
   * @throws io.waymark.app.broker.BrokerFailed if it cannot be started
   * @throws DemoFailed if it cannot be prepared
   */
  static Stage build(WorkFolder work, Catalogue catalogue, int partitions, InstantSource wall) {
    Stage stage =
        new Stage(
            LocalBroker.start(
                System.getProperty("java.class.path"), work.path().resolve("broker"), HEAP));
    try (TopicAdmin admin = TopicAdmin.connect(stage.client())) {
      admin.ensure(stage.topics(partitions));
      stage.publish(catalogue, wall);
      return stage;
    } catch (RuntimeException e) {
      stage.close();
      throw new DemoFailed("Kafka could not be prepared: " + e.getMessage(), e);
    }
  }

  private void publish(Catalogue catalogue, InstantSource wall) {
    new RulesTopic(client(), topics.rules(), wall)
        .push(PublishedDocuments.of(catalogue), new DocumentDating());
  }

  private List<Topic> topics(int partitions) {
    return topics.all().stream()
        .map(
            topic ->
                topic.name().equals(topics.interactions())
                    ? new Topic(topic.name(), partitions, topic.config())
                    : topic)
        .toList();
  }

  Topics topics() {
    return topics;
  }

  /** What a client needs to reach the broker. */
  Properties client() {
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrapServers());
    return client;
  }

  LocalBroker broker() {
    return broker;
  }

  @Override
  public void close() {
    broker.close();
  }
}
