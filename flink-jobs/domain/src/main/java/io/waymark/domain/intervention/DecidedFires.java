package io.waymark.domain.intervention;

import io.waymark.domain.intervention.InterventionState.Decided;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fires of a customer that have been decided on, so that none is decided on anew when its
 * signal comes again, and what is still open of them. Bounded: {@link InterventionState#OPEN_LIMIT}
 * are kept whole, {@link InterventionState#DECIDED_LIMIT} by their ids.
 */
final class DecidedFires {
  /** Longer than an upstream job may take to say the same again. */
  private static final long REPEATED_WITHIN = 3_600_000L;

  private final long at;
  private final long now;

  /** By signal id, oldest first. */
  private final Map<String, Decided> fires = new LinkedHashMap<>();

  DecidedFires(List<Decided> known, long at, long now) {
    this.at = at;
    this.now = now;
    known.stream().filter(one -> one.forgetAt() > at).forEach(this::remember);
  }

  /** What is expired can't be taken back. */
  private void remember(Decided one) {
    Case open = one.open();
    boolean over = open != null && !open.isWaiting() && open.trigger().expiresAt() <= now;
    fires.put(one.signalId(), over ? one.with(null) : one);
  }

  /** Takes in what was decided on for who turned out to be the customer. */
  void join(List<Decided> others, String customerId) {
    for (Decided one : others) {
      Decided own = fires.get(one.signalId());
      if (own == null || own.open() == null) {
        Case open = one.open();
        remember(open == null ? one : one.with(open.addressed(customerId)));
      }
    }
    forgetOldest();
  }

  List<Decided> all() {
    return List.copyOf(fires.values());
  }

  List<Case> open() {
    return fires.values().stream().map(Decided::open).filter(Objects::nonNull).toList();
  }

  boolean knows(String signalId) {
    return fires.containsKey(signalId);
  }

  /** Whether one more can be kept whole. */
  boolean hasRoom() {
    return fires.size() < InterventionState.OPEN_LIMIT
        || fires.values().stream().filter(one -> one.open() != null).count()
            < InterventionState.OPEN_LIMIT;
  }

  /** Replaces what is open; by null, where nothing can become of it any more. */
  void replace(Function<Case, @Nullable Case> becomes) {
    fires.replaceAll(
        (id, one) -> {
          Case open = one.open();
          return open == null ? one : one.with(becomes.apply(open));
        });
  }

  /**
   * Notes what was decided. What there is no room for is known by its id alone: it can't be taken
   * back.
   */
  void settle(Case decided, @Nullable Case becomes) {
    String id = decided.trigger().signalId();
    long forgetAt = Math.max(decided.trigger().expiresAt(), at) + REPEATED_WITHIN;
    Decided known = fires.get(id);
    boolean fits = (known != null && known.open() != null) || hasRoom();
    fires.put(id, new Decided(id, forgetAt, fits ? becomes : null));
    forgetOldest();
  }

  private void forgetOldest() {
    Iterator<Decided> all = fires.values().iterator();
    for (int over = fires.size() - InterventionState.DECIDED_LIMIT; over > 0 && all.hasNext(); ) {
      if (all.next().open() == null) {
        all.remove();
        over--;
      }
    }
  }

  void clear() {
    fires.clear();
  }
}
