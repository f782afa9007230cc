package io.waymark.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CartChangeTest {

  @Test
  void theCartIsWorthAllThatWasPutIn() {
    CartValue cart = then(null, "add_to_cart", Map.of("value", 30.0, "currency", "THB"));
    cart = then(cart, "add_to_cart", Map.of("value", 12.0, "currency", "THB"));

    assertThat(cart).isEqualTo(new CartValue(42, "THB"));
  }

  @Test
  void whatTheEventSaysOfTheCartIsKnownBetter() {
    CartValue cart = new CartValue(999, "THB");

    assertThat(then(cart, "add_to_cart", Map.of("value", 5, "cart_value", 45L, "currency", "THB")))
        .isEqualTo(new CartValue(45, "THB"));
    assertThat(then(cart, "begin_checkout", Map.of("value", 50.5, "currency", "THB")))
        .isEqualTo(new CartValue(50.5, "THB"));
  }

  @Test
  void amountsOfTwoCurrenciesAreNotAdded() {
    assertThat(then(new CartValue(9, "THB"), "add_to_cart", Map.of("value", 1, "currency", "USD")))
        .isEqualTo(new CartValue(1, "USD"));
  }

  @Test
  void whatIsBoughtIsNotAtRisk() {
    assertThat(then(new CartValue(9, "THB"), "purchase", Map.of("value", 9))).isNull();
  }

  private static @Nullable CartValue then(
      @Nullable CartValue before, String type, Map<String, Object> attributes) {
    CartChange change =
        CartChange.of(new Event("e", type, 1, "ann", null, null, "web", "/cart", attributes));
    assertThat(change).isNotNull();
    return change.after(before);
  }
}
