package io.waymark.app.demo;

import io.waymark.app.backtest.EventFile;
import io.waymark.domain.event.Event;
import java.io.IOException;

/**
 * A file of recorded events that can be replayed.
 *
 * @param events how many events there are in it
 * @param first time of the earliest of them
 * @param last time of the latest
 */
record EventLog(EventFile file, long events, long first, long last) {

  /**
   * Reads the file once to learn what time it covers.
   *
   * @throws DemoFailed if it cannot be read or no event is in it
   */
  static EventLog scan(EventFile file) {
    long events = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    try (LogRecords records = LogRecords.open(file)) {
      for (var told = records.next(); told != null; told = records.next()) {
        // The replay sends what is no event on as it is: the job has to say what is wrong with it.
        Event event = told.event();
        if (event != null) {
          events++;
          first = Math.min(first, event.time());
          last = Math.max(last, event.time());
        }
      }
    } catch (IOException e) {
      throw new DemoFailed("cannot read " + file.name() + ": " + e.getMessage(), e);
    }
    if (events == 0) {
      throw new DemoFailed(
          "there is no event in %s: one JSON object a line".formatted(file.name()), null);
    }
    return new EventLog(file, events, first, last);
  }

  /** Milliseconds from the first event to the last. */
  long span() {
    return last - first;
  }

  LogRecords open() throws IOException {
    return LogRecords.open(file);
  }
}
