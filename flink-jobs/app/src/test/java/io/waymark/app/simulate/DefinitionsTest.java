package io.waymark.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checker itself can tell friction from what only looks like it. */
class DefinitionsTest {
  private final List<Event> log = new ArrayList<>();

  private void at(long seconds, String type, Map<String, Object> attributes) {
    String id = "e" + log.size();
    log.add(new Event(id, type, seconds * 1_000, "ann", null, "s", "web", "/", attributes));
  }

  @Test
  void aCartBoughtAtTheDeadlineIsNotAbandoned() {
    at(0, "add_to_cart", Map.of("cart_id", "k"));
    at(3_600, "purchase", Map.of("cart_id", "k"));

    assertThat(new Definitions(1).find(log)).isEmpty();
    assertThat(new Definitions(0.7).find(log)).hasSize(1);
  }

  @Test
  void aCartForgottenIsAbandonedAnHourAfterItsLastChange() {
    at(0, "add_to_cart", Map.of("cart_id", "k"));
    at(60, "add_to_cart", Map.of("cart_id", "k"));

    assertThat(new Definitions(1).find(log))
        .containsExactly(new Found("cart-abandoned", "ann", 3_660_000));
  }

  @Test
  void threeFailuresAreLoginTroubleUnlessOneLoginSucceedsBetween() {
    at(0, "login_failed", Map.of());
    at(10, "login_failed", Map.of());
    at(20, "login", Map.of());
    at(30, "login_failed", Map.of());
    assertThat(new Definitions(1).find(log)).isEmpty();

    at(40, "login_failed", Map.of());
    at(50, "login_failed", Map.of());
    assertThat(new Definitions(1).find(log))
        .containsExactly(new Found("login-failures", "ann", 50_000));
  }

  @Test
  void farApartClicksAreNotRage() {
    at(0, "click", Map.of("element", "#a", "x", 10L, "y", 10L));
    at(0, "click", Map.of("element", "#a", "x", 90L, "y", 10L));
    at(1, "click", Map.of("element", "#a", "x", 90L, "y", 10L));
    assertThat(new Definitions(1).find(log)).isEmpty();

    at(1, "click", Map.of("element", "#a", "x", 91L, "y", 10L));
    assertThat(new Definitions(1).find(log)).containsExactly(new Found("rage-click", "ann", 1_000));
  }
}
