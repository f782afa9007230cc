package io.waymark.app.simulate;

import io.waymark.domain.event.Event;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Merges stories under way into one order; holds only what has not happened yet. */
final class Timeline {
  private final PriorityQueue<Course> courses = new PriorityQueue<>();

  void add(List<Event> events) {
    courses.add(new Course(events));
  }

  /** Hands over all events before {@code time}, in the order of {@link Event#ORDER}. */
  void drainBefore(long time, Consumer<? super Event> out) {
    for (Course next = courses.peek();
        next != null && next.head().time() < time;
        next = courses.peek()) {
      courses.remove();
      out.accept(next.head());
      if (next.advance()) {
        courses.add(next);
      }
    }
  }

  /** One story and how far it has come. */
  private static final class Course implements Comparable<Course> {
    private final List<Event> events;
    private int position;

    Course(List<Event> events) {
      this.events = events;
    }

    Event head() {
      return events.get(position);
    }

    boolean advance() {
      return ++position < events.size();
    }

    @Override
    public int compareTo(Course other) {
      return Event.ORDER.compare(head(), other.head());
    }
  }
}
