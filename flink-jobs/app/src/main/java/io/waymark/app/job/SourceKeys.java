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
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

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

  private final Configuration config;
  private final Topics topics;

  SourceKeys(Configuration config, Topics topics) {
    this.config = config;
    this.topics = topics;
  }

  /** Those among all keys whose values are durations. */
  static List<ConfigOption<?>> durations(Collection<String> keys) {
    return keys.stream()
        .filter(name -> topic(name, OUT_OF_ORDERNESS) != null)
        .<ConfigOption<?>>map(SourceKeys::duration)
        .toList();
  }

  /**
   * Tells of each that won't do.
   *
   * @param problem takes a key and what is wrong with it
   */
  void check(BiConsumer<String, String> problem) {
    for (String name : config.keySet()) {
      if (topic(name, OUT_OF_ORDERNESS) != null) {
        checkNamed(name, problem);
      } else if (name.startsWith(PREFIX) && topic(name, FORMAT) == null) {
        problem.accept(
            name,
            "%s is not an option of a source; there are %sTOPIC%s and %sTOPIC%s"
                .formatted(name, PREFIX, FORMAT, PREFIX, OUT_OF_ORDERNESS));
      }
    }
    Set<String> written = topics.all().stream().map(Topics.Topic::name).collect(Collectors.toSet());
    written.remove(topics.interactions());
    Map<Integer, String> codes = new HashMap<>();
    for (String topic : named()) {
      String name = PREFIX + topic + FORMAT;
      String twin = codes.put(Origin.code(topic), topic);
      if (!TOPIC.matcher(topic).matches()) {
        problem.accept(name, "%s: \"%s\" is not the name of a topic".formatted(name, topic));
      } else if (written.contains(topic)) {
        problem.accept(name, name + ": the jobs write this topic, they can't be fed from it");
      } else if (twin != null) {
        problem.accept(
            name, "%s: cannot be told from %s in the counts; rename one".formatted(name, twin));
      }
      checkFormat(name, problem);
    }
  }

  private void checkNamed(String name, BiConsumer<String, String> problem) {
    String format = PREFIX + topic(name, OUT_OF_ORDERNESS) + FORMAT;
    if (!config.containsKey(format)) {
      problem.accept(name, "%s: say %s too; it makes the topic a source".formatted(name, format));
    }
  }

  private void checkFormat(String name, BiConsumer<String, String> problem) {
    try {
      format(name);
    } catch (UnknownFormat e) {
      problem.accept(name, name + ": " + e.getMessage());
    }
  }

  /**
   * The sources, by name, of a configuration that has been looked through.
   *
   * @param outOfOrderness of a source that has none of its own
   */
  List<InteractionSource.Topic> read(Duration outOfOrderness) {
    List<String> named = named();
    if (named.isEmpty()) {
      return List.of(
          new InteractionSource.Topic(topics.interactions(), NamedFormat.WAYMARK, outOfOrderness));
    }
    return named.stream().map(topic -> source(topic, outOfOrderness)).toList();
  }

  private InteractionSource.Topic source(String topic, Duration outOfOrderness) {
    try {
      return new InteractionSource.Topic(
          topic,
          format(PREFIX + topic + FORMAT),
          config.getOptional(duration(PREFIX + topic + OUT_OF_ORDERNESS)).orElse(outOfOrderness));
    } catch (UnknownFormat e) {
      throw new IllegalStateException("the configuration was not looked through", e);
    }
  }

  private List<String> named() {
    return config.keySet().stream()
        .map(name -> topic(name, FORMAT))
        .filter(Objects::nonNull)
        .sorted()
        .toList();
  }

  private Format format(String name) throws UnknownFormat {
    return Format.named(config.get(key(name).stringType().defaultValue("")));
  }

  private static ConfigOption<Duration> duration(String name) {
    return key(name).durationType().noDefaultValue();
  }

  /** The topic that a key is about; null if it is no such key. */
  private static @Nullable String topic(String name, String option) {
    return name.startsWith(PREFIX)
            && name.endsWith(option)
            && name.length() >= PREFIX.length() + option.length()
        ? name.substring(PREFIX.length(), name.length() - option.length())
        : null;
  }
}
