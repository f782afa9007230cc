package io.waymark.catalogue;

import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Clock;
import io.waymark.domain.rule.Pattern.Count;
import io.waymark.domain.rule.Pattern.Level;
import io.waymark.domain.rule.Pattern.OnEvent;
import io.waymark.domain.rule.Pattern.Points;
import io.waymark.domain.rule.Pattern.Score;
import io.waymark.domain.rule.Pattern.Wait;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what stands under {@code when}. */
final class PatternReader {
  private static final String[] PATTERNS = {
    "event", "count", "sequence", "absence", "wait", "score"
  };
  private static final String SELECTOR = "an event type or {type: ...}";

  private final Problems problems;
  private final Values values;
  private final SelectorReader selectors;
  private final SequenceReader sequences;
  private final Severity severity;

  /**
   * Reads patterns of a rule.
   *
   * @param severity of the rule, the default of a wait's levels
   */
  PatternReader(Problems problems, SelectorReader selectors, Severity severity) {
    this.problems = problems;
    this.values = new Values(problems);
    this.selectors = selectors;
    this.sequences = new SequenceReader(problems, selectors);
    this.severity = severity;
  }

  /** The one pattern of a {@code when}. */
  Pattern read(@Nullable Node node) {
    if (node == null) {
      return nothing();
    }
    var when = Fields.of(node, "when", problems, PATTERNS);
    var keys = when.keys().iterator();
    if (!keys.hasNext()) {
      problems.error(
          node, "when: expected exactly one of " + String.join(", ", PATTERNS) + ", got none");
      return nothing();
    }
    String name = keys.next();
    if (keys.hasNext()) {
      problems.error(
          node, "when: expected exactly one pattern, got " + name + " and " + keys.next());
    }
    Node body = when.get(name);
    return body == null ? nothing() : pattern(name, body);
  }

  private Pattern pattern(String name, Node body) {
    return switch (name) {
      case "event" -> new OnEvent(selectors.read(body, "event"));
      case "count" -> count(body);
      case "sequence" -> sequences.read(body);
      case "absence" -> absence(body);
      case "wait" -> waiting(body);
      default -> score(body);
    };
  }

  private static Pattern nothing() {
    return new OnEvent(Selector.any());
  }

  private Count count(Node body) {
    var fields =
        Fields.of(body, "count", problems, "of", "at_least", "within", "distinct", "sum", "again");
    var distinct = fields.get("distinct");
    var sum = fields.get("sum");
    if (distinct != null && sum != null) {
      problems.error(sum, "count: expected \"distinct\" or \"sum\", not both");
    }
    Node atLeast = fields.required("at_least", sum == null ? "a whole number" : "a number");
    double least =
        sum == null ? values.integer(atLeast, "at_least", 1, Count.MOST) : total(atLeast);
    Node again = fields.get("again");
    return new Count(
        selectors.read(fields.required("of", SELECTOR), "of"),
        least,
        values.span(fields.required("within", Spans.EXPECTED), "within"),
        distinct == null ? null : values.text(distinct, "distinct"),
        sum == null ? null : values.text(sum, "sum"),
        again == null ? null : (Long) values.span(again, "again"));
  }

  private double total(@Nullable Node node) {
    double least = values.number(node, "at_least");
    if (node != null && least <= 0) {
      problems.error(node, "at_least: expected a sum above 0, got " + YamlNodes.describe(node));
    }
    return least;
  }

  private Absence absence(Node body) {
    var fields =
        Fields.of(body, "absence", problems, "after", "of", "within", "until", "plus", "clock");
    Node within = fields.get("within");
    Node until = fields.get("until");
    Node plus = fields.get("plus");
    if (within == null && until == null) {
      problems.error(
          body,
          "absence: when does it fire? expected \"within\" ("
              + Spans.EXPECTED
              + ") or \"until\" (attr.NAME)");
    } else if (within != null && until != null) {
      problems.error(until, "absence: expected \"within\" or \"until\", not both");
    }
    if (plus != null && until == null) {
      problems.error(plus, "absence: \"plus\" needs \"until\"; expected a longer \"within\"");
    }
    Node after = fields.required("after", SELECTOR + ", {count: ...} or {sequence: ...}");
    return new Absence(
        opening(after),
        selectors.read(fields.required("of", SELECTOR), "of"),
        within == null ? null : (Long) values.span(within, "within"),
        until == null ? null : deadline(until),
        plus == null ? 0 : values.span(plus, "plus"),
        values.choice(fields.get("clock"), "clock", Clock.LAST));
  }

  private Pattern opening(@Nullable Node node) {
    if (node instanceof MappingNode map && map.getValue().size() == 1) {
      var only = map.getValue().get(0);
      var key = YamlNodes.word(only.getKeyNode());
      if (key.equals("count") || key.equals("sequence")) {
        return pattern(key, only.getValueNode());
      }
    }
    return new OnEvent(selectors.read(node, "after"));
  }

  private String deadline(Node node) {
    String text = values.text(node, "until");
    if (text.startsWith("attr.") && text.length() > "attr.".length()) {
      return text.substring("attr.".length());
    }
    problems.error(
        node,
        "until: expected attr.NAME, the attribute with the deadline, got "
            + YamlNodes.describe(node));
    return text;
  }

  private Wait waiting(Node body) {
    var fields = Fields.of(body, "wait", problems, "start", "end", "levels");
    String expected = "a list of {after: 60s, severity: low}";
    List<Level> levels = new ArrayList<>();
    long last = 0;
    for (Node item : values.list(fields.required("levels", expected), "levels", expected)) {
      var level = Fields.of(item, "level", problems, "after", "severity");
      Node after = level.required("after", Spans.EXPECTED);
      long span = values.span(after, "level after");
      if (after != null && span <= last && !levels.isEmpty()) {
        problems.error(
            after,
            "level after: expected more than the level before, "
                + Spans.format(last)
                + ", got "
                + YamlNodes.describe(after));
      }
      last = span;
      levels.add(new Level(span, values.choice(level.get("severity"), "severity", severity)));
    }
    return new Wait(
        selectors.read(fields.required("start", SELECTOR), "start"),
        selectors.read(fields.required("end", SELECTOR), "end"),
        List.copyOf(levels));
  }

  private Score score(Node body) {
    var fields = Fields.of(body, "score", problems, "add", "half_life", "at_least", "rearm_below");
    String expected = "a list of {of: " + SELECTOR + ", points: 3}";
    Node list = fields.required("add", expected);
    List<Points> add = new ArrayList<>();
    for (Node item : values.list(list, "add", expected)) {
      var one = Fields.of(item, "add", problems, "of", "points");
      add.add(
          new Points(
              selectors.read(one.required("of", SELECTOR), "of"),
              values.number(one.required("points", "a number"), "points")));
    }
    if (list != null && !add.isEmpty() && add.stream().allMatch(p -> p.points() <= 0)) {
      problems.error(list, "add: no points above 0, so the score can never be reached");
    }
    Node reach = fields.required("at_least", "a number above 0");
    double atLeast = total(reach);
    Node halfLife = fields.get("half_life");
    Node rearm = fields.get("rearm_below");
    double rearmBelow = rearm == null ? atLeast / 2 : values.number(rearm, "rearm_below");
    if (rearm != null && rearmBelow > atLeast) {
      problems.error(
          rearm, "rearm_below: expected at most at_least, got " + YamlNodes.describe(rearm));
    }
    return new Score(
        List.copyOf(add),
        halfLife == null ? null : (Long) values.span(halfLife, "half_life"),
        atLeast,
        rearmBelow);
  }
}
