package io.waymark.app.kafka;

import io.waymark.app.kafka.Topics.Topic;
import io.waymark.catalogue.Fields;
import io.waymark.catalogue.Problem;
import io.waymark.catalogue.Problems;
import io.waymark.catalogue.SourceText;
import io.waymark.catalogue.Spelling;
import io.waymark.catalogue.Values;
import io.waymark.catalogue.YamlNodes;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a {@code topics:} list: what topics there should be, with partitions and settings. */
public final class TopicsFile {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final int MOST_PARTITIONS = 10_000;
  private static final Set<String> SETTINGS = settings();

  private final Problems problems;
  private final Values values;
  private final Set<String> names = new HashSet<>();

  private TopicsFile(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
  }

  /**
   * What a file says.
   *
   * @param topics in its order; not to be used if there are problems
   * @param problems all that is wrong with it, in the order of its lines
   */
  public record Loaded(List<Topic> topics, List<Problem> problems) {}

  /**
   * Reads a text.
   *
   * @param source its name in problems
   */
  public static Loaded load(String source, String text) {
    Problems problems = new Problems(new SourceText(source, text));
    Node root = YamlNodes.document(problems);
    List<Topic> topics = root == null ? List.of() : new TopicsFile(problems).topics(root);
    return new Loaded(
        topics,
        problems.found().stream()
            .sorted(
                Comparator.comparingInt((Problem problem) -> problem.place().line())
                    .thenComparingInt(problem -> problem.place().column()))
            .toList());
  }

  private List<Topic> topics(Node root) {
    List<Topic> topics = new ArrayList<>();
    String expected = "a list of topics";
    Node list = Fields.of(root, "topics file", problems, "topics").required("topics", expected);
    for (Node item : values.list(list, "topics", expected)) {
      topics.add(topic(item));
    }
    return topics;
  }

  private Topic topic(Node node) {
    Fields fields = Fields.of(node, "topic", problems, "name", "partitions", "config");
    return new Topic(
        name(fields.required("name", "its whole name, such as waymark.signals")),
        values.integer(fields.required("partitions", "how many"), "partitions", 1, MOST_PARTITIONS),
        config(fields.get("config")));
  }

  private String name(@Nullable Node node) {
    String name = values.text(node, "name");
    if (node != null && !NAME.matcher(name).matches()) {
      problems.error(node, "name: expected letters, digits, '.', '_' and '-', at most 249 of them");
    } else if (node != null && !names.add(name)) {
      problems.error(node, "name: there are two topics \"" + name + "\"");
    }
    return name;
  }

  private Map<String, String> config(@Nullable Node node) {
    Map<String, String> config = new HashMap<>();
    if (node == null) {
      return config;
    }
    Fields fields = Fields.ofAnyNames(node, "config", problems);
    for (String name : fields.keys()) {
      Node value = Objects.requireNonNull(fields.get(name));
      if (!SETTINGS.contains(name)) {
        problems.error(
            value, "config: topics have no setting " + name + Spelling.hint(name, SETTINGS));
        continue;
      }
      Object scalar = values.scalar(value, "config: " + name);
      if (scalar != null) {
        config.put(name, scalar.toString());
      }
    }
    return config;
  }

  /** The names that Kafka has for them. */
  private static Set<String> settings() {
    return Arrays.stream(TopicConfig.class.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getName().endsWith("_CONFIG"))
        .map(
            field -> {
              try {
                return String.valueOf(field.get(null));
              } catch (IllegalAccessException e) {
                throw new IllegalStateException("a public field can be read", e);
              }
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
