package io.waymark.domain.journey;

import io.waymark.domain.event.Event;
import java.util.Set;

/**
 * What a session is, and a good one.
 *
 * @param channels in which there are sessions; an event with a session id belongs to one anyway
 * @param gap milliseconds of silence after which the next event begins another one
 * @param engagedAfter milliseconds after which a session is engaged
 * @param engagedViews pages after which it is engaged
 * @param satisfying share of actions from which on it is satisfying
 * @param frustrating share of actions from which on it is frustrating, which is asked first
 */
public record Sessions(
    Set<String> channels,
    long gap,
    long engagedAfter,
    int engagedViews,
    double satisfying,
    double frustrating) {

  /** Whether the event is part of a session. */
  public boolean has(Event event) {
    return event.sessionId() != null
        || (event.channel() != null && channels.contains(event.channel()));
  }
}
