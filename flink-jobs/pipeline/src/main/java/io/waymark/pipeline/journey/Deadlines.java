package io.waymark.pipeline.journey;

import io.waymark.domain.friction.FrictionEngine;
import io.waymark.pipeline.journey.JourneyCache.Entry;
import org.apache.flink.runtime.state.heap.HeapPriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of the journeys at hand. One that moves further away is left where it stands and
 * put right when its turn comes: most deadlines move with every event and few of them come.
 */
final class Deadlines {
  private static final int INITIAL_CAPACITY = 1_024;

  private final HeapPriorityQueue<Entry> queue =
      new HeapPriorityQueue<>((a, b) -> Long.compare(a.queuedAt, b.queuedAt), INITIAL_CAPACITY);

  /** The journey's {@link Entry#wakeAt} may be another one now. */
  void moved(Entry journey) {
    boolean waits = journey.getInternalIndex() != Entry.NOT_CONTAINED;
    if (!waits && journey.wakeAt != FrictionEngine.NEVER) {
      journey.queuedAt = journey.wakeAt;
      queue.add(journey);
    } else if (waits && journey.wakeAt < journey.queuedAt) {
      requeue(journey);
    }
  }

  /** Any journey that is to be looked at by {@code time}; it stays. Null if there is none. */
  @Nullable Entry due(long time) {
    for (Entry first = queue.peek();
        first != null && first.queuedAt <= time;
        first = queue.peek()) {
      if (first.wakeAt <= time) {
        return first;
      }
      if (first.wakeAt == FrictionEngine.NEVER) {
        remove(first);
      } else {
        requeue(first);
      }
    }
    return null;
  }

  /** The journey is not at hand any more. */
  void remove(Entry journey) {
    if (journey.getInternalIndex() != Entry.NOT_CONTAINED) {
      queue.remove(journey);
      // The queue leaves it at its last place.
      journey.setInternalIndex(Entry.NOT_CONTAINED);
    }
  }

  private void requeue(Entry journey) {
    journey.queuedAt = journey.wakeAt;
    queue.adjustModifiedElement(journey);
  }
}
