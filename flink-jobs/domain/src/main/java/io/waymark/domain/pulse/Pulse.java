package io.waymark.domain.pulse;

import java.util.List;
import java.util.Map;

/**
 * The figures of one place in one window. Times are milliseconds since the epoch of event time.
 *
 * @param start inclusive
 * @param end exclusive
 * @param last whether event time has passed the end; only what comes late changes it after that
 * @param at event time up to which it holds
 * @param stages journeys that stand in each stage; of {@link Place#EVERYWHERE} only
 * @param transitions of {@link Place#EVERYWHERE} only
 */
public record Pulse(
    Place place,
    long start,
    long end,
    boolean last,
    long at,
    List<Figure> figures,
    Map<String, Long> stages,
    List<Transition> transitions) {

  /** Of a place where no journeys are looked at. */
  public Pulse(Place place, long start, long end, boolean last, long at, List<Figure> figures) {
    this(place, start, end, last, at, figures, Map.of(), List.of());
  }
}
