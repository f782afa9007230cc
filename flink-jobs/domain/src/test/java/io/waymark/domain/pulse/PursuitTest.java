package io.waymark.domain.pulse;

import static io.waymark.domain.pulse.Told.at;
import static io.waymark.domain.pulse.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PursuitTest {
  private static final Touch ADDED = touch(0, "add_to_cart", "/item");
  private static final int HALF_AN_HOUR = 1_800;

  private final Told cart = new Told(Pursuit.of(Pursuit.Aim.CART));

  @Test
  void aCartIsAbandonedAfterExactlyHalfAnHour() {
    cart.event(ADDED).until(at(HALF_AN_HOUR) - 1);
    assertThat(cart.measured()).isEmpty();

    cart.until(at(HALF_AN_HOUR));
    assertThat(cart.measured()).isEqualTo(Map.of("CARTS_ABANDONED@/item+1800", 1.0));
  }

  @Test
  void aPurchaseAtTheVeryLastMomentCounts() {
    cart.event(ADDED).until(at(HALF_AN_HOUR) - 1);
    cart.event(touch(HALF_AN_HOUR, "purchase", "/thanks")).until(at(HALF_AN_HOUR * 3));

    assertThat(cart.measured()).isEqualTo(Map.of("CARTS_BOUGHT@/item+3600", 1.0));
  }

  @Test
  void aPurchaseThatComesLateTakesTheAbandonmentBack() {
    cart.event(ADDED).until(at(HALF_AN_HOUR + 60));
    assertThat(cart.measured()).containsOnlyKeys("CARTS_ABANDONED@/item+1800");

    cart.event(touch(900, "purchase", "/thanks"));
    assertThat(cart.measured()).isEmpty();

    cart.until(at(2_700));
    assertThat(cart.measured()).isEqualTo(Map.of("CARTS_BOUGHT@/item+2700", 1.0));
  }

  @Test
  void whoComesBackAfterAnHourBeginsAnew() {
    cart.event(ADDED).until(at(3_600));
    cart.event(touch(3_600, "view_cart", "/cart"))
        .event(touch(3_700, "purchase", "/thanks"))
        .until(at(9_000));

    assertThat(cart.measured())
        .isEqualTo(Map.of("CARTS_ABANDONED@/item+1800", 1.0, "CARTS_BOUGHT@/item+5500", 1.0));
  }

  @Test
  void whatIsDoneAboutItPutsItOff() {
    cart.event(ADDED).event(touch(1_700, "view_cart", "/cart")).until(at(3_499));
    assertThat(cart.measured()).isEmpty();

    cart.until(at(3_500));
    assertThat(cart.measured()).isEqualTo(Map.of("CARTS_ABANDONED@/item+3500", 1.0));
  }

  @Test
  void anEmptiedCartIsGivenUp() {
    cart.event(ADDED)
        .event(touch(60, "cart_emptied", "/cart"))
        .event(touch(90, "purchase", "/thanks"))
        .until(at(3_600));

    assertThat(cart.measured()).isEqualTo(Map.of("CARTS_ABANDONED@/item+1860", 1.0));
  }

  /** Else the first half hour of a job would know of those only who buy. */
  @Test
  void thatACartIsBoughtIsSaidWhenThatItIsAbandonedWouldBe() {
    cart.event(ADDED).event(touch(20, "purchase", "/thanks")).until(at(1_819));
    assertThat(cart.measured()).isEmpty();

    cart.until(at(1_820));
    assertThat(cart.measured()).isEqualTo(Map.of("CARTS_BOUGHT@/item+1820", 1.0));
  }

  @Test
  void aFormThatIsRefusedIsNotSent() {
    Told form = new Told(Pursuit.of(Pursuit.Aim.FORM));
    form.event(touch(0, "form_start", "/sign-up"))
        .event(touch(60, "form_submit", "/sign-up", "ok", false))
        .until(at(60));
    assertThat(form.measured()).isEmpty();

    form.event(touch(90, "form_submit", "/sign-up", "ok", true)).until(at(1_890));
    assertThat(form.measured()).isEqualTo(Map.of("FORMS_SENT@/sign-up+1890", 1.0));
  }

  @Test
  void inWhateverOrderItBecomesKnownItIsTheSame() {
    List<Touch> story =
        List.of(
            ADDED,
            touch(200, "begin_checkout", "/checkout"),
            touch(300, "add_payment_info", "/payment"),
            touch(400, "purchase", "/thanks"));
    for (List<Touch> order : Told.permutations(story)) {
      Told told = new Told(Pursuit.of(Pursuit.Aim.CHECKOUT));
      order.forEach(told::event);
      assertThat(told.until(at(9_000)).measured())
          .as("%s", order)
          .isEqualTo(Map.of("CHECKOUTS_BOUGHT@/checkout+2200", 1.0));
    }
  }
}
