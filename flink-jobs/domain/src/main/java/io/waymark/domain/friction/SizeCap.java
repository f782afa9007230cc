package io.waymark.domain.friction;

import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.journey.CustomerJourney;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what is known of a customer within its bounds. */
final class SizeCap {
  private SizeCap() {}

  /**
   * The stored state. If it is over {@code limit}, evidence goes first, then touchpoints; then, of
   * the rule that has most instances, the one touched least recently, until it fits. Each instance
   * that loses something is counted. It is written a few times only, however much has to go.
   */
  static byte[] write(
      CustomerState state, int limit, StateWriter out, Effects effects, RuleFailures failures) {
    byte[] bytes = state.write(out);
    if (bytes.length <= limit) {
      return bytes;
    }
    for (RuleState rule : state.rules()) {
      for (int left = forgetEvidence(rule, failures); left > 0; left--) {
        count(rule, effects);
      }
    }
    if (failures.any()) {
      state.forgetFailed();
    }
    bytes = state.write(out);
    CustomerJourney journey = state.journey();
    if (bytes.length > limit && journey != null && journey.forgetTouchpoints()) {
      bytes = state.write(out);
    }
    int left = state.keptInstances();
    while (bytes.length > limit && left > 0) {
      // Rather too few than too many: what is not of any instance weighs on the average too.
      int average = bytes.length / left + 1;
      int dropped = Math.min(left, (bytes.length - limit - 1) / average + 1);
      drop(state, dropped, rule -> count(rule, effects), failures);
      left -= dropped;
      bytes = state.write(out);
    }
    return bytes;
  }

  /**
   * Drops instances until there are {@code limit}: those that can't change an output any more, then
   * each time the one touched least recently of the rule that has most.
   */
  static void trim(
      CustomerState state, int limit, Consumer<RuleState> counted, RuleFailures failures) {
    state.settle(failures);
    drop(state, state.keptInstances() - limit, counted, failures);
  }

  /** How many of its instances had any. */
  private static int forgetEvidence(RuleState rule, RuleFailures failures) {
    int forgotten = 0;
    try {
      for (Instance instance : rule.instances()) {
        forgotten += instance.forgetEvidence() ? 1 : 0;
      }
    } catch (RuntimeException | StackOverflowError why) {
      failures.add(rule.rule(), why);
    }
    return forgotten;
  }

  private static void drop(
      CustomerState state, int many, Consumer<RuleState> counted, RuleFailures failures) {
    // Another one comes first after each event, so that it is not always the same who lose; by
    // events alone, because the order in which they stand depends on when they were written.
    long salt = state.lastEventTime();
    List<RuleState> rules = new ArrayList<>(state.rules());
    rules.sort(Comparator.comparingLong(rule -> Fingerprint.mixed(rule.rule().key() ^ salt)));
    int left = many;
    for (int most = most(rules); left > 0 && most > 0; most--) {
      for (int i = 0; i < rules.size() && left > 0; i++) {
        RuleState rule = rules.get(i);
        if (rule.count() == most && !rule.rule().hasFailed()) {
          left -= dropOldest(rule, failures);
          if (!rule.rule().hasFailed()) {
            counted.accept(rule);
          }
        }
      }
    }
    state.settle(failures);
  }

  /** How many go with it: all that the rule has if it cannot be read. */
  private static int dropOldest(RuleState rule, RuleFailures failures) {
    int all = rule.count();
    try {
      rule.dropOldest();
      return 1;
    } catch (RuntimeException | StackOverflowError why) {
      failures.add(rule.rule(), why);
      return all;
    }
  }

  private static int most(List<RuleState> rules) {
    int most = 0;
    for (int i = 0; i < rules.size(); i++) {
      most = Math.max(most, rules.get(i).count());
    }
    return most;
  }

  private static void count(RuleState rule, Effects effects) {
    effects.count(rule.rule().rule().id(), Effects.Occurrence.CAPPED);
  }
}
