package io.waymark.app.kafka;

import io.waymark.app.kafka.Topics.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One thing in which a topic is not as it should be. */
public sealed interface TopicDifference {

  /** The name of the topic. */
  String topic();

  /** What it is like and should be like, in a line. */
  String said();

  /** Why it has to stay as it is; empty if it can be made as it should be. */
  default Optional<String> obstacle() {
    return Optional.empty();
  }

  /** In what a topic that is there differs, settings in the order of their names. */
  static List<TopicDifference> between(Topic wanted, Topic found) {
    List<TopicDifference> differences = new ArrayList<>();
    if (found.partitions() != wanted.partitions()) {
      differences.add(
          new Partitions(
              wanted.name(),
              found.partitions(),
              wanted.partitions(),
              isCompacted(found) || isCompacted(wanted)));
    }
    wanted.config().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(setting -> !isSame(setting.getValue(), found.config().get(setting.getKey())))
        .forEach(
            setting ->
                differences.add(
                    new Setting(
                        wanted.name(),
                        setting.getKey(),
                        found.config().get(setting.getKey()),
                        setting.getValue())));
    return differences;
  }

  private static boolean isCompacted(Topic topic) {
    return parts(topic.config().getOrDefault("cleanup.policy", "")).contains("compact");
  }

  /** The broker may give the parts of a list in another order. */
  private static boolean isSame(String wanted, @Nullable String found) {
    return found != null && parts(wanted).equals(parts(found));
  }

  private static Set<String> parts(String value) {
    return Arrays.stream(value.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }

  /** There is no such topic. */
  record Missing(Topic wanted) implements TopicDifference {
    @Override
    public String topic() {
      return wanted.name();
    }

    @Override
    public String said() {
      return "topic %s is missing, should have %d partitions%s"
          .formatted(
              wanted.name(),
              wanted.partitions(),
              wanted.config().entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .map(setting -> ", " + setting)
                  .collect(Collectors.joining()));
    }
  }

  /**
   * It has more or fewer partitions.
   *
   * @param compacted whether the last value of each key stays
   */
  record Partitions(String topic, int found, int wanted, boolean compacted)
      implements TopicDifference {
    @Override
    public String said() {
      return "topic %s has %d partitions, should have %d".formatted(topic, found, wanted);
    }

    @Override
    public Optional<String> obstacle() {
      if (found > wanted) {
        return Optional.of("what is in a partition would be lost with it");
      }
      // A key's next value, or its end, goes to another partition: the old one stays for good.
      return compacted
          ? Optional.of("it is compacted, and what a key had would stay in its old partition")
          : Optional.empty();
    }
  }

  /**
   * A setting has another value.
   *
   * @param found null if the broker does not know the setting
   */
  record Setting(String topic, String name, @Nullable String found, String wanted)
      implements TopicDifference {
    @Override
    public String said() {
      return "topic %s has %s=%s, should be %s".formatted(topic, name, found, wanted);
    }
  }
}
