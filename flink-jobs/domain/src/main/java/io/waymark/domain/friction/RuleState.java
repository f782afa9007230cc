package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pattern.Firing;
import io.waymark.domain.rule.Condition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one rule knows of one customer. */
final class RuleState {
  private final CompiledRule rule;
  private final SeenTimes[] seen;

  /** Least recently touched first. */
  private final Map<InstanceKey, Instance> instances = new LinkedHashMap<>(4, 0.75f, true);

  RuleState(CompiledRule rule) {
    this.rule = rule;
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

  @Nullable Instance instance(InstanceKey key) {
    return instances.get(key);
  }

  /** Least recently touched first; a view. */
  Collection<Instance> instances() {
    return instances.values();
  }

  Instance instanceOrNew(InstanceKey key) {
    Instance known = instances.get(key);
    return known != null ? known : new Instance(key, rule.matcher().newState());
  }

  boolean isEmpty() {
    return instances.isEmpty();
  }

  /** Keeps an instance; at the cap the least recently touched one makes room. */
  void keep(Instance instance, int cap, Firing firing) {
    if (instances.putIfAbsent(instance.key(), instance) == null && instances.size() > cap) {
      dropOldest();
      firing.capped();
    }
  }

  /** Drops the least recently touched instance; answers whether there was one. */
  boolean dropOldest() {
    var oldest = instances.keySet().iterator();
    if (!oldest.hasNext()) {
      return false;
    }
    oldest.next();
    oldest.remove();
    return true;
  }

  long deadline() {
    long earliest = FrictionEngine.NEVER;
    for (Instance instance : instances.values()) {
      earliest = Math.min(earliest, instance.match().deadline());
    }
    return earliest;
  }

  /** Forgets what can no longer change an output; answers whether nothing is left. */
  boolean settle(long horizon) {
    if (!instances.isEmpty()) {
      instances.values().removeIf(instance -> instance.settle(rule, horizon));
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
    for (Instance instance : instances.values()) {
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
      Instance instance = Instance.read(in, rule);
      state.instances.put(instance.key(), instance);
    }
    return state;
  }
}
