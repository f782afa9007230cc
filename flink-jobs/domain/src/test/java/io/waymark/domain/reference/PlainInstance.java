package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One instance of a rule in one journey: its pattern, and the fires that were emitted for it. */
final class PlainInstance {
  private static final class Fire {
    final PlainPattern of;
    final Event last;
    final long at;
    Severity severity;

    /** The highest emitted at it or since. */
    Severity highest;

    boolean resolved;

    Fire(PlainPattern of, Event last, long at, Severity severity) {
      this.of = of;
      this.last = last;
      this.at = at;
      this.severity = severity;
      this.highest = severity;
    }
  }

  private static final Comparator<Fire> LATER =
      Comparator.<Fire>comparingLong(fire -> fire.at).thenComparing(fire -> fire.highest);

  private final Rule rule;
  private final Map<String, Object> values;
  private final PlainPattern pattern;

  /** The newest last. */
  private final List<Fire> fires = new ArrayList<>();

  private PlainJourney journey;

  PlainInstance(Rule rule, Map<String, Object> values, PlainJourney journey) {
    this.rule = rule;
    this.values = values;
    this.journey = journey;
    this.pattern = PlainPattern.of(rule.when());
  }

  Rule rule() {
    return rule;
  }

  Map<String, Object> values() {
    return values;
  }

  /** What part an event may have in what a version begins. */
  enum Part {
    /** It is the version in force. */
    BEGIN,
    /** A newer one is, which lets this one finish. */
    GO_ON,
    /** A newer one is, which does not. */
    NONE
  }

  /** The event in all its parts: resolve, unless, then the pattern. */
  void take(Event event, Part part) {
    Map<String, Object> own = InstanceView.valuesOf(rule, event);
    Predicate<Selector> closes =
        selector ->
            (own == null || own.equals(values)) && InstanceView.matches(event, selector, null);
    if (rule.resolve().stream().anyMatch(closes)) {
      resolve(event);
    }
    if (rule.unless().stream().anyMatch(closes)) {
      pattern.cancel();
    }
    pattern.close(event, closes);
    if (values.equals(own) && part == Part.BEGIN) {
      pattern.open(event, this::reached);
    } else if (values.equals(own) && part == Part.GO_ON) {
      pattern.goOn(event, this::reached);
    }
  }

  /**
   * What waits ends silently; answers what had opened it, null if nothing was open, or only what
   * was resolved.
   */
  @Nullable Event end() {
    boolean resolved = fires.stream().anyMatch(f -> f.resolved && pattern.goesOnAs(f.of));
    Event pending = resolved ? null : pattern.pending();
    pattern.cancel();
    return pending;
  }

  /** What another version had open begins here, as of {@code at}. */
  void reopen(Event event, long at) {
    pattern.reopen(event, at);
  }

  private void resolve(Event event) {
    for (Fire fire : fires) {
      if (!fire.resolved && event.time() - fire.at <= rule.resolveWithin()) {
        fire.resolved = true;
        emit(fire, Status.RESOLVED, event.time());
      }
    }
  }

  long deadline() {
    return pattern.deadline();
  }

  void expire() {
    pattern.expire(this::reached);
  }

  /** All of the other, in which the same was going on, is this one's now. */
  void unite(PlainInstance other, long at) {
    pattern.unite(other.pattern, at);
    Fire own = last();
    Fire others = other.last();
    fires.addAll(other.fires);
    if (own != null && others != null && LATER.compare(own, others) >= 0) {
      fires.remove(own);
      fires.add(own);
    }
  }

  void moveTo(PlainJourney other) {
    journey = other;
  }

  private @Nullable Fire last() {
    return fires.isEmpty() ? null : fires.get(fires.size() - 1);
  }

  private void reached(PlainPattern of, Event last, long at, int level, boolean anew) {
    Severity severity =
        rule.when() instanceof Pattern.Wait wait
            ? wait.levels().get(level).severity()
            : rule.severity();
    Fire known = fires.stream().filter(f -> !anew && f.of == of).findAny().orElse(null);
    if (known == null) {
      if (rule.onlyIf().stream().allMatch(c -> holds(c, at)) && !coolsDown(at, severity)) {
        Fire fire = new Fire(of, last, at, severity);
        fires.add(fire);
        emit(fire, Status.FIRED, at);
      }
    } else if (!known.resolved) {
      known.severity = severity;
      for (Fire fire : fires) {
        fire.highest = severity.compareTo(fire.highest) > 0 ? severity : fire.highest;
      }
      emit(known, Status.ESCALATED, at);
    }
  }

  private boolean holds(Condition condition, long at) {
    return condition.seen()
        == journey.events().stream()
            .filter(event -> event.time() >= rule.effectiveFrom())
            .filter(event -> event.time() <= at && at - event.time() <= condition.within())
            .anyMatch(event -> InstanceView.matches(event, condition.of(), null));
  }

  private boolean coolsDown(long at, Severity severity) {
    long now = Math.max(at, journey.now());
    return holdsBack(at, severity, rule.cooldown())
        || journey.otherVersions(this).stream()
            .anyMatch(other -> other.holdsBack(now, severity, rule.cooldown()));
  }

  /** Whether the last fire here holds another of the rule back, whose cooldown is that long. */
  private boolean holdsBack(long at, Severity severity, long cooldown) {
    Fire last = last();
    long both = Math.min(cooldown, rule.cooldown());
    return last != null && both > 0 && at - last.at < both && severity.compareTo(last.highest) <= 0;
  }

  private void emit(Fire fire, Status status, long at) {
    journey.emit(
        new ReferenceSignal(
            rule.id(),
            rule.mode(),
            journey.customer(),
            new LinkedHashMap<>(values),
            status,
            fire.severity,
            at,
            rule.when() instanceof Pattern.Wait ? (Long) (at - fire.last.time()) : null,
            fire.last.channel(),
            fire.last.touchpoint(),
            fire.at));
  }
}
