package io.waymark.app.format.mapping;

import io.waymark.app.format.mapping.JsonMapping.Time;
import io.waymark.app.format.mapping.JsonMapping.Type;
import io.waymark.app.format.mapping.JsonMapping.When;
import io.waymark.catalogue.Fields;
import io.waymark.catalogue.Problem;
import io.waymark.catalogue.Problems;
import io.waymark.catalogue.SourceText;
import io.waymark.catalogue.Values;
import io.waymark.catalogue.YamlNodes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads mappings. One that cannot be understood is refused with all its problems at once. */
public final class MappingLoader {
  private static final List<String> OPTIONAL =
      List.of("customer_id", "anonymous_id", "session_id", "channel", "touchpoint");

  private final Problems problems;
  private final Values values;
  private final SourceReader sources;

  private MappingLoader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
    this.sources = new SourceReader(problems, values);
  }

  /**
   * Reads a text.
   *
   * @param source its name in problems
   */
  public static JsonMapping load(String source, String text) throws InvalidMapping {
    Problems problems = new Problems(new SourceText(source, text));
    Node root = YamlNodes.document(problems);
    JsonMapping mapping = root == null ? null : new MappingLoader(problems).mapping(root);
    if (mapping == null || !problems.found().isEmpty()) {
      throw new InvalidMapping(
          problems.found().stream()
              .sorted(
                  Comparator.comparingInt((Problem problem) -> problem.place().line())
                      .thenComparingInt(problem -> problem.place().column()))
              .toList());
    }
    return mapping;
  }

  private @Nullable JsonMapping mapping(Node root) {
    Fields top =
        Fields.of(
            root,
            "mapping",
            problems,
            "format",
            "each",
            "when",
            "event_id",
            "event_type",
            "event_time",
            "customer_id",
            "anonymous_id",
            "session_id",
            "channel",
            "touchpoint",
            "attributes");
    checkFormat(top.get("format"));
    Node each = top.get("each");
    Node when = top.get("when");
    JsonPath things = each == null ? null : sources.path(each, "each");
    When meant = when == null ? null : when(when);
    Node type = top.required("event_type", "a path, or field with map and otherwise");
    Node time = top.required("event_time", "a path, or field with format");
    Type typeRule = type == null ? null : sources.type(type);
    Time timeRule = time == null ? null : sources.time(time);
    Map<String, ValueSource> fields = fields(top);
    Node attributes = top.get("attributes");
    Map<String, ValueSource> extra = attributes == null ? Map.of() : attributes(attributes);
    return typeRule == null || timeRule == null
        ? null
        : new JsonMapping(things, meant, typeRule, timeRule, fields, extra);
  }

  private void checkFormat(@Nullable Node format) {
    if (format != null && !values.text(format, "format").equals("json")) {
      problems.error(format, "format: a mapping is for json, got " + YamlNodes.describe(format));
    }
  }

  private @Nullable When when(Node node) {
    Fields fields = Fields.of(node, "when", problems, "field", "in");
    Node field = fields.required("field", JsonPath.EXPECTED);
    Node in = fields.required("in", "a list of values");
    Set<String> texts =
        values.list(in, "when: in", "a list of values").stream()
            .map(item -> values.scalar(item, "when: in"))
            .filter(Objects::nonNull)
            .map(Object::toString)
            .collect(Collectors.toUnmodifiableSet());
    JsonPath path = field == null ? null : sources.path(field, "when: field");
    return path == null ? null : new When(path, texts);
  }

  private Map<String, ValueSource> fields(Fields top) {
    Map<String, ValueSource> fields = new LinkedHashMap<>();
    put(fields, "event_id", top.required("event_id", "a path"));
    OPTIONAL.forEach(name -> put(fields, name, top.get(name)));
    if (!top.has("customer_id") && !top.has("anonymous_id")) {
      problems.error(
          top.at(), "mapping: \"customer_id\" and \"anonymous_id\" are both missing; expected one");
    }
    return fields;
  }

  private void put(Map<String, ValueSource> fields, String name, @Nullable Node node) {
    ValueSource source = node == null ? null : sources.field(node, name);
    if (source != null) {
      fields.put(name, source);
    }
  }

  private Map<String, ValueSource> attributes(Node node) {
    Map<String, ValueSource> attributes = new LinkedHashMap<>();
    Fields fields = Fields.ofAnyNames(node, "attributes", problems);
    for (String name : fields.keys()) {
      Node value = fields.get(name);
      ValueSource source = value == null ? null : sources.attribute(value, "attributes: " + name);
      if (source != null) {
        attributes.put(name, source);
      }
    }
    return attributes;
  }
}
