package io.waymark.app.backtest;

import io.waymark.app.backtest.EventLog.Head;
import io.waymark.app.format.WaymarkFormat;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One customer's part of a log.
 *
 * @param events in the order of the log
 * @param end the latest event time of the whole log, in epoch milliseconds
 * @param unreadable how many records of the whole log, or parts of them, can't be read as events
 */
public record CustomerLog(List<Event> events, long end, long unreadable) {

  /**
   * Reads files whole, keeping only the events of {@code customer}; what can't be read is counted.
   */
  public static CustomerLog read(List<EventFile> files, String customer) throws IOException {
    InteractionCodec codec = new InteractionCodec();
    List<Event> events = new ArrayList<>();
    long end = Long.MIN_VALUE;
    long unreadable = 0;
    try (MergedLog log = new MergedLog(files, WaymarkFormat.DEFAULT_MAX_BYTES, bytes -> {})) {
      for (Head head = log.next(); head != null; head = log.next()) {
        if (head.arrival() instanceof DeadLetter) {
          unreadable++;
        } else if (head.arrival() instanceof Envelope event) {
          end = Math.max(end, event.time());
          if (event.customer().equals(customer)) {
            events.add(codec.decodeBody(event.body()));
          }
        }
      }
    }
    return new CustomerLog(List.copyOf(events), end, unreadable);
  }
}
