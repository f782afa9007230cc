package io.waymark.domain.friction;

import io.waymark.domain.pattern.MatchState;
import io.waymark.domain.pattern.Moment;
import io.waymark.domain.pattern.Words;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version that takes effect in one customer's order and ends what older ones have open there. It
 * stands directly before the events of its time. What has been emitted stays: it is resolved,
 * retracted and held back by as its own version says.
 *
 * <p>Taken twice it changes nothing, so it needs no place in the state: a customer comes to it when
 * next looked at. A late event may open something of an older version afterwards; the next look
 * ends that too.
 */
final class Changeover {
  private final CustomerState state;
  private final long at;
  private final RuleIndex index;
  private final Limits limits;
  private final Emission emission;

  /** Whether a rule has thrown. */
  private boolean failed;

  /** What an older version had open. */
  private record Begun(InstanceKey instance, Moment since) {}

  Changeover(
      CustomerState state,
      long at,
      RuleIndex index,
      Limits limits,
      Effects effects,
      @Nullable Trace trace) {
    this.state = state;
    this.at = at;
    this.index = index;
    this.limits = limits;
    this.emission = new Emission(state, null, at, effects, null, null, trace);
  }

  /**
   * The first time at which anything ends that the customer has open, or {@link
   * FrictionEngine#NEVER}. It costs what the customer's own rules are, however many versions there
   * are, and reads no instance.
   */
  static long next(CustomerState state) {
    long first = FrictionEngine.NEVER;
    List<RuleState> known = state.rules();
    for (int i = 0; i < known.size(); i++) {
      first = Math.min(first, endsFrom(known.get(i)));
    }
    return first;
  }

  private static long endsFrom(RuleState rule) {
    Superseded superseded = rule.rule().superseded();
    return superseded.endsWhatIsOpen() && rule.deadline() != FrictionEngine.NEVER
        ? superseded.endsFrom()
        : FrictionEngine.NEVER;
  }

  void run() {
    // Those that begin again are added to the rules that are gone through.
    for (RuleState known : List.copyOf(state.rules())) {
      if (endsFrom(known) == at) {
        run(known);
      }
    }
    if (failed) {
      state.forgetFailed();
    }
    state.firedAt(at - 1);
    emission.done();
  }

  private void run(RuleState known) {
    CompiledRule older = known.rule();
    List<Begun> ended = new ArrayList<>();
    try {
      end(known, ended);
    } catch (RuntimeException | StackOverflowError why) {
      fail(older, why);
      return;
    }
    CompiledRule successor = successor(older);
    if (successor == null) {
      return;
    }
    try {
      for (Begun begun : ended) {
        if (starts(older.rule(), successor.rule(), begun.since)) {
          beginAgain(successor, begun.instance, begun.since);
        }
      }
    } catch (RuntimeException | StackOverflowError why) {
      fail(successor, why);
    }
  }

  /** Nothing half done of it is kept. */
  private void fail(CompiledRule rule, Throwable why) {
    emission.about(rule);
    emission.fail(why);
    index.fail(rule.rule());
    failed = true;
  }

  private void end(RuleState known, List<Begun> ended) {
    for (Instance instance : known.instances()) {
      if (instance.match().deadline() != FrictionEngine.NEVER) {
        Moment since = instance.match().pendingSince();
        end(known.rule(), instance);
        if (since != null) {
          ended.add(new Begun(instance.key(), since));
        }
      }
    }
  }

  private void end(CompiledRule rule, Instance instance) {
    emission.about(rule);
    emission.about(instance);
    if (emission.isTraced()) {
      Rule by = Objects.requireNonNull(rule.superseded().ending());
      emission.note(
          "ends what is open: version " + by.version() + " is effective from " + Words.time(at));
    }
    instance.match().cancel();
  }

  private void beginAgain(CompiledRule successor, InstanceKey key, Moment since) {
    emission.about(successor);
    RuleState rules = state.rule(successor);
    Instance known = rules == null ? null : rules.instance(key);
    Instance target = known == null ? new Instance(successor, key) : known;
    emission.about(target);
    MatchState match = target.match();
    match.reopen(since, Math.max(at - 1, state.deadlinesPassed()), emission);
    if (match.deadline() == FrictionEngine.NEVER) {
      return;
    }
    if (known == null) {
      // One ends for each that begins, so that what bounds them together holds.
      state.ruleOrNew(successor).add(target, limits.instancesPerRule(), state.horizon(), emission);
    }
    state.wakeBy(match.deadline());
  }

  /** Under what it begins again; null if the newer version cannot take it over. */
  private @Nullable CompiledRule successor(CompiledRule older) {
    Rule newer = older.superseded().restarting();
    if (newer == null
        || !newer.per().equals(older.rule().per())
        || !newer.segments().isEmpty()
        || !older.rule().segments().isEmpty()) {
      return null;
    }
    CompiledRule successor = index.of(newer);
    return successor == null || successor.hasFailed() ? null : successor;
  }

  /**
   * Whether the event that opened the older version opens the newer: of its attributes nothing is
   * known any more, so what it was asked for has to be the same.
   */
  private static boolean starts(Rule older, Rule newer, Moment since) {
    Selector before = start(older.when());
    Selector now = start(newer.when());
    return before != null
        && now != null
        && since.isMeantBy(now)
        && (now.where() == null || text(now).equals(text(before)));
  }

  private static @Nullable Selector start(Pattern pattern) {
    if (pattern instanceof Pattern.Wait wait) {
      return wait.start();
    }
    return pattern instanceof Pattern.Absence absence
            && absence.after() instanceof Pattern.OnEvent after
        ? after.of()
        : null;
  }

  private static String text(Selector selector) {
    Predicate where = selector.where();
    return where == null ? "" : where.text();
  }
}
