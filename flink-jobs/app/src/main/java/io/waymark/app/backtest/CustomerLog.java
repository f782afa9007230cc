package io.waymark.app.backtest;

import io.waymark.app.backtest.EventLog.Head;
import io.waymark.app.format.WaymarkFormat;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Explanation;
import io.waymark.domain.identity.IdentityEvents;
import io.waymark.domain.identity.Person;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One customer's part of a log.
 *
 * @param customer a customer id, or {@code anon:} and an anonymous id
 * @param events in the order of the log; of a known customer also those of the devices on which
 *     they have signed in
 * @param end the latest event time of the whole log, in epoch milliseconds
 * @param unreadable how many records of the whole log, or parts of them, can't be read as events
 */
public record CustomerLog(String customer, List<Event> events, long end, long unreadable) {

  /**
   * Reads files whole, twice, keeping only the events of {@code customer}; what can't be read is
   * counted.
   */
  public static CustomerLog read(List<EventFile> files, String customer) throws IOException {
    Set<String> devices = new HashSet<>();
    scan(files, event -> devices(event, customer, devices));
    List<Event> events = new ArrayList<>();
    Tally tally =
        scan(
            files,
            event -> {
              if (event.customer().equals(customer) || isOf(devices, event)) {
                events.add(event);
              }
            });
    return new CustomerLog(customer, List.copyOf(events), tally.end, tally.unreadable);
  }

  /** What happened, to be explained. */
  public Explanation.Course course() {
    return customer.startsWith(Event.ANONYMOUS)
        ? Explanation.course(events, end)
        : new Person(customer, events, end);
  }

  private static void devices(Event event, String customer, Set<String> devices) {
    if (customer.equals(event.customerId()) && IdentityEvents.mayTellOfDevice(event)) {
      String device = IdentityEvents.device(event);
      if (device != null) {
        devices.add(device);
      }
    }
  }

  private static boolean isOf(Set<String> devices, Event event) {
    if (event.customerId() == null) {
      return devices.contains(String.valueOf(event.anonymousId()));
    }
    String device = IdentityEvents.mayTellOfDevice(event) ? IdentityEvents.device(event) : null;
    return device != null && devices.contains(device);
  }

  private static Tally scan(List<EventFile> files, Consumer<Event> onEvent) throws IOException {
    InteractionCodec codec = new InteractionCodec();
    Tally tally = new Tally();
    try (MergedLog log = new MergedLog(files, WaymarkFormat.DEFAULT_MAX_BYTES, bytes -> {})) {
      for (Head head = log.next(); head != null; head = log.next()) {
        if (head.arrival() instanceof DeadLetter) {
          tally.unreadable++;
        } else if (head.arrival() instanceof Envelope event) {
          tally.end = Math.max(tally.end, event.time());
          onEvent.accept(codec.decodeBody(event.body()));
        }
      }
    }
    return tally;
  }

  private static final class Tally {
    private long end = Long.MIN_VALUE;
    private long unreadable;
  }
}
