package io.waymark.app.kafka;

import io.waymark.app.kafka.Topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates topics and compares those that are there. Every call ends within seconds. */
public final class TopicAdmin implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  private final Admin admin;
  private final String servers;

  private TopicAdmin(Admin admin, String servers) {
    this.admin = admin;
    this.servers = servers;
  }

  /**
   * Connects and makes sure that a broker answers.
   *
   * @param client the client's properties, with {@code bootstrap.servers}
   * @throws BrokerUnavailable if none answers within eight seconds
   */
  public static TopicAdmin connect(Properties client) {
    String servers = String.valueOf(client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    Properties own = new Properties();
    own.putAll(client);
    own.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    own.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(TIMEOUT.toMillis()));
    Admin admin;
    try {
      admin = Admin.create(own);
    } catch (KafkaException e) {
      // An address that can't be resolved is refused here already.
      throw new BrokerUnavailable(servers, e.getCause() == null ? e : e.getCause());
    }
    TopicAdmin connected = new TopicAdmin(admin, servers);
    try {
      connected.get(admin.describeCluster().nodes());
      return connected;
    } catch (RuntimeException e) {
      connected.close();
      throw e;
    }
  }

  /**
   * Creates what is missing, until records can be written to it, and leaves alone what is there.
   *
   * @return how existing topics differ from what was asked for, a line each
   */
  public List<String> ensure(Collection<Topic> topics) {
    Map<String, KafkaFuture<Void>> created =
        admin.createTopics(topics.stream().map(TopicAdmin::toCreate).toList()).values();
    List<Topic> existing = new ArrayList<>();
    for (Topic topic : topics) {
      try {
        get(Objects.requireNonNull(created.get(topic.name())));
      } catch (TopicExistsException e) {
        existing.add(topic);
      }
    }
    Map<String, TopicDescription> known = known(topics.stream().map(Topic::name).toList());
    awaitLeaders(topics.stream().filter(topic -> !existing.contains(topic)).toList(), known);
    return differences(existing, known);
  }

  /** Those of the topics that are not there, in the order given. */
  public List<String> missing(Collection<String> topics) {
    Map<String, KafkaFuture<TopicDescription>> described =
        admin.describeTopics(topics).topicNameValues();
    return topics.stream().filter(topic -> isMissing(described.get(topic))).toList();
  }

  private boolean isMissing(@Nullable KafkaFuture<TopicDescription> described) {
    try {
      get(Objects.requireNonNull(described));
      return false;
    } catch (UnknownTopicOrPartitionException e) {
      return true;
    }
  }

  private static NewTopic toCreate(Topic topic) {
    // The broker's default replication: one on a laptop, three where it matters.
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.config());
  }

  /** Waits until the broker knows the topics: it answers before its own metadata is up to date. */
  private Map<String, TopicDescription> known(List<String> names) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (true) {
      try {
        return get(admin.describeTopics(names).allTopicNames());
      } catch (UnknownTopicOrPartitionException e) {
        if (System.nanoTime() > deadline) {
          throw new BrokerUnavailable(servers, e);
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  /**
   * A partition is known before its leader takes records. A producer's first batch that is refused
   * there, while the second is taken, is refused for ever: out of sequence.
   */
  private void awaitLeaders(List<Topic> created, Map<String, TopicDescription> known) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (Topic topic : created) {
      Objects.requireNonNull(known.get(topic.name()))
          .partitions()
          .forEach(
              partition ->
                  ends.put(
                      new TopicPartition(topic.name(), partition.partition()),
                      OffsetSpec.latest()));
    }
    // The client asks on while there is no leader.
    get(admin.listOffsets(ends).all());
  }

  private List<String> differences(List<Topic> topics, Map<String, TopicDescription> described) {
    Map<ConfigResource, Config> configs =
        get(
            admin
                .describeConfigs(
                    topics.stream().map(TopicAdmin::resource).collect(Collectors.toSet()))
                .all());
    List<String> lines = new ArrayList<>();
    for (Topic topic : topics) {
      int partitions = Objects.requireNonNull(described.get(topic.name())).partitions().size();
      if (partitions != topic.partitions()) {
        lines.add(
            "topic %s has %d partitions, created with %d"
                .formatted(topic.name(), partitions, topic.partitions()));
      }
      Config config = Objects.requireNonNull(configs.get(resource(topic)));
      topic.config().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(wanted -> compare(topic, wanted, config.get(wanted.getKey()), lines));
    }
    return lines;
  }

  private static void compare(
      Topic topic, Map.Entry<String, String> wanted, ConfigEntry found, List<String> lines) {
    if (!wanted.getValue().equals(found.value())) {
      lines.add(
          "topic %s has %s=%s, should be %s"
              .formatted(topic.name(), wanted.getKey(), found.value(), wanted.getValue()));
    }
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private <V> V get(KafkaFuture<V> future) {
    try {
      return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailable(servers, e);
    } catch (TimeoutException e) {
      throw new BrokerUnavailable(servers, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof UnknownTopicOrPartitionException unknown) {
        throw unknown;
      }
      if (cause instanceof RetriableException) {
        throw new BrokerUnavailable(servers, cause);
      }
      throw cause instanceof KafkaException kafka ? kafka : new KafkaException(cause);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
