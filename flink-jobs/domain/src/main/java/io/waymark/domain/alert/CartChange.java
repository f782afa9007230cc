package io.waymark.domain.alert;

import io.waymark.domain.event.CodePoints;
import io.waymark.domain.event.Event;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's cart is worth something else now.
 *
 * @param at milliseconds since the epoch of event time
 * @param value null if there is no cart any more
 * @param adds whether that is what comes to it, and not what all of it is worth
 */
public record CartChange(
    String customerId, long at, String eventId, @Nullable CartValue value, boolean adds) {

  /** The order of a customer's events. */
  public static final Comparator<CartChange> ORDER =
      Comparator.comparingLong(CartChange::at)
          .thenComparing(CartChange::eventId, CodePoints::compare);

  /**
   * What an event says of the cart; null if nothing. {@code cart_value} is what it is worth, as is
   * {@code value} of {@code begin_checkout}; that of {@code add_to_cart} is of what was put in.
   * {@code purchase} and {@code cart_emptied} end it.
   */
  public static @Nullable CartChange of(Event event) {
    return switch (event.type()) {
      case "add_to_cart", "begin_checkout" -> {
        CartValue cart = value(event, "cart_value");
        boolean adds = cart == null && event.type().equals("add_to_cart");
        CartValue value = cart == null ? value(event, "value") : cart;
        yield value == null
            ? null
            : new CartChange(event.customer(), event.time(), event.id(), value, adds);
      }
      case "purchase", "cart_emptied" ->
          new CartChange(event.customer(), event.time(), event.id(), null, false);
      default -> null;
    };
  }

  /**
   * What the cart is worth then.
   *
   * @param before null if there was none
   */
  public @Nullable CartValue after(@Nullable CartValue before) {
    if (!adds || before == null || value == null) {
      return value;
    }
    return Objects.equals(before.currency(), value.currency())
        ? new CartValue(before.amount() + value.amount(), value.currency())
        : value;
  }

  private static @Nullable CartValue value(Event event, String name) {
    return event.attribute(name) instanceof Number number && number.doubleValue() >= 0
        ? new CartValue(number.doubleValue(), currency(event))
        : null;
  }

  private static @Nullable String currency(Event event) {
    return event.attribute("currency") instanceof String code ? code : null;
  }
}
