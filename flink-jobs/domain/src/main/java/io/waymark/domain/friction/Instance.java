package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pattern.Fire;
import io.waymark.domain.pattern.Firing;
import io.waymark.domain.pattern.MatchState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one rule knows of one instance: the pattern's state and the fires that can still change. As
 * long as nobody asks for these it stays the bytes it was read from, of which only the key, the
 * deadline and the time of its end are looked at.
 */
final class Instance {
  /** Most fires kept; the oldest ones then stay as they are. */
  static final int MAX_FIRES = 64;

  private static final Comparator<Fire> LATER =
      Comparator.comparingLong(Fire::occurredAt).thenComparing(Fire::highest);

  private final CompiledRule rule;

  /** All of it, from its key on; null once it has been read. */
  private @Nullable StateReader stored;

  private @Nullable InstanceKey key;
  private @Nullable MatchState match;
  private List<Fire> fires = List.of();
  private long storedDeadline;
  private long storedUsefulUntil;

  /** A new one. */
  Instance(CompiledRule rule, InstanceKey key) {
    this.rule = rule;
    this.key = key;
    this.match = rule.matcher().newState();
  }

  private Instance(CompiledRule rule, StateReader stored) {
    this.rule = rule;
    this.stored = stored;
    this.storedUsefulUntil = stored.optionalTime(MatchState.NEVER);
    this.storedDeadline = stored.optionalTime(MatchState.NEVER);
  }

  /** Whether it is the one of this key. */
  boolean is(InstanceKey wanted) {
    if (key == null) {
      StateReader in = Objects.requireNonNull(stored);
      if (!wanted.isNext(in)) {
        return false;
      }
      key = wanted;
    }
    return key.equals(wanted);
  }

  CompiledRule rule() {
    return rule;
  }

  InstanceKey key() {
    if (key == null) {
      key = InstanceKey.read(Objects.requireNonNull(stored));
    }
    return key;
  }

  MatchState match() {
    if (match == null) {
      read();
    }
    return Objects.requireNonNull(match);
  }

  List<Fire> fires() {
    if (match == null) {
      read();
    }
    return fires;
  }

  private void read() {
    key();
    StateReader in = Objects.requireNonNull(stored);
    int count = in.count();
    if (count > 0) {
      fires = new ArrayList<>(Math.min(count, MAX_FIRES));
    }
    for (int i = 0; i < count; i++) {
      fires.add(Fire.read(in));
    }
    match = rule.matcher().read(in, fires);
    stored = null;
  }

  /** Adds a fire, the newest. */
  void keep(Fire fire) {
    if (fires().isEmpty()) {
      // Most instances never fire.
      fires = new ArrayList<>(1);
    }
    fires.add(fire);
  }

  @Nullable Fire lastFire() {
    List<Fire> all = fires();
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** The event time at which something is due, or {@link MatchState#NEVER}. */
  long deadline() {
    return match == null ? storedDeadline : match.deadline();
  }

  /** The last time at which it may still change an output; {@link Long#MIN_VALUE} if it cannot. */
  long usefulUntil() {
    if (match == null) {
      return storedUsefulUntil;
    }
    long until = match.usefulUntil();
    for (int i = 0; i < fires.size(); i++) {
      until = Math.max(until, usefulUntil(fires.get(i), i == fires.size() - 1, match));
    }
    return until;
  }

  private long usefulUntil(Fire fire, boolean last, MatchState of) {
    return of.holds(fire) ? MatchState.NEVER : rule.usefulUntil(fire, last);
  }

  /** Forgets what can no longer change an output; answers whether nothing is left. */
  boolean settle(long horizon) {
    MatchState known = match;
    if (known != null && !fires.isEmpty()) {
      Fire last = lastFire();
      fires.removeIf(fire -> usefulUntil(fire, fire == last, known) < horizon);
    }
    return usefulUntil() < horizon;
  }

  /** Makes it independent of the state that it was read with. */
  void detach() {
    match();
  }

  /** Takes over what another journey, now one with this, knew of the same instance. */
  void merge(Instance other, long at, Firing firing) {
    match().merge(other.match(), at, firing);
    Fire last = later(lastFire(), other.lastFire());
    if (last == null) {
      return;
    }
    List<Fire> all = new ArrayList<>(fires);
    all.addAll(other.fires);
    all.remove(last);
    all.sort(Comparator.comparingLong(Fire::occurredAt));
    all.add(last);
    for (; all.size() > MAX_FIRES; all.remove(0)) {
      firing.capped();
    }
    fires = all;
  }

  /** Which of two the cooldown counts from. */
  private static @Nullable Fire later(@Nullable Fire own, @Nullable Fire other) {
    if (own == null || other == null) {
      return own == null ? other : own;
    }
    return LATER.compare(own, other) < 0 ? other : own;
  }

  /** Gives up evidence to save space; answers whether there was any. */
  boolean forgetEvidence() {
    boolean any = match().forgetEvidence();
    for (Fire fire : fires) {
      any |= fire.forgetEvidence();
    }
    return any;
  }

  void write(StateWriter out) {
    StateReader unread = stored;
    if (unread == null) {
      out.block(this::writeAll);
    } else {
      unread.copyBlockTo(out);
    }
  }

  private void writeAll(StateWriter out) {
    if (rule.isCue()) {
      // A cue says that something has happened, and to nobody by what.
      match().forgetEvidence();
    }
    out.optionalTime(usefulUntil(), MatchState.NEVER);
    out.optionalTime(deadline(), MatchState.NEVER);
    key().write(out);
    out.count(fires.size());
    for (Fire fire : fires) {
      fire.write(out);
    }
    match().write(out, fires);
  }

  static Instance read(StateReader in, CompiledRule rule) {
    return new Instance(rule, in.block());
  }
}
