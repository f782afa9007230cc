package io.waymark.app.format.mapping;

import io.waymark.app.format.mapping.JsonMapping.Otherwise;
import io.waymark.app.format.mapping.JsonMapping.Time;
import io.waymark.app.format.mapping.JsonMapping.Type;
import io.waymark.catalogue.Fields;
import io.waymark.catalogue.Problems;
import io.waymark.catalogue.Values;
import io.waymark.catalogue.YamlNodes;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads where values come from. What is wrong is reported and null. */
final class SourceReader {
  private final Problems problems;
  private final Values values;

  SourceReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  @Nullable JsonPath path(Node node, String what) {
    JsonPath path = node instanceof ScalarNode ? JsonPath.parse(values.text(node, what)) : null;
    if (path == null) {
      problems.error(
          node, what + ": expected " + JsonPath.EXPECTED + ", got " + YamlNodes.describe(node));
    }
    return path;
  }

  /** A path, {@code {field: path}} or {@code {const: value}}. */
  @Nullable ValueSource field(Node node, String what) {
    return node instanceof ScalarNode
        ? field(path(node, what), null)
        : source(Fields.of(node, what, problems, "field", "const"), what);
  }

  /** The same, with {@code type} beside the path. */
  @Nullable ValueSource attribute(Node node, String what) {
    return node instanceof ScalarNode
        ? field(path(node, what), null)
        : source(Fields.of(node, what, problems, "field", "type", "const"), what);
  }

  private @Nullable ValueSource source(Fields fields, String what) {
    Node constant = fields.get("const");
    Node type = fields.get("type");
    if (constant != null) {
      if (fields.has("field") || type != null) {
        problems.error(fields.at(), what + ": \"const\" stands by itself");
      }
      Object value = values.scalar(constant, what + ": const");
      return value == null ? null : new ValueSource.Constant(value);
    }
    Node field = fields.required("field", JsonPath.EXPECTED);
    return field(
        field == null ? null : path(field, what + ": field"),
        type == null ? null : values.choice(type, what + ": type", ValueType.STRING));
  }

  private static @Nullable ValueSource field(@Nullable JsonPath path, @Nullable ValueType type) {
    return path == null ? null : new ValueSource.Field(path, type);
  }

  @Nullable Type type(Node node) {
    if (node instanceof ScalarNode) {
      ValueSource name = field(node, "event_type");
      return name == null ? null : new Type(name, Map.of(), Otherwise.KEEP);
    }
    Fields fields = Fields.of(node, "event_type", problems, "field", "const", "map", "otherwise");
    ValueSource name = source(fields, "event_type");
    Map<String, String> map = new LinkedHashMap<>();
    Node given = fields.get("map");
    if (given != null) {
      Fields types = Fields.ofAnyNames(given, "event_type: map", problems);
      for (String key : types.keys()) {
        map.put(key, values.text(types.get(key), "event_type: map: " + key));
      }
    }
    Otherwise otherwise =
        values.choice(fields.get("otherwise"), "event_type: otherwise", Otherwise.KEEP);
    return name == null ? null : new Type(name, map, otherwise);
  }

  @Nullable Time time(Node node) {
    if (node instanceof ScalarNode) {
      JsonPath path = path(node, "event_time");
      return path == null ? null : new Time(path, new TimeFormat.Standard());
    }
    Fields fields = Fields.of(node, "event_time", problems, "field", "format", "zone");
    Node field = fields.required("field", JsonPath.EXPECTED);
    JsonPath path = field == null ? null : path(field, "event_time: field");
    TimeFormat format = timeFormat(fields.get("format"), fields.get("zone"));
    return path == null || format == null ? null : new Time(path, format);
  }

  private @Nullable TimeFormat timeFormat(@Nullable Node format, @Nullable Node zone) {
    String name = format == null ? "rfc3339" : values.text(format, "event_time: format");
    TimeFormat known =
        switch (name) {
          case "rfc3339" -> new TimeFormat.Standard();
          case "epoch_seconds" -> new TimeFormat.Epoch(3);
          case "epoch_millis" -> new TimeFormat.Epoch(0);
          case "epoch_micros" -> new TimeFormat.Epoch(-3);
          default -> null;
        };
    if (known != null || format == null) {
      if (zone != null) {
        problems.error(zone, "event_time: zone: only a pattern may leave the zone out");
      }
      return known;
    }
    ZoneId id = zone == null ? null : zone(zone);
    TimeFormat written = TimeFormat.Written.of(name, id);
    if (written == null) {
      problems.error(
          format,
          "event_time: format: expected epoch_seconds, epoch_millis, epoch_micros, rfc3339, or a"
              + " pattern with date and time such as \"dd/MM/uuuu HH:mm:ss\" and the zone, got "
              + YamlNodes.describe(format));
    }
    return written;
  }

  private @Nullable ZoneId zone(Node node) {
    try {
      return ZoneId.of(values.text(node, "event_time: zone"));
    } catch (DateTimeException none) {
      problems.error(
          node,
          "event_time: zone: expected a zone such as Asia/Bangkok, got "
              + YamlNodes.describe(node));
      return null;
    }
  }
}
