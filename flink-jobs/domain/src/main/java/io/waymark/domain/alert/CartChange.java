package io.waymark.domain.alert;

import io.waymark.domain.event.CodePoints;
import io.waymark.domain.event.Event;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's cart is worth something else now.
 *
 * @param at milliseconds since the epoch of event time
 * @param value null if there is no cart any more
 */
public record CartChange(String customerId, long at, String eventId, @Nullable CartValue value) {

  /** The order of a customer's events. */
  public static final Comparator<CartChange> ORDER =
      Comparator.comparingLong(CartChange::at)
          .thenComparing(CartChange::eventId, CodePoints::compare);

  /**
   * What an event says of the cart; null if nothing. {@code add_to_cart} and {@code begin_checkout}
   * tell by {@code cart_value}, else {@code value}, and {@code currency}; {@code purchase} and
   * {@code cart_emptied} end it.
   */
  public static @Nullable CartChange of(Event event) {
    return switch (event.type()) {
      case "add_to_cart", "begin_checkout" -> {
        Double amount = amount(event);
        yield amount == null
            ? null
            : new CartChange(
                event.customer(), event.time(), event.id(), new CartValue(amount, currency(event)));
      }
      case "purchase", "cart_emptied" ->
          new CartChange(event.customer(), event.time(), event.id(), null);
      default -> null;
    };
  }

  private static @Nullable Double amount(Event event) {
    Object value = event.attribute("cart_value");
    if (!(value instanceof Number)) {
      value = event.attribute("value");
    }
    return value instanceof Number number && number.doubleValue() >= 0
        ? number.doubleValue()
        : null;
  }

  private static @Nullable String currency(Event event) {
    return event.attribute("currency") instanceof String code ? code : null;
  }
}
