package io.waymark.domain.pulse;

import static io.waymark.domain.pulse.Told.at;
import static io.waymark.domain.pulse.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisitTest {
  private final Told visit = new Told(Visit.of(42));

  @Test
  void whoGoesOnWithinFiveMinutesHas() {
    visit
        .event(touch(0, "begin_checkout", "/checkout"))
        .event(touch(300, "add_payment_info", "/payment"))
        .until(at(300));
    assertThat(visit.measured())
        .isEqualTo(Map.of("STEPS@/checkout+300", 1.0, "STEPS_GONE_ON@/checkout+300", 1.0));

    visit.until(at(600));
    assertThat(visit.measured()).containsEntry("STEPS@/payment+600", 1.0).hasSize(3);
  }

  @Test
  void whoDoesNotHasNot() {
    visit.event(touch(0, "add_payment_info", "/payment")).until(at(299.9));
    assertThat(visit.measured()).isEmpty();

    visit.until(at(300)).event(touch(301, "purchase", "/thanks")).until(at(2_000));
    assertThat(visit.measured()).isEqualTo(Map.of("STEPS@/payment+300", 1.0));
  }

  /** Else the first five minutes of a job would know of those only who go on. */
  @Test
  void thatSomebodyHasGoneOnIsSaidWhenThatOthersHaveNotWouldBe() {
    visit
        .event(touch(0, "begin_checkout", "/checkout"))
        .event(touch(20, "purchase", "/thanks"))
        .until(at(299.9));
    assertThat(visit.measured()).isEmpty();

    visit.until(at(300));
    assertThat(visit.measured())
        .isEqualTo(Map.of("STEPS@/checkout+300", 1.0, "STEPS_GONE_ON@/checkout+300", 1.0));
  }

  @Test
  void aStepIsTakenAnewByWhoHasGoneOn() {
    visit
        .event(touch(0, "view_item", "/item"))
        .event(touch(20, "add_to_cart", "/item"))
        .event(touch(40, "view_item", "/item"))
        .until(at(1_000));

    assertThat(visit.measured())
        .isEqualTo(
            Map.of(
                "STEPS@/item+300", 1.0,
                "STEPS_GONE_ON@/item+300", 1.0,
                "STEPS@/item+320", 1.0,
                "STEPS@/item+340", 1.0));
  }

  @Test
  void beforeThereIsAnyTimeALongVisitIsBoundedToo() {
    Visit many = Visit.of(1);
    for (int second = 0; second < 1_000; second++) {
      many = many.with(touch(second, "view_item", "/item")).pruned(Long.MIN_VALUE);
    }
    assertThat(many.acts()).hasSize(64);
  }

  @Test
  void severalItemsLookedAtAreOneStep() {
    for (int second = 0; second < 240; second += 20) {
      visit.event(touch(second, "view_item", "/item")).until(at(second));
    }
    visit.event(touch(250, "add_to_cart", "/item")).until(at(3_000));

    assertThat(visit.measured())
        .isEqualTo(
            Map.of("STEPS@/item+300", 1.0, "STEPS_GONE_ON@/item+300", 1.0, "STEPS@/item+550", 1.0));
  }

  @Test
  void threeClicksOnOneThingInASecondAreFrustration() {
    visit.event(click(0, "#pay")).event(click(0.4, "#pay")).event(click(0.9, "#basket"));
    assertThat(visit.measured()).isEmpty();

    visit.event(click(1, "#pay"));
    assertThat(visit.measured()).containsOnlyKeys("Seen@/checkout+1");
  }

  @Test
  void anErrorRightAfterAClickIsAndOneAloneIsNot() {
    visit.event(touch(10, "error", "/checkout", "fingerprint", "a"));
    assertThat(visit.measured()).isEmpty();

    visit.event(click(20, "#pay")).event(touch(21, "error", "/checkout", "fingerprint", "b"));
    assertThat(visit.measured()).containsOnlyKeys("Seen@/checkout+21");
  }

  @Test
  void aClickOfWhichNothingComesIs() {
    visit.event(touch(0, "click", "/item", "element", "#x", "effect", "none", "input", true));
    assertThat(visit.measured()).isEmpty();

    visit.event(touch(1, "click", "/item", "element", "#x", "effect", "none"));
    assertThat(visit.measured()).containsOnlyKeys("Seen@/item+1");
  }

  @Test
  void theSameErrorThreeTimesInFiveMinutesIsALoop() {
    visit.event(error(0, "a")).event(error(100, "b")).event(error(200, "a"));
    assertThat(visit.measured()).isEmpty();

    visit.event(error(300, "a"));
    assertThat(visit.measured()).containsOnlyKeys("Seen@/checkout+300");
  }

  @Test
  void theSameErrorThreeTimesInMoreThanFiveMinutesIsNone() {
    visit.event(error(0, "a")).event(error(200, "a")).event(error(300.001, "a"));

    assertThat(visit.measured()).isEmpty();
  }

  /** What has been settled is forgotten, and not taken back by that. */
  @Test
  void aLongVisitIsMeasuredOnce() {
    for (int minute = 0; minute < 120; minute++) {
      visit
          .event(touch(60 * minute, "view_item", "/item"))
          .event(click(60 * minute + 1, "#zoom"))
          .until(at(60 * minute + 2));
    }
    visit.until(at(20_000));

    assertThat(visit.measured().values()).containsOnly(1.0);
    // Each is waited for five minutes; the view after that opens the next one.
    assertThat(visit.measured())
        .hasSize(20)
        .allSatisfy((key, n) -> assertThat(key).startsWith("STEPS@/item"));
  }

  @Test
  void inWhateverOrderItBecomesKnownItIsTheSame() {
    List<Touch> story =
        List.of(
            touch(0, "view_item", "/item"),
            touch(30, "add_to_cart", "/item"),
            touch(60, "begin_checkout", "/checkout"),
            touch(90, "purchase", "/thanks"));
    for (List<Touch> order : Told.permutations(story)) {
      Told told = new Told(Visit.of(1));
      order.forEach(told::event);
      assertThat(told.until(at(2_000)).measured())
          .as("%s", order)
          .isEqualTo(
              Map.of(
                  "STEPS@/item+300", 1.0,
                  "STEPS_GONE_ON@/item+300", 1.0,
                  "STEPS@/item+330", 1.0,
                  "STEPS_GONE_ON@/item+330", 1.0,
                  "STEPS@/checkout+360", 1.0,
                  "STEPS_GONE_ON@/checkout+360", 1.0));
    }
  }

  private static Touch error(double second, String fingerprint) {
    return touch(second, "error", "/checkout", "fingerprint", fingerprint);
  }

  private static Touch click(double second, String element) {
    return touch(second, "click", "/checkout", "element", element, "effect", "dom");
  }
}
