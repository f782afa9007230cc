package io.waymark.app.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.waymark.app.format.Format;
import io.waymark.app.format.NamedFormat;
import io.waymark.app.format.UnknownFormat;
import io.waymark.app.kafka.InteractionSource;
import io.waymark.app.kafka.Topics;
import io.waymark.pipeline.wire.Origin;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The keys that name the topics with events: {@code waymark.source.TOPIC.format}, and beside it
 * what differs for that topic. Without any there is one, the installation's own {@link
 * Topics#interactions}.
 */
final class SourceKeys {
  /** What they begin with. */
  static final String PREFIX = WaymarkOptions.PREFIX + "source.";

  private static final String FORMAT = ".format";
  private static final String OUT_OF_ORDERNESS = ".out-of-orderness";
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

  private SourceKeys() {}

  /** Those among all keys whose values are durations. */
  static List<ConfigOption<?>> durations(Collection<String> keys) {
    return keys.stream()
        .filter(name -> name.startsWith(PREFIX) && name.endsWith(OUT_OF_ORDERNESS))
        .<ConfigOption<?>>map(name -> key(name).durationType().noDefaultValue())
        .toList();
  }

  /**
   * Tells of each that won't do.
   *
   * @param problem takes a key and what is wrong with it
   */
  static void check(Configuration config, Topics topics, BiConsumer<String, String> problem) {
    Map<Integer, String> codes = new HashMap<>();
    for (String name : new TreeSet<>(config.keySet())) {
      if (name.startsWith(PREFIX)) {
        check(name, config, problem);
      }
    }
    for (String topic : named(config)) {
      String key = PREFIX + topic + FORMAT;
      String twin = codes.put(Origin.code(topic), topic);
      if (twin != null) {
        problem.accept(
            key, "%s: cannot be told from %s in the counts; rename one".formatted(key, twin));
      }
      if (written(topics).contains(topic)) {
        problem.accept(key, key + ": the jobs write this topic, they can't be fed from it");
      }
    }
  }

  private static void check(String name, Configuration config, BiConsumer<String, String> problem) {
    String suffix =
        name.endsWith(FORMAT) ? FORMAT : name.endsWith(OUT_OF_ORDERNESS) ? OUT_OF_ORDERNESS : "";
    if (suffix.isEmpty()) {
      problem.accept(
          name,
          "%s is not an option of a source; there are %sTOPIC%s and %sTOPIC%s"
              .formatted(name, PREFIX, FORMAT, PREFIX, OUT_OF_ORDERNESS));
      return;
    }
    String topic =
        name.substring(PREFIX.length(), Math.max(PREFIX.length(), name.length() - suffix.length()));
    if (!TOPIC.matcher(topic).matches()) {
      problem.accept(name, "%s: \"%s\" is not the name of a topic".formatted(name, topic));
    } else if (suffix.equals(FORMAT)) {
      try {
        Format.named(text(config, name));
      } catch (UnknownFormat e) {
        problem.accept(name, name + ": " + e.getMessage());
      }
    } else if (!config.containsKey(PREFIX + topic + FORMAT)) {
      problem.accept(
          name,
          "%s: say %s%s%s too; it makes the topic a source".formatted(name, PREFIX, topic, FORMAT));
    }
  }

  /**
   * The sources, by name.
   *
   * @param config has been looked through
   * @param outOfOrderness of a source that has none of its own
   */
  static List<InteractionSource.Topic> read(
      Configuration config, Topics topics, Duration outOfOrderness) {
    SortedSet<String> named = named(config);
    if (named.isEmpty()) {
      return List.of(
          new InteractionSource.Topic(topics.interactions(), NamedFormat.WAYMARK, outOfOrderness));
    }
    return named.stream().map(topic -> source(topic, config, outOfOrderness)).toList();
  }

  private static InteractionSource.Topic source(
      String topic, ReadableConfig config, Duration outOfOrderness) {
    try {
      return new InteractionSource.Topic(
          topic,
          Format.named(text(config, PREFIX + topic + FORMAT)),
          config
              .getOptional(key(PREFIX + topic + OUT_OF_ORDERNESS).durationType().noDefaultValue())
              .orElse(outOfOrderness));
    } catch (UnknownFormat e) {
      throw new IllegalStateException("the configuration was not looked through", e);
    }
  }

  private static SortedSet<String> named(Configuration config) {
    return config.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && name.endsWith(FORMAT))
        .map(
            name ->
                name.substring(
                    PREFIX.length(), Math.max(PREFIX.length(), name.length() - FORMAT.length())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> written(Topics topics) {
    return topics.all().stream()
        .map(Topics.Topic::name)
        .filter(name -> !name.equals(topics.interactions()))
        .toList();
  }

  private static String text(ReadableConfig config, String name) {
    return config.get(key(name).stringType().defaultValue(""));
  }
}
