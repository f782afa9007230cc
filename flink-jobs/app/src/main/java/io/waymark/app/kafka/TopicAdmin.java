package io.waymark.app.kafka;

import io.waymark.app.kafka.Topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates topics, compares those that are there and mends them. Every call ends within seconds. */
public final class TopicAdmin implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final Duration PAUSE = Duration.ofMillis(50);

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
   * Topics that this client may not look at are somebody else's: nothing is said of them.
   *
   * @return how existing topics differ from what was asked for, a line each
   */
  public List<String> ensure(Collection<Topic> topics) {
    List<Topic> visible = visible(topics);
    List<String> missing = missing(names(visible));
    List<Topic> created =
        create(visible.stream().filter(topic -> missing.contains(topic.name())).toList());
    awaitLeaders(created, known(missing));
    return compare(visible).stream().map(TopicDifference::said).toList();
  }

  /** Those that nobody else has created meanwhile. */
  private List<Topic> create(List<Topic> topics) {
    Map<String, KafkaFuture<Void>> asked =
        admin.createTopics(topics.stream().map(TopicChanges::toCreate).toList()).values();
    List<Topic> created = new ArrayList<>();
    for (Topic topic : topics) {
      try {
        get(Objects.requireNonNull(asked.get(topic.name())));
        created.add(topic);
      } catch (TopicExistsException e) {
        // It is compared like those that were there before.
      }
    }
    return created;
  }

  private List<Topic> visible(Collection<Topic> topics) {
    Map<String, KafkaFuture<TopicDescription>> described =
        admin.describeTopics(names(topics)).topicNameValues();
    Map<ConfigResource, KafkaFuture<Config>> configs =
        admin.describeConfigs(topics.stream().map(TopicAdmin::resource).toList()).values();
    return topics.stream()
        .filter(
            topic ->
                isVisible(described.get(topic.name())) && isVisible(configs.get(resource(topic))))
        .toList();
  }

  private boolean isVisible(@Nullable KafkaFuture<?> asked) {
    try {
      get(Objects.requireNonNull(asked));
      return true;
    } catch (UnknownTopicOrPartitionException e) {
      return true;
    } catch (TopicAuthorizationException e) {
      return false;
    }
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

  /**
   * How topics differ from what they should be: those that are missing, and those that are there.
   *
   * @return in the order given
   */
  public List<TopicDifference> compare(Collection<Topic> topics) {
    List<String> missing = missing(names(topics));
    Map<String, Topic> found =
        found(names(topics).stream().filter(name -> !missing.contains(name)).toList());
    List<TopicDifference> differences = new ArrayList<>();
    for (Topic topic : topics) {
      Topic there = found.get(topic.name());
      differences.addAll(
          there == null
              ? List.of(new TopicDifference.Missing(topic))
              : TopicDifference.between(topic, there));
    }
    return differences;
  }

  /**
   * Makes topics as they should be, but for what has an obstacle, and returns when that shows. What
   * the broker would refuse it is asked first: if it is any of it, nothing is done.
   *
   * @param differences as {@link #compare} gives them
   */
  public void mend(Collection<Topic> topics, List<TopicDifference> differences) {
    TopicChanges changes = TopicChanges.of(differences);
    changes.ask(admin, true).forEach(this::get);
    changes.ask(admin, false).forEach(this::get);
    awaitLeaders(changes.missing(), known(names(changes.missing())));
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (compare(topics).stream().anyMatch(difference -> difference.obstacle().isEmpty())) {
      if (System.nanoTime() > deadline) {
        throw new KafkaException("what it was asked to change does not show");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private Map<String, Topic> found(List<String> names) {
    Map<String, TopicDescription> described = get(admin.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configs =
        get(admin.describeConfigs(names.stream().map(TopicAdmin::resource).toList()).all());
    Map<String, Topic> found = new HashMap<>();
    for (String name : names) {
      Map<String, String> settings = new HashMap<>();
      Objects.requireNonNull(configs.get(resource(name)))
          .entries()
          .forEach(
              entry -> {
                if (entry.value() != null) {
                  settings.put(entry.name(), entry.value());
                }
              });
      int partitions = Objects.requireNonNull(described.get(name)).partitions().size();
      found.put(name, new Topic(name, partitions, settings));
    }
    return found;
  }

  private static List<String> names(Collection<Topic> topics) {
    return topics.stream().map(Topic::name).toList();
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
        LockSupport.parkNanos(PAUSE.toNanos());
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

  private static ConfigResource resource(Topic topic) {
    return resource(topic.name());
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
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
