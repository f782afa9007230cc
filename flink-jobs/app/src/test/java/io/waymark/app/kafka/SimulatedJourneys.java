package io.waymark.app.kafka;

import io.waymark.app.kafka.SimulatedTopic.Deed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One rule of absence, by its plain meaning: what begins has to end within its time, and who does
 * not is noticed when event time has come to the deadline. Events wait for their turn as in the
 * journey operator.
 */
final class SimulatedJourneys {
  /**
   * Somebody was noticed.
   *
   * @param at time of day
   */
  record Fired(String customer, long deadline, long at) {}

  private record Turn(long time, Deed deed) {}

  private record Deadline(long time, String customer) {}

  private final PriorityQueue<Turn> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Turn::time));
  private final PriorityQueue<Deadline> deadlines =
      new PriorityQueue<>(Comparator.comparingLong(Deadline::time));
  private final Map<String, Long> open = new HashMap<>();
  private final List<Fired> fired = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;
  private int late;

  /** Event time is not kept, what is known of customers is. */
  void restored() {
    watermark = Long.MIN_VALUE;
  }

  void event(long time, Deed deed) {
    if (time <= watermark) {
      late++;
      judge(time, deed);
    } else {
      waiting.add(new Turn(time, deed));
    }
  }

  private void judge(long time, Deed deed) {
    if (!deed.isBegin()) {
      open.remove(deed.customer());
    } else if (time + deed.within().toMillis() > watermark) {
      long deadline = time + deed.within().toMillis();
      open.put(deed.customer(), deadline);
      deadlines.add(new Deadline(deadline, deed.customer()));
    }
  }

  /**
   * Event time has come so far.
   *
   * @param now time of day
   */
  void time(long reached, long now) {
    if (reached <= watermark) {
      return;
    }
    while (true) {
      Turn event = waiting.peek();
      Deadline deadline = deadlines.peek();
      // What happens at the time of a deadline comes before it.
      if (event != null
          && event.time <= reached
          && (deadline == null || event.time <= deadline.time)) {
        waiting.remove();
        judge(event.time, event.deed);
      } else if (deadline != null && deadline.time <= reached) {
        deadlines.remove();
        if (open.remove(deadline.customer, deadline.time)) {
          fired.add(new Fired(deadline.customer, deadline.time, now));
        }
      } else {
        break;
      }
    }
    watermark = reached;
  }

  long watermark() {
    return watermark;
  }

  List<Fired> fired() {
    return fired;
  }

  /** Who was noticed. */
  Set<String> noticed() {
    return fired.stream().map(Fired::customer).collect(Collectors.toSet());
  }

  /** Events that came when their time had passed. */
  int late() {
    return late;
  }
}
