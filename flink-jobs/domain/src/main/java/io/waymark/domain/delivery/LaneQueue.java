package io.waymark.domain.delivery;

import io.waymark.domain.delivery.Pending.Standing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a lane: by when it is due, by when it expires, by its id and by what it tells of.
 * Of one subject there is one message at most, and it is not due while another is away.
 */
final class LaneQueue {
  private final Map<String, Pending> byId = new HashMap<>();

  /** What is still to be told, by number: neither what is told again nor what was taken back. */
  private final NavigableMap<Long, Pending> untold = new TreeMap<>();

  private final NavigableSet<Pending> due =
      new TreeSet<>(
          Comparator.<Pending>comparingLong(Pending::dueAt).thenComparingLong(Pending::number));
  private final NavigableSet<Pending> expiring =
      new TreeSet<>(
          Comparator.<Pending>comparingLong(Pending::expiresAt).thenComparingLong(Pending::number));
  private final Map<String, Pending> bySubject = new HashMap<>();

  /** Subjects of what is on its way. */
  private final Set<String> away = new HashSet<>();

  void add(Pending pending) {
    byId.put(pending.id(), pending);
    if (pending.isOpen()) {
      untold.put(pending.number(), pending);
    }
    expiring.add(pending);
    bySubject.put(pending.subjectId(), pending);
    if (!away.contains(pending.subjectId())) {
      letGo(pending);
    }
  }

  void remove(Pending pending) {
    byId.remove(pending.id());
    untold.remove(pending.number());
    due.remove(pending);
    expiring.remove(pending);
    bySubject.remove(pending.subjectId(), pending);
  }

  /** Takes out what came first of what is still to be told, then the others. */
  Pending pollOldest() {
    if (untold.isEmpty()) {
      return pollExpiring();
    }
    Pending first = untold.firstEntry().getValue();
    remove(first);
    return first;
  }

  @Nullable Pending find(String id) {
    return byId.get(id);
  }

  /** What waits of a trigger or alert. */
  @Nullable Pending of(String subjectId) {
    return bySubject.get(subjectId);
  }

  /** Takes out what is due first; its subject is away until {@link #release}. */
  Pending pollDue() {
    Pending first = due.first();
    remove(first);
    away.add(first.subjectId());
    return first;
  }

  /** Takes out what expires first. */
  Pending pollExpiring() {
    Pending first = expiring.first();
    remove(first);
    return first;
  }

  /** What waited for a message of this subject waits no more. */
  void release(String subjectId) {
    away.remove(subjectId);
    Pending waited = bySubject.get(subjectId);
    if (waited != null) {
      letGo(waited);
    }
  }

  private void letGo(Pending pending) {
    if (pending.standing() != Standing.WITHDRAWN) {
      due.add(pending);
    }
  }

  long dueAt() {
    return due.isEmpty() ? Lane.NEVER : due.first().dueAt();
  }

  long expiresAt() {
    return expiring.isEmpty() ? Lane.NEVER : expiring.first().expiresAt();
  }

  long oldestArrival() {
    return untold.isEmpty() ? Lane.NEVER : untold.firstEntry().getValue().arrivedAt();
  }

  /** How many are still to be told. */
  int untold() {
    return untold.size();
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  int size() {
    return byId.size();
  }
}
