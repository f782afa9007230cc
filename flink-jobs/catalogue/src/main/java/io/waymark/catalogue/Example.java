package io.waymark.catalogue;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Given events and the signals expected of the rule they stand with.
 *
 * @param given in the order written, times on {@link #DAY}
 */
public record Example(String name, List<Event> given, List<Expected> expect, Place place) {

  /** Midnight of the day on which examples take place, 2026-01-01 UTC, in epoch milliseconds. */
  public static final long DAY = 1_767_225_600_000L;

  /**
   * A signal to come. What is null or not named may be anything.
   *
   * @param customer as in {@link io.waymark.domain.friction.Signal#customerId}
   * @param instance values of the rule's {@code per}
   */
  public record Expected(
      long time,
      Status status,
      @Nullable Severity severity,
      @Nullable String customer,
      Map<String, @Nullable Object> instance,
      Place place) {}
}
