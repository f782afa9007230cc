package io.waymark.catalogue;

import static io.waymark.catalogue.Problem.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {

  private static List<String> problems(String yaml) {
    return CatalogueLoader.load("r.yaml", yaml).problems().stream().map(Problem::toString).toList();
  }

  @Test
  void tenMistakesGiveTenLocatedMessagesAndTheGoodRulesLoad() {
    String yaml =
        """
        rules:
          - id: Not Kebab
            title: One
            when: { event: a }
          - id: two
            titel: Two
            title: Two
            when: { event: a }
          - id: three
            title: Three
            severity: hihg
            when: { count: { of: a, at_least: 0, within: 10 } }
          - id: four
            title: Four
            when: { sequence: { steps: [ {none: a}, b ], within: 1h } }
          - id: good
            title: Good
            when: { event: a }
          - id: five
            title: on
            when: { event: {type: a, where: "attr.x > && 3"} }
          - id: good
            title: Again
            when: { event: a }
          - id: six
            title: Six
            when: { wait: { start: a, end: b, levels: [ {after: 2m}, {after: 1m} ] } }
        """;
    var catalogue = CatalogueLoader.load("r.yaml", yaml);

    assertThat(catalogue.rules()).extracting(rule -> rule.id()).containsExactly("good");
    assertThat(catalogue.problems().stream().map(Problem::toString))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("r.yaml:2:9: error: id: expected kebab-case"),
            p -> assertThat(p).startsWith("r.yaml:6:5: ").contains("did you mean \"title\"?"),
            p -> assertThat(p).startsWith("r.yaml:11:15: ").contains("did you mean \"high\"?"),
            p -> assertThat(p).startsWith("r.yaml:12:39: ").contains("whole number from 1"),
            p -> assertThat(p).startsWith("r.yaml:12:50: ").contains("duration such as", "\"10\""),
            p -> assertThat(p).startsWith("r.yaml:15:34: ").contains("neither first nor last"),
            p -> assertThat(p).startsWith("r.yaml:20:12: ").contains("quote it: \"on\""),
            p -> assertThat(p).startsWith("r.yaml:21:47: "),
            p -> assertThat(p).startsWith("r.yaml:22:5: ").contains("already defined at r.yaml:16"),
            p -> assertThat(p).startsWith("r.yaml:27:70: ").contains("more than the level before"));
  }

  @Test
  void whereTheTextIsNotYamlOneRuleIsLostAndNotTheFile() {
    String yaml =
        """
        rules:
          - id: star
            title: Star
            when: { event: * }
          - id: good
            title: Good
            when: { event: a }
          - id: tab
            title: Tab
            when:
            \tevent: a
          - id: not
            title: Not
            when: { event: {type: a, where: !has(attr.x)} }
          - id: colon
            title: a: b
            when: { event: a }
        """;
    var catalogue = CatalogueLoader.load("r.yaml", yaml);

    assertThat(catalogue.rules()).extracting(rule -> rule.id()).containsExactly("good");
    assertThat(catalogue.problems().stream().map(Problem::toString))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("r.yaml:4:").contains("unquoted *", "quote it"),
            p -> assertThat(p).startsWith("r.yaml:11:").contains("a tab"),
            p -> assertThat(p).startsWith("r.yaml:14:37: ").contains("begins with !"),
            p -> assertThat(p).startsWith("r.yaml:16:13: ").contains("unquoted value"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          event: no                                    | when: {event: no}                          | YAML reads an unquoted no
          not a map                                    | when: event                                | expected a map
          two patterns                                 | when: {event: a, count: {}}                | exactly one pattern
          no pattern                                   | when: {}                                   | got none
          misspelt pattern                             | when: {evnt: a}                            | did you mean "event"?
          where on a bare list                         | when: {event: [a, {type: b}]}              | expected text
          type missing                                 | when: {event: {channel: chat}}             | "type" is missing
          more than is kept of a window                | when: {count: {of: a, at_least: 1001, within: 1s}} | a whole number from 1 to 1000
          distinct and sum                             | when: {count: {of: a, at_least: 2, within: 1s, distinct: x, sum: y}} | not both
          neither within nor until                     | when: {absence: {after: a, of: b}}         | "within"
          both within and until                        | when: {absence: {after: a, of: b, within: 1s, until: attr.x}} | not both
          plus without until                           | when: {absence: {after: a, of: b, within: 1s, plus: 1s}} | needs "until"
          until without attr                           | when: {absence: {after: a, of: b, until: due}} | expected attr.NAME
          zero duration                                | when: {count: {of: a, at_least: 2, within: 0s}} | duration
          fraction of a duration                       | when: {count: {of: a, at_least: 2, within: 1.5h}} | duration
          no levels                                    | when: {wait: {start: a, end: b, levels: []}} | levels
          never reached                                | when: {score: {add: [{of: a, points: -1}], at_least: 1}} | never be reached
          rearm above                                  | when: {score: {add: [{of: a, points: 1}], at_least: 1, rearm_below: 2}} | at most at_least
          last none                                    | when: {sequence: {steps: [a, {none: b}], within: 1s}} | neither first nor last
          prev in the first step                       | when: {sequence: {steps: [{type: a, where: prev.attr.x == 1}, b], within: 1s}} | event of the step before
          prev in a none                               | when: {sequence: {steps: [a, {none: {type: b, where: prev.attr.x == 1}}, c], within: 1s}} | event of the step before
          prev outside a sequence                      | when: {event: {type: a, where: prev.attr.x == 1}} | event of the step before
          unknown event field                          | when: {event: {type: a, where: event.chanel == 'x'}} | undefined field
          unknown variable                             | when: {event: {type: a, where: atr.x == 'x'}} | expected attr, event
          not a condition                              | when: {event: {type: a, where: size(event.channel)}} | bool
          percentage without sign                      | {when: {event: a}, intervene: {action: x, holdout: 10}} | percentage
          percentage above 100                         | {when: {event: a}, intervene: {action: x, holdout: 101%}} | percentage
          action missing                               | {when: {event: a}, intervene: {channel: email}} | "action" is missing
          day without a time                           | {when: {event: a}, effective_from: 2026-01-01} | a time with its zone
          per with a prefix                            | {when: {event: a}, per: [attr.cart_id]}    | expected the bare name, "cart_id"
          per customer                                 | {when: {event: a}, per: customer_id}       | one customer at a time
          both seen and not_seen                       | {when: {event: a}, only_if: {seen: a, not_seen: b, within: 1d}} | either "seen" or "not_seen"
          only_if without a span                       | {when: {event: a}, only_if: {seen: a}}     | "within" is missing
          a function that is none                      | when: {event: {type: a, where: attr.x.trim() == 'x'}} | or a function of CEL
          an expression cut short                      | when: {event: {type: a, where: "attr.x >"}} | ends too early
          an empty list of points                      | when: {score: {add: [], at_least: 1}}      | got an empty list
          a word of YAML's as a choice                 | {when: {event: a}, mode: off}              | expected one of live, shadow, disabled
          no such way to change                        | {when: {event: a}, on_change: forget}      | expected one of finish, restart, drop
          a way to change misspelt                     | {when: {event: a}, on_change: restrat}     | restart
          key twice                                    | {when: {event: a}, stage: x, stage: y}     | given twice
          version zero                                 | {when: {event: a}, version: 0}             | whole number
          anchor                                       | {when: {event: &a a}}                      | anchors and aliases
          """)
  void aMistakeIsExplained(String mistake, String rule, String message) {
    String body = rule.startsWith("{") ? rule.substring(1, rule.length() - 1) : rule;
    String yaml = "rules: [ {id: r, title: T, " + body + "} ]";

    assertThat(problems(yaml))
        .as(mistake)
        .anySatisfy(problem -> assertThat(problem).contains(message))
        .allSatisfy(problem -> assertThat(problem).matches("r.yaml:1:\\d+: .*"));
    assertThat(CatalogueLoader.load("r.yaml", yaml).rules()).isEmpty();
  }

  @Test
  void allThatIsMissingIsSaidAtOnce() {
    assertThat(problems("rules: [ {description: d} ]"))
        .satisfiesExactly(
            p -> assertThat(p).contains("\"when\" is missing"),
            p -> assertThat(p).contains("\"id\" is missing"),
            p -> assertThat(p).contains("\"title\" is missing"));
  }

  @Test
  void anExpressionInABlockIsLocatedInItsLine() {
    String yaml =
        """
        rules:
          - id: r
            title: T
            when:
              event:
                type: a
                where: |
                  has(attr.x) &&
                    nothing.x == 3
        """;

    assertThat(problems(yaml))
        .singleElement()
        .satisfies(p -> assertThat(p).startsWith("r.yaml:9:13: ").contains("nothing"));
  }

  @Test
  void whatIsNotYamlOutsideOfTheRulesIsSaidToo() {
    String yaml = "rules:\n  - {id: r, title: R, when: {event: a}}\nothers: [\n";
    var catalogue = CatalogueLoader.load("r.yaml", yaml);

    assertThat(catalogue.rules()).hasSize(1);
    assertThat(problems(yaml))
        .singleElement()
        .satisfies(p -> assertThat(p).contains("not readable as YAML"));
  }

  @Test
  void aTabAtTheStartOfALineIsFound() {
    String yaml =
        """
        rules:
          - id: a
        \ttitle: A
            when: { event: a }
        """;

    assertThat(problems(yaml))
        .anySatisfy(p -> assertThat(p).startsWith("r.yaml:3:1: ").contains("a tab"));
  }

  @Test
  void aQuestionMarkOrCommaInAnExampleAsksForQuotes() {
    String rule = "rules:\n- id: r\n  title: R\n  when: {event: a}\n  examples:\n";

    assertThat(problems(rule + "  - {name: n, given: [10:00 a u=/x?y], expect: [10:00 fired]}\n"))
        .singleElement()
        .satisfies(p -> assertThat(p).startsWith("r.yaml:6:").contains("quote the whole value"));
    assertThat(problems(rule + "  - {name: n, given: [10:00 a t=\"b, c\"], expect: []}\n"))
        .anySatisfy(
            p -> assertThat(p).startsWith("r.yaml:6:23: ").contains("quote the whole line"));
  }

  @Test
  void whatIsNoCatalogueIsSaid() {
    assertThat(problems("")).singleElement().satisfies(p -> assertThat(p).contains("rules"));
    assertThat(problems("- a"))
        .singleElement()
        .satisfies(p -> assertThat(p).contains("expected a map"));
    assertThat(problems("rules: 3"))
        .singleElement()
        .satisfies(p -> assertThat(p).contains("a list"));
    assertThat(problems("rule: []"))
        .anySatisfy(p -> assertThat(p).contains("did you mean \"rules\""));
    assertThat(problems("a: {".repeat(100))).isNotEmpty();
  }

  @Test
  void aRuleThatIsWarnedOfLoads() {
    var catalogue =
        CatalogueLoader.load(
            "r.yaml",
            "rules:\n- id: r\n  title: R\n  when:\n    event: {type: a, where: \"attr.x != 3\"}\n");

    assertThat(catalogue.rules()).hasSize(1);
    assertThat(catalogue.hasErrors()).isFalse();
    assertThat(catalogue.problems())
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.toString())
                    .startsWith("r.yaml:5:30: warning: ")
                    .contains("has(attr.x)"));
  }

  @Test
  void goalsThatAreNeverReachedAreAllWarnedOf() {
    var catalogue =
        CatalogueLoader.load(
            "r.yaml",
            """
            rules:
            - id: r
              title: R
              when: { event: a }
              intervene:
                action: x
                goals: [purchases, subscription_renewed, sign_up]
            """);

    assertThat(catalogue.rules()).hasSize(1);
    assertThat(catalogue.problems()).hasSize(2).extracting(Problem::level).containsOnly(WARNING);
    assertThat(catalogue.problems().get(0).toString())
        .startsWith("r.yaml:7:13: warning: ")
        .endsWith("did you mean \"purchase\"?");
    assertThat(catalogue.problems().get(1).message())
        .contains("sign_up", "expected one of", "application_completed, ", "ticket_resolved");
  }

  @Test
  void aBombOfAliasesIsRefusedAtOnce() {
    var yaml = new StringBuilder("rules:\n  - id: bomb\n    title: T\n    tags: &t0 [x]\n");
    for (int i = 1; i < 30; i++) {
      String before = "*t" + (i - 1);
      yaml.append("    k").append(i).append(": &t").append(i);
      yaml.append(" [").append((before + ", ").repeat(9)).append(before).append("]\n");
    }

    assertThat(problems(yaml.toString())).isNotEmpty();
  }
}
