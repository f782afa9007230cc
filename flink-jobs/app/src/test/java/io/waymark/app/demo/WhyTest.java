package io.waymark.app.demo;

import static io.waymark.app.demo.Sample.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Signal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhyTest {
  private final Why why = new Why(Sample.rules(), Sample.TIME);

  @Test
  void oneEventIsToldWithItsTime() {
    assertThat(fired("payment-failed", "10:00:00", event("payment_failed", "10:00:00")))
        .isEqualTo("payment_failed 10:00:00");
  }

  @Test
  void equalEventsAreCounted() {
    assertThat(why.of(Sample.rageClick())).isEqualTo("3 × click within 0.8 s · #pay");
  }

  @Test
  void anAbsenceTellsWhatDidNotFollow() {
    assertThat(
            fired(
                "cart-abandoned",
                "11:00:00",
                event("add_to_cart", "09:50:00"),
                event("add_to_cart", "10:00:00")))
        .isEqualTo("2 × add_to_cart within 10 min, then no purchase for 1 h");
  }

  @Test
  void differentEventsAreToldInTheirOrder() {
    assertThat(
            fired(
                "channel-switch",
                "10:02:00",
                event("view_faq", "10:00:00"),
                event("view_faq", "10:01:00"),
                event("contact_started", "10:02:00")))
        .isEqualTo("2 × view_faq 10:01:00, contact_started 10:02:00");
  }

  @Test
  void theMiddleOfManyIsLeftOut() {
    assertThat(
            fired(
                "a-rule-of-tomorrow",
                "10:06:00",
                event("a", "10:00:00"),
                event("b", "10:01:00"),
                event("c", "10:02:00"),
                event("d", "10:03:00"),
                event("e", "10:04:00"),
                event("f", "10:05:00")))
        .isEqualTo("a 10:00:00, …, e 10:04:00, f 10:05:00");
  }

  @Test
  void aTypeThatWouldSteerTheTerminalDoesNot() {
    assertThat(fired("payment-failed", "10:00:00", event("a\u001B[2J\u009B1m", "10:00:00")))
        .isEqualTo("a?[2J?1m 10:00:00");
  }

  private String fired(String rule, String time, Evidence... evidence) {
    return why.of(Sample.signal(rule, Signal.Status.FIRED, time, null, Map.of(), evidence));
  }
}
