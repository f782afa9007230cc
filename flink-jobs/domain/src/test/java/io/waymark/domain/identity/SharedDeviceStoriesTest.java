package io.waymark.domain.identity;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.identity.DeviceLines.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Devices that many use, and what is remembered of who did. */
final class SharedDeviceStoriesTest {
  private static final RuleBuilder ABANDONED =
      rule("abandoned").per("cart_id").when(absence(on("add_to_cart")).of("purchase").within("1h"));

  private static final RuleBuilder EACH = rule("each").when(on("a"));

  @Test
  void aSharedDeviceLinksToNobody() {
    People people =
        People.by(ABANDONED)
            .given(
                cart("10:00", "k1"),
                identify("10:10", "c1").with("shared_device", true),
                cart("10:20", "k2"),
                identify("10:30", "c2").with("device_type", "kiosk"))
            .until("12:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:00 anon:d1 fired medium {cart_id=k1}", "11:20 anon:d1 fired medium {cart_id=k2}");
    assertThat(people.changes).containsOnly(Device.Change.REFUSED);
  }

  @Test
  void aDeviceThatTurnsOutToBeSharedIsNobodysFromThenOn() {
    People people =
        People.by(EACH)
            .given(
                identify("10:00", "c1"),
                device("10:10", "a"),
                identify("10:20", "c2").with("shared_device", true),
                device("10:30", "a"));
    assertThat(people.told())
        .containsExactly("10:10 c1 fired medium", "10:30 anon:d1 fired medium");
  }

  @Test
  void aDeviceOfMoreThanFiftyCustomersADayIsNobodysAnyMore() {
    People people = People.by(EACH);
    for (int i = 1; i <= 50; i++) {
      people.take(told("identify", StoryTime.time("10:00") + i, "c" + i, "d1", Map.of()));
    }
    assertThat(people.changes).containsOnly(Device.Change.NONE);
    people.given(
        device("10:10", "a"),
        identify("10:20", "one too many"),
        device("10:30", "a"),
        identify("2d10:00", "c1"),
        device("2d10:10", "a"));
    assertThat(people.changes)
        .endsWith(Device.Change.QUARANTINED, Device.Change.REFUSED)
        .filteredOn(change -> change == Device.Change.QUARANTINED)
        .hasSize(1);
    assertThat(people.signals)
        .extracting(Signal::customerId)
        .containsExactly("c50", "anon:d1", "anon:d1");
  }

  @Test
  void fiftyCustomersADayForManyDaysAreAllRight() {
    People people = People.by(EACH);
    for (int i = 0; i < 200; i++) {
      long time = StoryTime.time("10:00") + i * StoryTime.span("30m");
      people.take(told("identify", time, "c" + i, "d1", Map.of()));
    }
    assertThat(people.changes).containsOnly(Device.Change.NONE);
  }

  @Test
  void onlySoManyChangesOfHandsAreRemembered() {
    DeviceLinks links = new DeviceLinks(Limits.Device.DEFAULT);
    for (int i = 0; i <= 16; i++) {
      links.take(told("identify", 1_000 + i, "c" + i, "d1", Map.of()), false);
    }
    assertThat(links.ownerAt(999, "")).isNull();
    assertThat(links.ownerAt(1_001, "z")).isEqualTo("c1");
    assertThat(links.ownerAt(5_000, "")).isEqualTo("c16");
  }

  @Test
  void whereThreeShareATabletAndNotFiftyAFourthIsTooMany() {
    People people =
        People.by(EACH)
            .within(new Limits.Device(3, 50, StoryTime.span("1h"), 16))
            .given(
                identify("10:00", "c1"),
                identify("10:30", "c2"),
                identify("10:50", "c3"),
                identify("11:10", "c4"),
                device("11:11", "a"),
                identify("11:20", "c5"),
                device("11:21", "a"));
    assertThat(people.told())
        .containsExactly("11:11 c4 fired medium", "11:21 anon:d1 fired medium");
  }

  @Test
  void fewerChangesOfHandsAreRememberedOnceFewerAreAskedFor() {
    People people =
        People.by(EACH)
            .given(identify("10:00", "c1"), identify("10:10", "c2"), identify("10:20", "c3"));

    people
        .within(new Limits.Device(50, 50, StoryTime.span("24h"), 1))
        .given(
            identify("10:30", "c4").id("x1"),
            device("10:25", "a").id("x2"),
            device("10:35", "a").id("x3"));

    assertThat(people.told())
        .containsExactlyInAnyOrder("10:25 anon:d1 fired medium", "10:35 c4 fired medium");
  }
}
