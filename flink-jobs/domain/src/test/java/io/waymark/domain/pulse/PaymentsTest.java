package io.waymark.domain.pulse;

import static io.waymark.domain.pulse.Told.at;
import static io.waymark.domain.pulse.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaymentsTest {
  private static final Touch FAILED = touch(10, "payment_failed", "/payment");
  private static final Touch BOUGHT = touch(40, "purchase", "/payment");

  @Test
  void aShopThatSaysOnlyHowPaymentsEndHasAttemptsToo() {
    Told payments = new Told(Payments.NONE).event(FAILED).event(BOUGHT);

    assertThat(payments.measured())
        .isEqualTo(
            Map.of(
                "PAYMENTS_ATTEMPTED@/payment+10", 1.0,
                "PAYMENTS_FAILED@/payment+10", 1.0,
                "PAYMENTS_ATTEMPTED@/payment+40", 1.0));
  }

  @Test
  void anAttemptIsNotCountedOnceMoreByItsEndWhateverTheOrder() {
    List<Touch> story =
        List.of(
            touch(5, "payment_attempted", "/payment"),
            FAILED,
            touch(35, "payment_attempted", "/payment"),
            BOUGHT);
    for (List<Touch> order : Told.permutations(story)) {
      Told told = new Told(Payments.NONE);
      order.forEach(told::event);
      assertThat(told.until(at(60)).measured())
          .as("%s", order)
          .isEqualTo(
              Map.of(
                  "PAYMENTS_ATTEMPTED@/payment+5", 1.0,
                  "PAYMENTS_FAILED@/payment+10", 1.0,
                  "PAYMENTS_ATTEMPTED@/payment+35", 1.0));
    }
  }
}
