package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pattern.Firing;
import io.waymark.domain.rule.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one rule knows of one customer. */
final class RuleState {
  private final CompiledRule rule;
  private final SeenTimes[] seen;

  /** Least recently touched first; mostly one, so that looking for a key is cheap. */
  private final List<Instance> instances;

  RuleState(CompiledRule rule) {
    this(rule, 1);
  }

  private RuleState(CompiledRule rule, int size) {
    this.rule = rule;
    this.instances = new ArrayList<>(size);
    this.seen = new SeenTimes[rule.rule().onlyIf().size()];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = rule.newSeenTimes();
    }
  }

  CompiledRule rule() {
    return rule;
  }

  SeenTimes seen(int clause) {
    return seen[clause];
  }

  /** The instance of a key, which thereby counts as touched; null if there is none. */
  @Nullable Instance instance(InstanceKey key) {
    for (int i = instances.size() - 1; i >= 0; i--) {
      Instance found = instances.get(i);
      if (found.key().equals(key)) {
        if (i < instances.size() - 1) {
          instances.remove(i);
          instances.add(found);
        }
        return found;
      }
    }
    return null;
  }

  /** Least recently touched first; a view. */
  List<Instance> instances() {
    return instances;
  }

  boolean isEmpty() {
    return instances.isEmpty();
  }

  /** Adds an instance that is not there; at the cap the least recently touched one makes room. */
  void add(Instance instance, int cap, Firing firing) {
    instances.add(instance);
    if (instances.size() > cap) {
      dropOldest();
      firing.capped();
    }
  }

  /** Drops the least recently touched instance. */
  void dropOldest() {
    instances.remove(0);
  }

  long deadline() {
    long earliest = FrictionEngine.NEVER;
    for (int i = 0; i < instances.size(); i++) {
      earliest = Math.min(earliest, instances.get(i).match().deadline());
    }
    return earliest;
  }

  /** Forgets what can no longer change an output; answers whether nothing is left. */
  boolean settle(long horizon) {
    if (!instances.isEmpty()) {
      instances.removeIf(instance -> instance.settle(rule, horizon));
    }
    boolean empty = instances.isEmpty();
    List<Condition> conditions = rule.rule().onlyIf();
    for (int i = 0; i < seen.length; i++) {
      if (!rule.matcher().firesInThePast()) {
        seen[i].dropBefore(horizon - conditions.get(i).within());
      }
      empty &= seen[i].isEmpty();
    }
    return empty;
  }

  void write(StateWriter out) {
    out.fixed(rule.shape(), Short.BYTES);
    for (SeenTimes times : seen) {
      times.write(out);
    }
    out.count(instances.size());
    for (Instance instance : instances) {
      instance.write(out);
    }
  }

  /** Reads a block; null if it has the layout of another rule of the same id and version. */
  static @Nullable RuleState read(StateReader in, CompiledRule rule) {
    if (in.fixed(Short.BYTES) != rule.shape()) {
      return null;
    }
    RuleState state = new RuleState(rule);
    for (SeenTimes times : state.seen) {
      times.read(in);
    }
    int count = in.count();
    for (int i = 0; i < count; i++) {
      state.instances.add(Instance.read(in, rule));
    }
    return state;
  }
}
