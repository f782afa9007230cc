package io.waymark.domain.pulse;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Steps of funnels, and for how long it is waited for the next. */
public enum Step {
  VIEW_ITEM(0, 1, 5),
  ADD_TO_CART(0, 2, 5),
  BEGIN_CHECKOUT(0, 3, 5),
  ADD_SHIPPING_INFO(0, 4, 5),
  ADD_PAYMENT_INFO(0, 5, 5),
  PURCHASE(0, 6, 0),
  APPLICATION_STARTED(1, 1, 30),
  APPLICATION_COMPLETED(1, 2, 0),
  BOOKING_HELD(2, 1, 45),
  BOOKING_TICKETED(2, 2, 0);

  private final int funnel;
  private final int rank;
  private final long within;

  Step(int funnel, int rank, long minutes) {
    this.funnel = funnel;
    this.rank = rank;
    this.within = Duration.ofMinutes(minutes).toMillis();
  }

  boolean isBefore(Step other) {
    return funnel == other.funnel && rank < other.rank;
  }

  /** Twice as long as any of its funnel is waited for: then those it has closed are settled. */
  long lasts() {
    return Arrays.stream(values())
        .filter(other -> other.funnel == funnel)
        .mapToLong(other -> 2 * other.within)
        .max()
        .orElseThrow();
  }

  /** In milliseconds. */
  long within() {
    return within;
  }

  boolean isLast() {
    return within == 0;
  }

  static @Nullable Step of(String type) {
    return switch (type) {
      case "view_item" -> VIEW_ITEM;
      case "add_to_cart" -> ADD_TO_CART;
      case "begin_checkout" -> BEGIN_CHECKOUT;
      case "add_shipping_info" -> ADD_SHIPPING_INFO;
      case "add_payment_info" -> ADD_PAYMENT_INFO;
      case "purchase" -> PURCHASE;
      case "application_started" -> APPLICATION_STARTED;
      case "application_completed" -> APPLICATION_COMPLETED;
      case "booking_held" -> BOOKING_HELD;
      case "booking_ticketed" -> BOOKING_TICKETED;
      default -> null;
    };
  }
}
