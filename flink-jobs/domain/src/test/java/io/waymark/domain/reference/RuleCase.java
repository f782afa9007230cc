package io.waymark.domain.reference;

import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Step;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Generated rules and what happened, readable when a property fails. */
public record RuleCase(List<Rule> rules, List<Event> events) {

  @Override
  public String toString() {
    return lines("rules:", rules.stream().map(RuleCase::show).toList())
        + lines("events in order of arrival:", events.stream().map(RuleCase::show).toList());
  }

  private static String lines(String title, List<String> lines) {
    return "\n" + title + lines.stream().map(line -> "\n  " + line).collect(Collectors.joining());
  }

  static String show(Event event) {
    StringBuilder text = new StringBuilder(StoryTime.show(event.time()));
    text.append(' ').append(event.type()).append(" id=").append(event.id());
    text.append(" customer=").append(event.customer());
    append(text, "session", event.sessionId());
    append(text, "channel", event.channel());
    append(text, "touchpoint", event.touchpoint());
    event
        .attributes()
        .forEach((name, value) -> text.append(' ').append(name).append('=').append(literal(value)));
    return text.toString();
  }

  static String show(Rule rule) {
    List<String> parts = new ArrayList<>();
    parts.add(rule.id() + " " + rule.severity() + " " + rule.mode());
    if (rule.version() > 1) {
      parts.add("version " + rule.version() + " " + rule.onChange());
    }
    if (rule.effectiveFrom() != Long.MIN_VALUE) {
      parts.add("effective_from " + StoryTime.show(rule.effectiveFrom()));
    }
    parts.add("per " + rule.per());
    parts.add("when " + show(rule.when()));
    parts.add("unless " + all(rule.unless()));
    parts.add("resolve " + all(rule.resolve()) + " within " + span(rule.resolveWithin()));
    parts.add("only_if " + rule.onlyIf().stream().map(RuleCase::show).toList());
    parts.add("cooldown " + span(rule.cooldown()));
    return String.join(", ", parts);
  }

  private static String show(Pattern pattern) {
    if (pattern instanceof Pattern.OnEvent single) {
      return "event " + show(single.of());
    }
    if (pattern instanceof Pattern.Count c) {
      return "count {of "
          + show(c.of())
          + ", at_least "
          + c.atLeast()
          + ", within "
          + span(c.within())
          + ", distinct "
          + c.distinct()
          + ", sum "
          + c.sum()
          + ", again "
          + span(c.again())
          + "}";
    }
    if (pattern instanceof Pattern.Sequence s) {
      return "sequence {"
          + s.steps().stream().map(RuleCase::show).toList()
          + ", within "
          + span(s.within())
          + "}";
    }
    if (pattern instanceof Pattern.Absence a) {
      return "absence {after "
          + show(a.after())
          + ", of "
          + show(a.of())
          + ", within "
          + span(a.within())
          + ", until "
          + a.until()
          + ", plus "
          + span(a.plus())
          + ", clock "
          + a.clock()
          + "}";
    }
    if (pattern instanceof Pattern.Wait w) {
      return "wait {start "
          + show(w.start())
          + ", end "
          + show(w.end())
          + ", levels "
          + w.levels().stream().map(l -> span(l.after()) + " " + l.severity()).toList()
          + "}";
    }
    if (pattern instanceof Pattern.Score s) {
      return "score {add "
          + s.add().stream().map(p -> show(p.of()) + " " + p.points()).toList()
          + ", half_life "
          + span(s.halfLife())
          + ", at_least "
          + s.atLeast()
          + ", rearm_below "
          + s.rearmBelow()
          + "}";
    }
    return pattern.toString();
  }

  private static String show(Step step) {
    return (step.none() ? "none " : step.times() > 1 ? step.times() + " times " : "")
        + show(step.of());
  }

  private static String show(Condition condition) {
    return (condition.seen() ? "seen " : "not_seen ")
        + show(condition.of())
        + " within "
        + span(condition.within());
  }

  private static String show(Selector selector) {
    StringBuilder text = new StringBuilder();
    text.append(
        selector.anyType()
            ? "*"
            : selector.types().stream().sorted().collect(Collectors.joining("|")));
    append(text, "channel", selector.channels().isEmpty() ? null : selector.channels().toString());
    append(
        text,
        "touchpoint",
        selector.touchpoints().isEmpty() ? null : selector.touchpoints().toString());
    append(text, "where", selector.where() == null ? null : selector.where().text());
    return text.toString();
  }

  private static List<String> all(List<Selector> selectors) {
    return selectors.stream().map(RuleCase::show).toList();
  }

  private static void append(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  private static String literal(@Nullable Object value) {
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }

  private static String span(@Nullable Long millis) {
    return millis == null ? "none" : millis % 60_000 == 0 ? millis / 60_000 + "m" : millis + "ms";
  }
}
