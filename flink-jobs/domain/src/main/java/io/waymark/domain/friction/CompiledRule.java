package io.waymark.domain.friction;

import io.waymark.domain.pattern.Fire;
import io.waymark.domain.pattern.Matcher;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule with its matcher and the name under which state knows it. */
final class CompiledRule {
  /** Times kept per clause when a fire can lie before the newest event. */
  private static final int HISTORY = 64;

  private final Rule rule;
  private final Matcher matcher;
  private final long key;
  private final int shape;
  private final long effectiveUntil;

  /**
   * @param effectiveUntil from this time on a newer version takes over: what is open goes on,
   *     nothing new is opened
   */
  CompiledRule(Rule rule, long effectiveUntil) {
    this.rule = rule;
    this.matcher = Matcher.of(rule.when());
    this.key = Fingerprint.of(rule.id() + "@" + rule.version());
    this.shape =
        (int) Fingerprint.of(rule.per() + " " + rule.onlyIf().size() + " " + matcher.layout())
            & 0xFFFF;
    this.effectiveUntil = effectiveUntil;
  }

  Rule rule() {
    return rule;
  }

  Matcher matcher() {
    return matcher;
  }

  /** Hash of id and version: names the rule in stored state. */
  long key() {
    return key;
  }

  /**
   * 16 bits that differ where the stored state of the rule has another layout, as after an edit
   * that did not raise its version.
   */
  int shape() {
    return shape;
  }

  List<String> per() {
    return rule.per();
  }

  boolean takes(long time) {
    return time >= rule.effectiveFrom();
  }

  boolean opens(long time) {
    return time < effectiveUntil;
  }

  /**
   * Whether an event after {@code horizon}, or a late one, can still resolve or retract the fire.
   */
  boolean mayChange(Fire fire, long horizon) {
    boolean changeable = !fire.isResolved() && !rule.resolve().isEmpty() || matcher.isRetractable();
    return changeable && horizon - fire.occurredAt() <= rule.resolveWithin();
  }

  /** Whether the fire can still hold back a further one. */
  boolean cools(Fire fire, boolean last, long horizon) {
    return rule.cooldown() > 0
        && (horizon - fire.occurredAt() < rule.cooldown() || (last && matcher.firesInThePast()));
  }

  SeenTimes newSeenTimes() {
    return new SeenTimes(matcher.firesInThePast() ? HISTORY : 1);
  }

  /**
   * The parts that events of a type can play; {@code null} asks for types that no selector names.
   */
  Parts partsOf(@Nullable String type) {
    return new Parts(
        this,
        named(rule.resolve(), type),
        named(rule.unless(), type),
        named(matcher.closing(), type),
        named(matcher.opening(), type),
        named(rule.onlyIf().stream().map(Condition::of).toList(), type));
  }

  List<Selector> selectors() {
    return Stream.of(
            rule.resolve(),
            rule.unless(),
            matcher.closing(),
            matcher.opening(),
            rule.onlyIf().stream().map(Condition::of).toList())
        .flatMap(List::stream)
        .toList();
  }

  private static boolean named(List<Selector> selectors, @Nullable String type) {
    return selectors.stream()
        .anyMatch(s -> s.anyType() || (type != null && s.types().contains(type)));
  }

  /** Which parts of a rule events of one type can play at all. */
  record Parts(
      CompiledRule rule,
      boolean resolves,
      boolean cancels,
      boolean closes,
      boolean opens,
      boolean seen) {
    boolean ends() {
      return resolves || cancels || closes;
    }

    boolean any() {
      return resolves || cancels || closes || opens || seen;
    }
  }
}
