package io.waymark.app.kafka;

import io.waymark.app.kafka.Topics.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** What a broker is asked for, so that topics become as they should be. */
record TopicChanges(
    List<Topic> missing,
    Map<String, NewPartitions> growing,
    Map<ConfigResource, Collection<AlterConfigOp>> settings) {

  /** Those that nothing stands against. */
  static TopicChanges of(Collection<TopicDifference> differences) {
    TopicChanges changes = new TopicChanges(new ArrayList<>(), new HashMap<>(), new HashMap<>());
    differences.stream()
        .filter(difference -> difference.obstacle().isEmpty())
        .forEach(changes::add);
    return changes;
  }

  private void add(TopicDifference difference) {
    if (difference instanceof TopicDifference.Missing missingOne) {
      missing.add(missingOne.wanted());
    } else if (difference instanceof TopicDifference.Partitions partitions) {
      growing.put(partitions.topic(), NewPartitions.increaseTo(partitions.wanted()));
    } else if (difference instanceof TopicDifference.Setting setting) {
      settings
          .computeIfAbsent(
              new ConfigResource(ConfigResource.Type.TOPIC, setting.topic()),
              topic -> new ArrayList<>())
          .add(
              new AlterConfigOp(
                  new ConfigEntry(setting.name(), setting.wanted()), AlterConfigOp.OpType.SET));
    }
  }

  /**
   * Asks for all of it.
   *
   * @param onlyWhether whether to be told only if it would be done
   * @return one for each request, ended when it was answered
   */
  List<KafkaFuture<Void>> ask(Admin admin, boolean onlyWhether) {
    return List.of(
        admin
            .createTopics(
                missing.stream().map(TopicChanges::toCreate).toList(),
                new CreateTopicsOptions().validateOnly(onlyWhether))
            .all(),
        admin
            .createPartitions(growing, new CreatePartitionsOptions().validateOnly(onlyWhether))
            .all(),
        admin
            .incrementalAlterConfigs(settings, new AlterConfigsOptions().validateOnly(onlyWhether))
            .all());
  }

  static NewTopic toCreate(Topic topic) {
    // The broker's default replication: one on a laptop, three where it matters.
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.config());
  }
}
