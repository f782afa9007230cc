package io.waymark.pipeline.journey;

import io.waymark.domain.friction.FrictionEngine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of the journeys at hand: a binary heap in which each journey knows its place. One
 * that moves further away is left where it stands and put right when its turn comes: most deadlines
 * move with every event and few of them come.
 */
final class Deadlines {
  /** The place of a journey that has no deadline here. */
  static final int NOWHERE = -1;

  private static final int INITIAL_CAPACITY = 1_024;

  /** Earliest {@link JourneyAtHand#queuedAt} first. */
  private @Nullable JourneyAtHand[] heap = new JourneyAtHand[INITIAL_CAPACITY];

  private int size;

  /** The journey's {@link JourneyAtHand#wakeAt} may be another one now. */
  void moved(JourneyAtHand journey) {
    if (journey.place == NOWHERE && journey.wakeAt != FrictionEngine.NEVER) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      journey.queuedAt = journey.wakeAt;
      rise(journey, size++);
    } else if (journey.place != NOWHERE && journey.wakeAt < journey.queuedAt) {
      journey.queuedAt = journey.wakeAt;
      rise(journey, journey.place);
    }
  }

  /** Any journey that is to be looked at by {@code time}; it stays. Null if there is none. */
  @Nullable JourneyAtHand due(long time) {
    for (JourneyAtHand first = heap[0]; first != null && first.queuedAt <= time; first = heap[0]) {
      if (first.wakeAt <= time) {
        return first;
      }
      if (first.wakeAt == FrictionEngine.NEVER) {
        remove(first);
      } else {
        first.queuedAt = first.wakeAt;
        sink(first, 0);
      }
    }
    return null;
  }

  /** The journey is not at hand any more. */
  void remove(JourneyAtHand journey) {
    int place = journey.place;
    if (place == NOWHERE) {
      return;
    }
    journey.place = NOWHERE;
    JourneyAtHand last = at(--size);
    heap[size] = null;
    if (last != journey) {
      sink(last, place);
      rise(last, last.place);
    }
  }

  private void rise(JourneyAtHand journey, int from) {
    int place = from;
    while (place > 0) {
      JourneyAtHand parent = at((place - 1) / 2);
      if (parent.queuedAt <= journey.queuedAt) {
        break;
      }
      put(parent, place);
      place = (place - 1) / 2;
    }
    put(journey, place);
  }

  private void sink(JourneyAtHand journey, int from) {
    int place = from;
    for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && at(child + 1).queuedAt < at(child).queuedAt) {
        child++;
      }
      if (journey.queuedAt <= at(child).queuedAt) {
        break;
      }
      put(at(child), place);
      place = child;
    }
    put(journey, place);
  }

  private void put(JourneyAtHand journey, int place) {
    heap[place] = journey;
    journey.place = place;
  }

  private JourneyAtHand at(int place) {
    JourneyAtHand journey = heap[place];
    if (journey == null) {
      throw new IllegalStateException("nothing at " + place + " of " + size);
    }
    return journey;
  }
}
