package io.waymark.catalogue;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Wait;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Segment;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one rule with its examples and fills in the defaults. */
final class RuleReader {
  /** Stands in for the id of a rule whose id is missing or wrong. */
  static final String NO_ID = "?";

  private static final String[] KEYS = {
    "id",
    "version",
    "title",
    "description",
    "kind",
    "severity",
    "stage",
    "tags",
    "mode",
    "effective_from",
    "on_change",
    "per",
    "when",
    "unless",
    "resolve",
    "resolve_within",
    "only_if",
    "cooldown",
    "alert",
    "intervene",
    "segments",
    "examples"
  };
  private static final String KEBAB = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final Set<String> NOT_PER =
      Set.of("customer_id", "anonymous_id", "event_id", "event_type", "event_time");
  private static final int DEFAULT_PRIORITY = 50;
  private static final long DEFAULT_OUTCOME_WITHIN = 7 * 24 * 60 * 60 * 1000L;

  private final Problems problems;
  private final Values values;
  private final SelectorReader selectors;

  RuleReader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
    this.selectors = new SelectorReader(problems);
  }

  /** The rule; only to be used if no errors were reported on the way. */
  CatalogueRule read(Node node) {
    var fields = Fields.of(node, "rule", problems, KEYS);
    Severity severity = values.choice(fields.get("severity"), "severity", Severity.MEDIUM);
    Pattern when =
        new PatternReader(problems, selectors, severity)
            .read(fields.required("when", "exactly one pattern"));
    List<Selector> unless = selectors.readAll(fields.get("unless"), "unless");
    Node resolve = fields.get("resolve");
    var rule =
        new Rule(
            id(fields),
            fields.has("version")
                ? values.integer(fields.get("version"), "version", 1, Integer.MAX_VALUE)
                : 1,
            values.text(fields.required("title", "a short title"), "title"),
            optional(fields, "description"),
            values.choice(fields.get("kind"), "kind", Kind.FRICTION),
            severity,
            optional(fields, "stage"),
            values.texts(fields.get("tags"), "tags"),
            values.choice(fields.get("mode"), "mode", Mode.LIVE),
            values.instant(fields.get("effective_from"), "effective_from"),
            per(fields.get("per")),
            when,
            unless,
            resolve == null ? ends(when, unless) : selectors.readAll(resolve, "resolve"),
            span(fields, "resolve_within", Rule.DEFAULT_RESOLVE_WITHIN),
            onlyIf(fields.get("only_if")),
            span(fields, "cooldown", 0),
            alerting(fields.get("alert")),
            intervention(fields.get("intervene")),
            segments(fields.get("segments"), when, severity, span(fields, "cooldown", 0)),
            values.choice(fields.get("on_change"), "on_change", OnChange.FINISH));
    var examples = new ExampleReader(problems).readAll(fields.get("examples"));
    var source = problems.source();
    return new CatalogueRule(
        rule, examples, source.snippet(node), source.place(node.getStartMark()));
  }

  private String id(Fields fields) {
    Node node = fields.required("id", "a kebab-case name such as cart-abandoned");
    int before = problems.errors();
    String id = values.text(node, "id");
    if (node == null || problems.errors() > before) {
      return NO_ID;
    }
    if (!id.matches(KEBAB) || id.length() > 100) {
      problems.error(
          node, "id: expected kebab-case such as cart-abandoned, got " + YamlNodes.describe(node));
      return NO_ID;
    }
    return id;
  }

  private @Nullable String optional(Fields fields, String key) {
    Node node = fields.get(key);
    return node == null ? null : values.text(node, key).strip();
  }

  private long span(Fields fields, String key, long otherwise) {
    Node node = fields.get(key);
    return node == null ? otherwise : values.span(node, key);
  }

  /** What ends a fire where the rule does not say: what cancels it, and what it waits for. */
  private static List<Selector> ends(Pattern when, List<Selector> unless) {
    List<Selector> ends = new ArrayList<>(unless);
    if (when instanceof Absence absence) {
      ends.add(absence.of());
    } else if (when instanceof Wait wait) {
      ends.add(wait.end());
    }
    return List.copyOf(ends);
  }

  private List<String> per(@Nullable Node node) {
    List<String> names = new ArrayList<>();
    for (Node item : values.items(node)) {
      String name = values.text(item, "per");
      if (name.startsWith("attr.") || name.startsWith("event.")) {
        problems.error(
            item, "per: expected the bare name, \"" + name.substring(name.indexOf('.') + 1) + "\"");
      } else if (NOT_PER.contains(name)) {
        problems.error(
            item,
            "per: expected an attribute, session_id, channel or touchpoint, got \""
                + name
                + "\"; a rule always looks at one customer at a time");
      } else if (names.contains(name)) {
        problems.error(item, "per: \"" + name + "\" is given twice");
      }
      names.add(name);
    }
    return List.copyOf(names);
  }

  private List<Condition> onlyIf(@Nullable Node node) {
    List<Condition> conditions = new ArrayList<>();
    for (Node item : values.items(node)) {
      var fields = Fields.of(item, "only_if", problems, "seen", "not_seen", "within");
      Node seen = fields.get("seen");
      Node notSeen = fields.get("not_seen");
      if (item instanceof MappingNode && (seen == null) == (notSeen == null)) {
        problems.error(item, "only_if: expected either \"seen\" or \"not_seen\", and one of them");
      }
      conditions.add(
          new Condition(
              seen != null,
              selectors.read(seen != null ? seen : notSeen, seen != null ? "seen" : "not_seen"),
              values.span(fields.required("within", Spans.EXPECTED), "within")));
    }
    return List.copyOf(conditions);
  }

  private List<Segment> segments(
      @Nullable Node node, Pattern when, Severity severity, long cooldown) {
    List<Segment> segments = new ArrayList<>();
    for (Node item : values.items(node)) {
      var fields = Fields.of(item, "segment", problems, "where", "when", "severity", "cooldown");
      Severity own = values.choice(fields.get("severity"), "severity", severity);
      Node other = fields.get("when");
      if (!fields.has("when") && !fields.has("severity") && !fields.has("cooldown")) {
        problems.error(item, "segment: expected \"when\", \"severity\" or \"cooldown\"");
      }
      Predicate where =
          selectors.predicate(fields.required("where", "profile.tier == 'gold'"), "where");
      if (where != null) {
        segments.add(
            new Segment(
                where,
                other == null ? when : new PatternReader(problems, selectors, own).read(other),
                own,
                span(fields, "cooldown", cooldown)));
      }
    }
    return List.copyOf(segments);
  }

  private @Nullable Alerting alerting(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    var fields = Fields.of(node, "alert", problems, "group_by", "team", "runbook");
    return new Alerting(
        fields.has("group_by")
            ? values.texts(fields.get("group_by"), "group_by")
            : List.of("touchpoint"),
        optional(fields, "team"),
        optional(fields, "runbook"));
  }

  private @Nullable Intervention intervention(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    var fields =
        Fields.of(
            node,
            "intervene",
            problems,
            "action",
            "channel",
            "purpose",
            "useful_for",
            "priority",
            "holdout",
            "goals",
            "outcome_within");
    Node priority = fields.get("priority");
    return new Intervention(
        values.text(fields.required("action", "what to do, such as resume-checkout"), "action"),
        optional(fields, "channel"),
        values.choice(fields.get("purpose"), "purpose", Purpose.MARKETING),
        span(fields, "useful_for", Rule.DEFAULT_RESOLVE_WITHIN),
        priority == null ? DEFAULT_PRIORITY : values.integer(priority, "priority", 0, 100),
        values.percent(fields.get("holdout"), "holdout"),
        goals(fields.get("goals")),
        span(fields, "outcome_within", DEFAULT_OUTCOME_WITHIN));
  }

  /** What no fact tells of is warned of only: rules that say so are in force. */
  private List<String> goals(@Nullable Node node) {
    List<String> goals = new ArrayList<>();
    for (Node item : values.items(node)) {
      int before = problems.errors();
      String goal = values.text(item, "goals");
      if (problems.errors() == before && !Fact.eventTypes().contains(goal)) {
        problems.warning(
            problems.source().place(item.getStartMark()),
            "goals: \""
                + goal
                + "\" is never reached, as no fact tells of it"
                + Spelling.hint(goal, Fact.eventTypes()));
      }
      goals.add(goal);
    }
    return List.copyOf(goals);
  }
}
