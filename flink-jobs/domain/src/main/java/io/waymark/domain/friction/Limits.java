package io.waymark.domain.friction;

import java.io.Serializable;
import java.time.Duration;

/**
 * Bounds of what one customer may cost, or one device.
 *
 * @param outOfOrderness milliseconds within which the answer does not depend on arrival order
 * @param eventsPerMinute most events evaluated of one minute of event time; those beyond it, in the
 *     customer's order, are as if they had never come, but counted
 * @param instancesPerRule most instances of one rule; beyond it the least recently touched one is
 *     dropped and counted
 * @param instances most instances of all rules together; beyond it those of the rule that has most
 *     go, the least recently touched one first, and are counted
 * @param stateBytes most bytes of a customer's stored state; beyond it evidence, then instances are
 *     dropped and counted
 * @param device how much a device may change hands
 */
public record Limits(
    long outOfOrderness,
    int eventsPerMinute,
    int instancesPerRule,
    int instances,
    int stateBytes,
    Device device)
    implements Serializable {
  public static final Limits DEFAULT = new Limits(1_000, 1_000, 256, 1_024, 32 * 1024);

  /**
   * How much a device may change hands, and a customer the device.
   *
   * @param customers most who log in on a device within {@code within}; with more it is nobody's,
   *     for ever
   * @param devices most on which a customer is new within {@code within}; further ones are not
   *     theirs
   * @param within milliseconds
   * @param changes most changes of hands that are remembered, the last ones; of events before them
   *     nobody knows whose they are
   */
  public record Device(int customers, int devices, long within, int changes)
      implements Serializable {
    public static final Device DEFAULT = new Device(50, 50, Duration.ofHours(24).toMillis(), 16);

    public Device {
      if (customers < 1 || devices < 1 || within < 1 || changes < 1) {
        throw new IllegalArgumentException(
            "need 1 or more: %d customers and %d devices in %d ms, %d changes"
                .formatted(customers, devices, within, changes));
      }
    }
  }

  /** These bounds, and the usual ones of a device. */
  public Limits(
      long outOfOrderness,
      int eventsPerMinute,
      int instancesPerRule,
      int instances,
      int stateBytes) {
    this(outOfOrderness, eventsPerMinute, instancesPerRule, instances, stateBytes, Device.DEFAULT);
  }

  /** The same bounds for events that come later than these, or not so late. */
  public Limits withOutOfOrderness(Duration bound) {
    return new Limits(
        bound.toMillis(), eventsPerMinute, instancesPerRule, instances, stateBytes, device);
  }

  /** The same bounds for customers of whom more events count, or fewer. */
  public Limits withEventsPerMinute(int most) {
    return new Limits(outOfOrderness, most, instancesPerRule, instances, stateBytes, device);
  }

  /** The same bounds for devices that change hands more, or less. */
  public Limits withDevice(Device other) {
    return new Limits(
        outOfOrderness, eventsPerMinute, instancesPerRule, instances, stateBytes, other);
  }
}
