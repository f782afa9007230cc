package io.waymark.domain.delivery;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is on its way, of one subject one message at most: by its id and by what it tells of. */
final class LaneFlights {
  private final Map<String, Flight> byId = new HashMap<>();
  private final Map<String, Flight> bySubject = new HashMap<>();

  /**
   * A message on its way.
   *
   * @param begun as {@link CircuitBreaker#begin} said
   */
  record Flight(Pending pending, int begun) {}

  /** Adds it, or puts it in place of the same message as it was. */
  void put(Flight flight) {
    byId.put(flight.pending.id(), flight);
    bySubject.put(flight.pending.subjectId(), flight);
  }

  @Nullable Flight remove(String id) {
    Flight flight = byId.remove(id);
    if (flight != null) {
      bySubject.remove(flight.pending.subjectId());
    }
    return flight;
  }

  @Nullable Flight find(String id) {
    return byId.get(id);
  }

  @Nullable Flight of(String subjectId) {
    return bySubject.get(subjectId);
  }

  int size() {
    return byId.size();
  }
}
