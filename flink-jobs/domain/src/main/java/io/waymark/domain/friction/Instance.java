package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pattern.Fire;
import io.waymark.domain.pattern.MatchState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one rule knows of one instance: the pattern's state and the fires that can still change. */
final class Instance {
  /** Most fires kept; the oldest ones then stay as they are. */
  static final int MAX_FIRES = 64;

  private final InstanceKey key;
  private final MatchState match;
  private final List<Fire> fires;

  Instance(InstanceKey key, MatchState match) {
    this(key, match, new ArrayList<>());
  }

  private Instance(InstanceKey key, MatchState match, List<Fire> fires) {
    this.key = key;
    this.match = match;
    this.fires = fires;
  }

  InstanceKey key() {
    return key;
  }

  MatchState match() {
    return match;
  }

  List<Fire> fires() {
    return fires;
  }

  @Nullable Fire lastFire() {
    return fires.isEmpty() ? null : fires.get(fires.size() - 1);
  }

  /** Forgets what can no longer change an output; answers whether nothing is left. */
  boolean settle(CompiledRule rule, long horizon) {
    if (!fires.isEmpty()) {
      Fire last = lastFire();
      fires.removeIf(
          fire ->
              !match.holds(fire)
                  && !rule.mayChange(fire, horizon)
                  && !rule.cools(fire, fire == last, horizon));
    }
    return fires.isEmpty() && match.isSpent(horizon);
  }

  /** Gives up evidence to save space; answers whether there was any. */
  boolean forgetEvidence() {
    boolean any = match.forgetEvidence();
    for (Fire fire : fires) {
      any |= fire.forgetEvidence();
    }
    return any;
  }

  void write(StateWriter out) {
    key.write(out);
    out.count(fires.size());
    for (Fire fire : fires) {
      fire.write(out);
    }
    match.write(out, fires);
  }

  static Instance read(StateReader in, CompiledRule rule) {
    InstanceKey key = InstanceKey.read(in, rule.per().size());
    int count = in.count();
    List<Fire> fires = new ArrayList<>(Math.min(count, MAX_FIRES));
    for (int i = 0; i < count; i++) {
      fires.add(Fire.read(in));
    }
    return new Instance(key, rule.matcher().read(in, fires), fires);
  }
}
