package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pattern.Firing;
import io.waymark.domain.rule.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one rule knows of one customer. As long as nobody asks for it, and nothing of it has come to
 * its end, it stays the bytes it was read from.
 */
final class RuleState {
  private static final SeenTimes[] NOTHING_SEEN = {};

  private final CompiledRule rule;
  private final SeenTimes[] seen;

  /** Least recently touched first; mostly one, so that looking for a key is cheap. */
  private final List<Instance> instances = new ArrayList<>(1);

  /** All of it but the rule's key; null once it has been read. */
  private @Nullable StateReader stored;

  private int storedInstances;
  private long storedDeadline;

  /** The first time at which something of what is stored ends. */
  private long storedUsefulUntil;

  RuleState(CompiledRule rule) {
    this.rule = rule;
    int clauses = rule.rule().onlyIf().size();
    this.seen = clauses == 0 ? NOTHING_SEEN : new SeenTimes[clauses];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = rule.newSeenTimes();
    }
  }

  CompiledRule rule() {
    return rule;
  }

  SeenTimes seen(int clause) {
    unpack();
    return seen[clause];
  }

  /** The instance of a key, which thereby counts as touched; null if there is none. */
  @Nullable Instance instance(InstanceKey key) {
    unpack();
    for (int i = instances.size() - 1; i >= 0; i--) {
      Instance found = instances.get(i);
      if (found.is(key)) {
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
    unpack();
    return instances;
  }

  int count() {
    return stored == null ? instances.size() : storedInstances;
  }

  /**
   * Adds an instance that is not there; at the cap those of no use any more make room, else the
   * least recently touched one.
   */
  void add(Instance instance, int cap, long horizon, Firing firing) {
    unpack();
    if (instances.size() >= cap) {
      instances.removeIf(known -> known.settle(horizon));
    }
    instances.add(instance);
    if (instances.size() > cap) {
      dropOldest();
      firing.capped();
    }
  }

  /** Drops the least recently touched instance. */
  void dropOldest() {
    unpack();
    instances.remove(0);
  }

  long deadline() {
    if (stored != null) {
      return storedDeadline;
    }
    long earliest = FrictionEngine.NEVER;
    for (int i = 0; i < instances.size(); i++) {
      earliest = Math.min(earliest, instances.get(i).deadline());
    }
    return earliest;
  }

  /** Forgets what can no longer change an output; answers whether nothing is left. */
  boolean settle(long horizon) {
    if (stored != null) {
      if (horizon <= storedUsefulUntil) {
        return false;
      }
      unpack();
    }
    instances.removeIf(known -> known.settle(horizon));
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

  private long usefulUntil() {
    long first = FrictionEngine.NEVER;
    for (int i = 0; i < instances.size(); i++) {
      first = Math.min(first, instances.get(i).usefulUntil());
    }
    if (!rule.matcher().firesInThePast()) {
      List<Condition> conditions = rule.rule().onlyIf();
      for (int i = 0; i < seen.length; i++) {
        if (!seen[i].isEmpty()) {
          first = Math.min(first, seen[i].first() + conditions.get(i).within());
        }
      }
    }
    return first;
  }

  void write(StateWriter out) {
    out.fixedLong(rule.key());
    StateReader unread = stored;
    if (unread == null) {
      out.block(this::writeAll);
    } else {
      unread.copyBlockTo(out);
    }
  }

  private void writeAll(StateWriter out) {
    out.fixed(rule.shape(), Short.BYTES);
    out.count(instances.size());
    out.optionalTime(deadline(), FrictionEngine.NEVER);
    out.optionalTime(usefulUntil(), FrictionEngine.NEVER);
    for (SeenTimes times : seen) {
      times.write(out);
    }
    for (int i = 0; i < instances.size(); i++) {
      instances.get(i).write(out);
    }
  }

  /**
   * Takes what one rule knew; null if it has the layout of another rule of the same id and version.
   */
  static @Nullable RuleState read(StateReader block, CompiledRule rule) {
    if (block.fixed(Short.BYTES) != rule.shape()) {
      return null;
    }
    RuleState state = new RuleState(rule);
    state.storedInstances = block.count();
    state.storedDeadline = block.optionalTime(FrictionEngine.NEVER);
    state.storedUsefulUntil = block.optionalTime(FrictionEngine.NEVER);
    state.stored = block;
    return state;
  }

  private void unpack() {
    StateReader in = stored;
    if (in == null) {
      return;
    }
    stored = null;
    for (SeenTimes times : seen) {
      times.read(in);
    }
    for (int left = storedInstances; left > 0; left--) {
      instances.add(Instance.read(in, rule));
    }
  }
}
