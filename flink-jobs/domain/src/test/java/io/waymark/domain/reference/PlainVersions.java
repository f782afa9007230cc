package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.reference.PlainInstance.Part;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the versions of rules are to each other. */
final class PlainVersions {
  private static final Comparator<Rule> NEWEST_FIRST =
      Comparator.comparing(Rule::version, Comparator.reverseOrder());

  private final List<Rule> all;

  PlainVersions(List<Rule> rules) {
    this.all = rules.stream().sorted(NEWEST_FIRST).toList();
  }

  List<Rule> newestFirst() {
    return all;
  }

  /** Those that do not let older ones finish, in the order in which they take effect. */
  List<Rule> ending() {
    return all.stream()
        .filter(rule -> rule.onChange() != OnChange.FINISH && comesIntoForce(rule))
        .filter(rule -> rule.effectiveFrom() != Long.MIN_VALUE)
        .sorted(Comparator.comparing(Rule::effectiveFrom).thenComparing(NEWEST_FIRST))
        .toList();
  }

  /** Whether there is a time at which it is the newest that is effective. */
  private boolean comesIntoForce(Rule rule) {
    return newerThan(rule, rule.effectiveFrom()).findAny().isEmpty();
  }

  private Stream<Rule> newerThan(Rule rule, long time) {
    return all.stream()
        .filter(other -> other.id().equals(rule.id()) && other.version() > rule.version())
        .filter(newer -> newer.effectiveFrom() <= time);
  }

  /** What part events of a time have in what a version begins. */
  Part partAt(Rule rule, long time) {
    if (newerThan(rule, time).findAny().isEmpty()) {
      return Part.BEGIN;
    }
    return newerThan(rule, time)
            .filter(this::comesIntoForce)
            .allMatch(newer -> newer.onChange() == OnChange.FINISH)
        ? Part.GO_ON
        : Part.NONE;
  }

  boolean ends(Rule newer, Rule older) {
    return newer.id().equals(older.id()) && newer.version() > older.version();
  }

  /** Whether what the event has opened under one version begins again under another. */
  boolean beginsAgain(Event opened, Rule older, Rule newer) {
    Selector before = start(older);
    Selector now = start(newer);
    return newer.onChange() == OnChange.RESTART
        && newer.mode() != Mode.DISABLED
        && newer.per().equals(older.per())
        && before != null
        && now != null
        && (now.where() == null || text(now).equals(text(before)))
        && InstanceView.matches(
            opened, new Selector(now.types(), now.channels(), now.touchpoints(), null), null);
  }

  private static @Nullable Selector start(Rule rule) {
    if (rule.when() instanceof Pattern.Wait wait) {
      return wait.start();
    }
    return rule.when() instanceof Pattern.Absence absence
            && absence.after() instanceof Pattern.OnEvent after
        ? after.of()
        : null;
  }

  private static String text(Selector selector) {
    Predicate where = selector.where();
    return where == null ? "" : where.text();
  }
}
