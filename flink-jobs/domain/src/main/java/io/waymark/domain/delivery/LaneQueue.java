package io.waymark.domain.delivery;

import io.waymark.domain.delivery.Pending.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What waits in a lane: by when it is due, by when it expires, and by its id. */
final class LaneQueue {
  private final Map<String, Pending> byId = new HashMap<>();
  private final NavigableMap<Long, Pending> byNumber = new TreeMap<>();
  private final NavigableSet<Pending> due =
      new TreeSet<>(
          Comparator.<Pending>comparingLong(Pending::dueAt).thenComparingLong(Pending::number));
  private final NavigableSet<Pending> expiring =
      new TreeSet<>(
          Comparator.<Pending>comparingLong(Pending::expiresAt).thenComparingLong(Pending::number));
  private final Map<String, Set<String>> repeating = new HashMap<>();

  /** What waits for the end of a message in flight: its id to theirs. */
  private final Map<String, Set<String>> held = new HashMap<>();

  private final Set<String> away = new HashSet<>();

  void add(Pending pending) {
    add(pending, null);
  }

  /**
   * Adds a message.
   *
   * @param after if this one is away, the message is not due before {@link #release} of it
   */
  void add(Pending pending, @Nullable String after) {
    away.remove(pending.id());
    byId.put(pending.id(), pending);
    byNumber.put(pending.number(), pending);
    expiring.add(pending);
    if (after != null && away.contains(after)) {
      held.computeIfAbsent(after, id -> new HashSet<>()).add(pending.id());
    } else if (pending.standing() != Standing.WITHDRAWN) {
      due.add(pending);
    }
    if (pending.repeats()) {
      repeating.computeIfAbsent(pending.subjectId(), id -> new HashSet<>()).add(pending.id());
    }
  }

  void remove(Pending pending) {
    byId.remove(pending.id());
    byNumber.remove(pending.number());
    due.remove(pending);
    expiring.remove(pending);
    Set<String> same = repeating.get(pending.subjectId());
    if (same != null && same.remove(pending.id()) && same.isEmpty()) {
      repeating.remove(pending.subjectId());
    }
  }

  /** Empties it; in the order of arrival. */
  List<Pending> removeAll() {
    List<Pending> all = new ArrayList<>(byNumber.values());
    all.forEach(this::remove);
    return all;
  }

  @Nullable Pending find(String id) {
    return byId.get(id);
  }

  List<Pending> repeating(String subjectId) {
    return repeating.getOrDefault(subjectId, Set.of()).stream()
        .map(byId::get)
        .sorted(Comparator.comparingLong(Pending::number))
        .toList();
  }

  /** Takes out what is due first; it is away until it is added again or released. */
  Pending pollDue() {
    Pending first = due.first();
    remove(first);
    away.add(first.id());
    return first;
  }

  /** Takes out what has expired, if anything has. */
  @Nullable Pending pollExpired(long now) {
    if (expiring.isEmpty() || expiring.first().expiresAt() > now) {
      return null;
    }
    Pending first = expiring.first();
    remove(first);
    return first;
  }

  /** What waited for this one waits no more, unless it is to be sent again. */
  void release(String id) {
    away.remove(id);
    Set<String> waited = held.remove(id);
    if (waited != null) {
      for (String other : waited) {
        Pending pending = byId.get(other);
        if (pending != null) {
          due.add(pending);
        }
      }
    }
  }

  long dueAt() {
    return due.isEmpty() ? Lane.NEVER : due.first().dueAt();
  }

  long expiresAt() {
    return expiring.isEmpty() ? Lane.NEVER : expiring.first().expiresAt();
  }

  long oldestArrival() {
    return byNumber.isEmpty() ? Lane.NEVER : byNumber.firstEntry().getValue().arrivedAt();
  }

  int size() {
    return byId.size();
  }
}
