package io.waymark.app.backtest;

import io.waymark.app.backtest.EventLog.Head;
import io.waymark.app.format.WaymarkFormat;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.PeekedInteraction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One customer's part of a log.
 *
 * @param events in the order of the log
 * @param end the latest event time of the whole log, in epoch milliseconds
 * @param unreadable how many lines of the whole log are no events
 */
public record CustomerLog(List<Event> events, long end, long unreadable) {

  /**
   * Reads files whole, keeping only the events of {@code customer}; what is no event is counted.
   */
  public static CustomerLog read(List<Path> files, String customer) throws IOException {
    InteractionCodec codec = new InteractionCodec();
    List<Event> events = new ArrayList<>();
    long end = Long.MIN_VALUE;
    long unreadable = 0;
    try (MergedLog log =
        new MergedLog(
            files.stream().map(Path::toString).toList(),
            WaymarkFormat.DEFAULT_MAX_BYTES,
            bytes -> {})) {
      for (Head head = log.next(); head != null; head = log.next()) {
        PeekedInteraction event = head.event();
        if (event == null) {
          unreadable++;
        } else {
          end = Math.max(end, event.eventTime());
          if (event.customer().equals(customer)) {
            events.add(codec.decodeBody(event.body()));
          }
        }
      }
    }
    return new CustomerLog(List.copyOf(events), end, unreadable);
  }
}
