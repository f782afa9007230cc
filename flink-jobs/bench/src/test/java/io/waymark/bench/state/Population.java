package io.waymark.bench.state;

import io.waymark.domain.event.Event;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The events of so many customers, by their number: first each fills a cart, which opens an
 * instance of {@link #RULES} that waits for a day; then some look at a page, and at last anybody.
 *
 * @param customers how many
 */
record Population(long customers) {
  static final String RULES =
      """
      rules:
        - id: cart-abandoned
          title: Cart abandoned
          per: [cart_id]
          when:
            absence: { after: {type: add_to_cart}, of: purchase, within: 24h }
      """;

  private static final long START = 1_767_225_600_000L;
  private static final int PER_MILLI = 20;

  /** Events until all have a cart. */
  long carts() {
    return customers;
  }

  /** Events until one in a hundred has come back. */
  long fewBack() {
    return carts() + customers / 100;
  }

  /** Events until, after those, one in ten has come back. */
  long manyBack() {
    return fewBack() + customers / 10;
  }

  /** The event with this number; the same each time. */
  Event event(long number) {
    SplittableRandom random = new SplittableRandom(number);
    if (number < carts()) {
      return event(number, number, random, "add_to_cart", true);
    }
    if (number < fewBack()) {
      return event(number, (number - carts()) * 100, random, "page_view", false);
    }
    if (number < manyBack()) {
      return event(number, (number - fewBack()) * 10 + 5, random, "page_view", false);
    }
    return event(number, random.nextLong(customers), random, "page_view", false);
  }

  private static Event event(
      long number, long customer, SplittableRandom random, String type, boolean cart) {
    String session = Long.toHexString(random.nextLong()) + "-" + Long.toString(customer, 36);
    double value = random.nextInt(50_000) / 100.0;
    return new Event(
        Long.toHexString(random.nextLong()) + Integer.toHexString(random.nextInt()),
        type,
        time(number),
        "c" + customer,
        null,
        "s-" + session,
        "web",
        "/c" + random.nextInt(42),
        cart ? Map.of("value", value, "cart_id", "k-" + session) : Map.of("value", value));
  }

  /** When the event happens. */
  static long time(long number) {
    return START + number / PER_MILLI;
  }

  /** How many events have happened by a time, about: those of the last millisecond are missing. */
  static long eventsBy(long time) {
    return Math.max(0, (time - START) * PER_MILLI);
  }
}
