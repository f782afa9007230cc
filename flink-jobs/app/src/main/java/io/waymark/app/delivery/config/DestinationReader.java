package io.waymark.app.delivery.config;

import io.waymark.app.delivery.config.DestinationConfig.Bounds;
import io.waymark.app.delivery.kind.PagerDuty;
import io.waymark.app.delivery.kind.SegmentTrack;
import io.waymark.app.delivery.kind.Slack;
import io.waymark.app.delivery.net.AddressGuard;
import io.waymark.app.delivery.net.Cidr;
import io.waymark.app.delivery.net.InvalidUrl;
import io.waymark.app.delivery.net.TargetUrl;
import io.waymark.app.delivery.template.Escaping;
import io.waymark.app.delivery.template.InvalidTemplate;
import io.waymark.app.delivery.template.MessageTemplate;
import io.waymark.app.delivery.template.Subject;
import io.waymark.catalogue.Fields;
import io.waymark.catalogue.Problems;
import io.waymark.catalogue.Spelling;
import io.waymark.catalogue.Values;
import io.waymark.catalogue.YamlNodes;
import io.waymark.domain.delivery.Destination;
import io.waymark.domain.delivery.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one destination. */
final class DestinationReader {
  private static final int MOST_CONCURRENT = 1_024;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration RESEND = Duration.ofMinutes(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

  private static final Pattern RATE = Pattern.compile("(\\d{1,6})/([smh])");

  private final Problems problems;
  private final Values values;
  private final Set<String> names;

  /**
   * @param names of those read before
   */
  DestinationReader(Problems problems, Set<String> names) {
    this.problems = problems;
    this.values = new Values(problems);
    this.names = names;
  }

  /** Null after a report; one that is given may have been reported on, too. */
  @Nullable DestinationConfig read(Node node) {
    Kind kind = kind(node);
    String[] known = kind == null ? Kind.allSettings() : kind.settings();
    Fields fields = Fields.of(node, "destination", problems, known);
    String name = name(fields);
    fields.required("kind", "one of " + String.join(", ", Kind.words()));
    if (kind == null) {
      return null;
    }
    Route route = new RouteReader(problems, values).read(fields.get("filter"), kind);
    Bounds bounds = bounds(fields);
    return new DestinationConfig(
        new Destination(
            name,
            route,
            count(fields, "concurrency", kind == Kind.SLACK ? 1 : 16, MOST_CONCURRENT),
            rate(fields, kind),
            kind == Kind.ALERTMANAGER ? RESEND.toMillis() : 0,
            kind == Kind.SEGMENT),
        kind,
        urls(fields, kind, bounds),
        secrets(fields, kind),
        new HeaderReader(problems, values).read(fields.get("headers")),
        template(fields, kind, route),
        method(fields),
        bounds);
  }

  private @Nullable Kind kind(Node node) {
    if (node instanceof MappingNode map) {
      for (var entry : map.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals("kind")) {
          String word = values.text(entry.getValueNode(), "kind");
          var kind = Kind.named(word);
          if (kind.isEmpty()) {
            problems.error(
                entry.getValueNode(),
                "kind: unknown value "
                    + YamlNodes.describe(entry.getValueNode())
                    + Spelling.hint(word, Kind.words()));
          }
          return kind.orElse(null);
        }
      }
    }
    return null;
  }

  private String name(Fields fields) {
    Node node = fields.required("name", "a name such as crm");
    String name = values.text(node, "name");
    if (node != null && !name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      problems.error(node, "name: expected kebab-case, got " + YamlNodes.describe(node));
    } else if (node != null && !names.add(name)) {
      problems.error(node, "name: there are two destinations \"" + name + "\"");
    }
    return name;
  }

  private int count(Fields fields, String key, int otherwise, int most) {
    Node node = fields.get(key);
    return node == null ? otherwise : values.integer(node, key, 1, most);
  }

  private double rate(Fields fields, Kind kind) {
    Node node = fields.get("rate");
    if (node == null) {
      // Slack takes one a second.
      return kind == Kind.SLACK ? 1 : 0;
    }
    var match = RATE.matcher(YamlNodes.word(node));
    if (!match.matches() || Integer.parseInt(match.group(1)) == 0) {
      problems.error(
          node,
          "rate: expected a rate such as 50/s, 30/m or 100/h, got " + YamlNodes.describe(node));
      return 0;
    }
    int seconds =
        switch (match.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          default -> 3600;
        };
    return Double.parseDouble(match.group(1)) / seconds;
  }

  private Bounds bounds(Fields fields) {
    List<Cidr> named = new ArrayList<>();
    for (Node item : values.items(fields.get("allow_private"))) {
      Cidr.parse(values.text(item, "allow_private"))
          .ifPresentOrElse(
              named::add,
              () ->
                  problems.error(
                      item,
                      "allow_private: expected a network such as 10.1.0.0/16 or fd12::/48, got "
                          + YamlNodes.describe(item)));
    }
    Set<Integer> ports = new HashSet<>();
    for (Node item : values.items(fields.get("ports"))) {
      ports.add(values.integer(item, "ports", 1, 65_535));
    }
    return new Bounds(
        duration(fields, "timeout", TIMEOUT),
        duration(fields, "connect_timeout", CONNECT_TIMEOUT),
        ports,
        named);
  }

  private Duration duration(Fields fields, String key, Duration otherwise) {
    Node node = fields.get(key);
    if (node == null) {
      return otherwise;
    }
    Duration duration = Duration.ofMillis(values.span(node, key));
    if (duration.compareTo(LONGEST_TIMEOUT) > 0) {
      problems.error(node, key + ": expected at most 1m, got " + YamlNodes.describe(node));
    }
    return duration;
  }

  private List<Setting> urls(Fields fields, Kind kind, Bounds bounds) {
    List<Node> nodes = new ArrayList<>();
    Node several = fields.get("urls");
    if (several != null) {
      nodes.addAll(values.list(several, "urls", "a list of URLs"));
      if (fields.has("url")) {
        problems.error(several, "urls: there is a url, too; expected one of them");
      }
    } else if (fields.has("url")) {
      nodes.addAll(values.items(fields.get("url")));
    } else if (kind == Kind.PAGERDUTY) {
      return List.of(Setting.of(PagerDuty.URL));
    } else if (kind == Kind.SEGMENT) {
      return List.of(Setting.of(SegmentTrack.URL));
    } else {
      fields.required("url", "an URL, or where it is: " + Secret.EXPECTED);
    }
    if (nodes.size() > 1 && several == null) {
      problems.error(nodes.get(1), "url: expected one");
    }
    return nodes.stream().map(node -> url(node, kind, bounds)).toList();
  }

  private Setting url(Node node, Kind kind, Bounds bounds) {
    String text = values.text(node, "url");
    Setting setting = Setting.of(text);
    if (setting.secret().isEmpty()) {
      try {
        TargetUrl.parse(
            kind.endpoint(text), new AddressGuard(bounds.allowPrivate()), bounds.ports());
      } catch (InvalidUrl e) {
        problems.error(node, "url: " + e.getMessage());
      }
    }
    return setting;
  }

  private List<Secret> secrets(Fields fields, Kind kind) {
    int most = kind == Kind.STANDARD_WEBHOOK ? 2 : 1;
    boolean needed = Set.of(kind.settings()).contains("secret");
    Node node = needed ? fields.required("secret", Secret.EXPECTED) : null;
    List<Secret> secrets = new ArrayList<>();
    for (Node item : values.items(node)) {
      Secret.parse(values.text(item, "secret"))
          .ifPresentOrElse(
              secrets::add,
              // What was written may be the secret itself.
              () -> problems.error(item, "secret: expected " + Secret.EXPECTED));
    }
    if (node != null && values.items(node).size() > most) {
      problems.error(node, "secret: expected at most " + most);
    }
    return secrets;
  }

  private @Nullable MessageTemplate template(Fields fields, Kind kind, Route route) {
    Node node = fields.get("template");
    boolean ofText = kind == Kind.SLACK || kind == Kind.PAGERDUTY;
    if (node == null && !ofText) {
      return null;
    }
    String text =
        node != null
            ? values.text(node, "template")
            : kind == Kind.SLACK ? Slack.TEXT : PagerDuty.SUMMARY;
    Escaping escaping =
        switch (kind) {
          case SLACK -> Escaping.SLACK;
          case PAGERDUTY -> Escaping.NONE;
          default -> Escaping.JSON;
        };
    try {
      return MessageTemplate.parse(text, escaping, subjects(route));
    } catch (InvalidTemplate e) {
      if (node == null) {
        throw new IllegalStateException(e);
      }
      problems.error(node, "template: " + e.getMessage());
      return null;
    }
  }

  private static Set<Subject> subjects(Route route) {
    Set<Subject> subjects = EnumSet.noneOf(Subject.class);
    for (String type : route.types()) {
      subjects.add(type.startsWith("alert.") ? Subject.ALERT : Subject.TRIGGER);
    }
    return subjects;
  }

  private String method(Fields fields) {
    Node node = fields.get("method");
    String method = node == null ? "POST" : values.text(node, "method");
    if (node != null && !Set.of("POST", "PUT").contains(method)) {
      problems.error(node, "method: expected POST or PUT, got " + YamlNodes.describe(node));
    }
    return method;
  }
}
