package io.waymark.catalogue;

import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Wait;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Segment;
import io.waymark.domain.rule.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Says in one sentence what a rule does, so that its author can see whether it is what was meant.
 */
public final class RuleSentence {
  private RuleSentence() {}

  /** One line of plain English, ending in a full stop. */
  public static String of(Rule rule) {
    List<String> clauses = new ArrayList<>();
    clauses.add(fires(rule) + PatternPhrase.of(rule.when()) + per(rule));
    for (Condition condition : rule.onlyIf()) {
      clauses.add(
          "only if "
              + PatternPhrase.selector(condition.of())
              + (condition.seen() ? " was seen" : " was not seen")
              + " in the "
              + Spans.format(condition.within())
              + " before");
    }
    if (!rule.unless().isEmpty()) {
      clauses.add(PatternPhrase.selectors(rule.unless()) + " cancels");
    }
    clauses.add(resolved(rule));
    if (rule.cooldown() > 0) {
      clauses.add("at most once per " + Spans.format(rule.cooldown()));
    }
    if (rule.effectiveFrom() != Long.MIN_VALUE) {
      clauses.add("from " + Instant.ofEpochMilli(rule.effectiveFrom()) + " on");
    }
    switch (rule.onChange()) {
      case FINISH -> {}
      case RESTART -> clauses.add("what older versions have open is judged anew");
      case DROP -> clauses.add("what older versions have open is dropped");
    }
    for (Segment segment : rule.segments()) {
      clauses.add(
          "where "
              + segment.where().text()
              + ": "
              + Values.name(segment.severity())
              + " "
              + PatternPhrase.of(segment.when())
              + (segment.cooldown() == rule.cooldown()
                  ? ""
                  : ", at most once per " + Spans.format(segment.cooldown())));
    }
    effects(rule, clauses);
    return String.join("; ", clauses) + ".";
  }

  private static String fires(Rule rule) {
    String severity = rule.when() instanceof Wait ? "" : " " + Values.name(rule.severity());
    return rule.mode() == Mode.DISABLED
        ? "Is disabled; would fire" + severity + " "
        : "Fires" + severity + " ";
  }

  private static String per(Rule rule) {
    return rule.per().isEmpty() ? "" : ", per " + String.join(" and ", rule.per());
  }

  private static String resolved(Rule rule) {
    if (rule.resolve().isEmpty()) {
      return "never resolved";
    }
    List<Selector> ends = new ArrayList<>(rule.resolve());
    if (rule.when() instanceof Absence && ends.size() > rule.unless().size()) {
      // Cancelling and resolving with one event is the default and need not be said twice.
      ends.removeAll(rule.unless());
    }
    return PatternPhrase.selectors(ends.isEmpty() ? rule.resolve() : ends)
        + " resolves within "
        + Spans.format(rule.resolveWithin());
  }

  private static void effects(Rule rule, List<String> clauses) {
    if (rule.mode() == Mode.SHADOW) {
      clauses.add("in shadow: no alert, no trigger");
      return;
    }
    var alert = rule.alert();
    if (alert != null) {
      String team = alert.team() == null ? "" : " team " + alert.team();
      clauses.add("alerts" + team + " by " + String.join(" and ", alert.groupBy()));
    }
    var intervene = rule.intervene();
    if (intervene != null) {
      String channel = intervene.channel() == null ? "" : " by " + intervene.channel();
      clauses.add(
          "triggers "
              + intervene.action()
              + channel
              + " ("
              + Values.name(intervene.purpose())
              + ", useful for "
              + Spans.format(intervene.usefulFor())
              + ")");
    }
  }
}
