package io.waymark.domain.identity;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.identity.DeviceLines.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an alias says of a device, and what it brings. */
final class AliasStoriesTest {
  private static final RuleBuilder ABANDONED =
      rule("abandoned").per("cart_id").when(absence(on("add_to_cart")).of("purchase").within("1h"));

  @Test
  void anAliasBringsTheJourneyOnlyIfNobodyElseWasEverThere() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("09:00", "c2"),
                identify("09:30", "c1"),
                logout("10:00", "c1"),
                cart("10:10", "k1"),
                alias("10:20", "c1"),
                cart("10:30", "k2"))
            .until("12:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:10 anon:d1 fired medium {cart_id=k1}", "11:30 c1 fired medium {cart_id=k2}");
    assertThat(people.changes).containsOnly(Device.Change.NONE);
  }

  @Test
  void whatComesLateFromBeforeAnAliasIsTheDevicesOwnIfAnotherWasEverThere() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("09:00", "c2"),
                identify("09:30", "c1"),
                logout("10:00", "c1"),
                alias("10:20", "c1"),
                cart("10:10", "k1"))
            .until("12:00");
    assertThat(people.told()).containsExactly("11:10 anon:d1 fired medium {cart_id=k1}");
  }

  @Test
  void anAliasOfTheOnlyCustomerBringsTheJourney() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("09:30", "c1"),
                logout("10:00", "c1"),
                cart("10:10", "k1"),
                alias("10:20", "c1"))
            .until("12:00");
    assertThat(people.told()).containsExactly("11:10 c1 fired medium {cart_id=k1}");
  }

  @Test
  void anAliasNamesTheDeviceAndIsGivenOnce() {
    People people =
        People.by(ABANDONED)
            .given(
                cart("10:00", "k1"),
                event("10:10", "alias").with("previous_id", "d1"),
                event("10:15", "logout").anonymous("d1").of("c1"),
                cart("10:20", "k2"),
                event("10:30", "alias").of("c2").with("previous_id", "d1"))
            .until("12:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:00 c1 fired medium {cart_id=k1}", "11:20 anon:d1 fired medium {cart_id=k2}");
    assertThat(people.changes)
        .containsExactly(Device.Change.NONE, Device.Change.NONE, Device.Change.REFUSED);
  }

  @Test
  void anAliasOfNobodyOrOfOneselfTellsOfNoDevice() {
    for (Object previous : new Object[] {"c1", "null", "", "0000", " ", 7L}) {
      Event alias =
          told("alias", StoryTime.time("10:00"), "c1", null, Map.of("previous_id", previous));
      assertThat(IdentityEvents.mayTellOfDevice(alias)).isTrue();
      assertThat(IdentityEvents.device(alias)).as(previous.toString()).isNull();
    }
  }

  @Test
  void aMistakeCanBeTakenBackAndTheDeviceGivenToWhoseItIs() {
    People people =
        People.by(ABANDONED)
            .given(
                cart("10:00", "k1"),
                alias("10:10", "c1"),
                cart("10:20", "k2"),
                event("10:30", "unlink").of("c1").with("previous_id", "d1"),
                cart("10:40", "k3"),
                alias("10:50", "c2"),
                cart("11:00", "k4"))
            .until("13:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:00 c1 fired medium {cart_id=k1}",
            "11:20 c1 fired medium {cart_id=k2}",
            "11:40 c2 fired medium {cart_id=k3}",
            "12:00 c2 fired medium {cart_id=k4}");
    assertThat(people.changes).containsOnly(Device.Change.NONE);
  }

  @Test
  void aLoginByMistakeIsTakenBackWhereverTheDeviceIsNow() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("10:00", "c1"),
                identify("10:10", "c2"),
                event("10:20", "unlink").anonymous("d1").of("c1"),
                cart("10:30", "k1"),
                event("10:40", "unlink").anonymous("d1").of("c2"),
                cart("10:50", "k2"))
            .until("13:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:30 c2 fired medium {cart_id=k1}", "11:50 anon:d1 fired medium {cart_id=k2}");
  }
}
