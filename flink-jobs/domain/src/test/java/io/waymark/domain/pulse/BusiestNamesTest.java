package io.waymark.domain.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.pulse.BusiestNames.Place;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BusiestNamesTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private BusiestNames names = new BusiestNames(2);

  @Test
  void whileThereIsRoomEachHasItsOwn() {
    assertThat(meet("/a", 1)).isEqualTo(Place.NEWLY_OWN);
    assertThat(meet("/b", 1)).isEqualTo(Place.NEWLY_OWN);
    assertThat(meet("/a", 1)).isEqualTo(Place.OWN);
    assertThat(meet("/c", 1)).isEqualTo(Place.SHARED);
  }

  @Test
  void whoeverIsMuchBusierTakesThePlaceOfTheLeastBusy() {
    meet("/junk?1", 1);
    meet("/home", 100);
    for (int i = 0; i < 9; i++) {
      assertThat(meet("/checkout", 1)).isEqualTo(Place.SHARED);
    }
    assertThat(meet("/checkout", 1)).isEqualTo(Place.NEWLY_OWN);
    assertThat(meet("/checkout", 1)).isEqualTo(Place.OWN);
    assertThat(meet("/junk?1", 1)).isEqualTo(Place.SHARED);
    assertThat(meet("/home", 1)).isEqualTo(Place.OWN);
  }

  @Test
  void whatWasBusyOnceDoesNotKeepItsPlaceForEver() {
    meet("/campaign", 1_000);
    meet("/home", 1_000);
    assertThat(names.meet("/spring", 30, 7 * DAY, false)).isEqualTo(Place.NEWLY_OWN);
  }

  @Test
  void wherePeopleWaitIsNotGivenUp() {
    names.meet("billing", 1, 0, true);
    meet("/home", 1_000);

    assertThat(names.meet("support", 50, 1, false)).isEqualTo(Place.SHARED);
    assertThat(names.meet("support", 50, DAY / 4, false)).isEqualTo(Place.NEWLY_OWN);
    assertThat(names.meet("billing", 1, DAY / 4, false)).isEqualTo(Place.SHARED);
  }

  /** Each address is another one; among them are the pages that count. */
  @Test
  void aFloodOfNamesIsBoundedAndHidesNoBusyOne() {
    names = new BusiestNames(10);
    for (int i = 0; i < 20_000; i++) {
      meet("/item?" + i, 1);
      if (i > 100 && i % 5 == 0) {
        meet("/checkout", 1);
      }
    }
    assertThat(meet("/checkout", 1)).isEqualTo(Place.OWN);
    assertThat(names.toBytes()).hasSizeLessThan(2_000);
  }

  @Test
  void comesBackAsItWas() {
    meet("/a", 5);
    meet("/b", 6);
    meet("/c", 7);
    names = BusiestNames.of(names.toBytes(), 2);

    assertThat(meet("/a", 1)).isEqualTo(Place.OWN);
    assertThat(meet("/c", 1)).isEqualTo(Place.SHARED);
    assertThat(meet("/c", 4)).isEqualTo(Place.NEWLY_OWN);
  }

  private Place meet(String name, double traffic) {
    return names.meet(name, traffic, 0, false);
  }
}
