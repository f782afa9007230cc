package io.waymark.domain.identity;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.EventLine;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose it is what happens on a device. */
final class DeviceStoriesTest {
  private static final RuleBuilder ABANDONED =
      rule("abandoned").per("cart_id").when(absence(on("add_to_cart")).of("purchase").within("1h"));

  private static final RuleBuilder EACH = rule("each").when(on("a"));

  @Test
  void anonymousEventsBelongToWhoIsLoggedIn() {
    People people =
        People.by(EACH)
            .given(
                device("10:00", "a"),
                identify("10:10", "c1"),
                device("10:20", "a"),
                logout("10:30", "c1"),
                device("10:40", "a"));
    assertThat(people.told())
        .containsExactly(
            "10:00 anon:d1 fired medium", "10:20 c1 fired medium", "10:40 anon:d1 fired medium");
  }

  @Test
  void aLogoutWithoutACustomerIdEndsTheLinkAndIsStillTheCustomers() {
    People people =
        People.by(rule("out").when(on("logout")))
            .given(identify("10:10", "c1"), device("10:20", "logout"), device("10:30", "logout"));
    assertThat(people.told())
        .containsExactly("10:20 c1 fired medium", "10:30 anon:d1 fired medium");
  }

  @Test
  void whoLogsInAgainIsNoNews() {
    People people =
        People.by(ABANDONED)
            .given(cart("10:00", "k1"), identify("10:10", "c1"), identify("10:20", "c1"))
            .until("12:00");
    assertThat(people.told()).containsExactly("11:00 c1 fired medium {cart_id=k1}");
    assertThat(people.facts).hasSize(1);
  }

  @Test
  void twoCustomersOnOneDeviceStayTwo() {
    People people =
        People.by(ABANDONED)
            .given(
                cart("10:00", "k1"),
                identify("10:10", "c1"),
                cart("10:15", "k2"),
                identify("10:20", "c2"),
                cart("10:30", "k3"))
            .until("12:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:00 c1 fired medium {cart_id=k1}",
            "11:15 c1 fired medium {cart_id=k2}",
            "11:30 c2 fired medium {cart_id=k3}");
  }

  @Test
  void whatTheDeviceCollectsAfterALogoutGoesToTheCustomerWhoComesBack() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("10:00", "c1"),
                logout("10:10", "c1"),
                cart("10:20", "k1"),
                identify("10:30", "c1"))
            .until("12:00");
    assertThat(people.told()).containsExactly("11:20 c1 fired medium {cart_id=k1}");
  }

  @Test
  void whatTheDeviceCollectsAfterALogoutNeverReachesAnotherCustomer() {
    People people =
        People.by(ABANDONED.resolve("purchase"))
            .given(
                identify("10:00", "c1"),
                logout("10:10", "c1"),
                cart("10:20", "k1"),
                identify("10:30", "c2"),
                cart("10:40", "k2"),
                logout("10:50", "c2"),
                device("11:30", "purchase").with("cart_id", "k1"),
                cart("11:35", "k3"),
                identify("11:40", "c2"),
                logout("11:45", "c2"),
                identify("11:50", "c1"))
            .until("13:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:20 anon:d1 fired medium {cart_id=k1}",
            "11:40 c2 fired medium {cart_id=k2}",
            "11:30 anon:d1 resolved medium {cart_id=k1}",
            "12:35 anon:d1 fired medium {cart_id=k3}");
    assertThat(people.facts).extracting(Fact::kind).doesNotContain(Fact.Kind.IDENTITIES_MERGED);
  }

  @Test
  void ofACustomerWhoLeftNothingBehindTheNextOneKnowsNothing() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("10:00", "c1"),
                logout("10:10", "c1"),
                identify("10:20", "c2"),
                logout("10:30", "c2"),
                cart("10:40", "k1"),
                identify("10:50", "c2"))
            .until("12:00");
    assertThat(people.told()).containsExactly("11:40 c2 fired medium {cart_id=k1}");
  }

  @Test
  void whatComesLateFromBetweenTwoCustomersIsNeithersAndKeepsTheRest() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("10:00", "c1"),
                logout("10:10", "c1"),
                identify("10:20", "c2"),
                logout("10:30", "c2"),
                cart("10:15", "k1"),
                cart("10:40", "k2"),
                identify("10:50", "c2"))
            .until("12:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:15 anon:d1 fired medium {cart_id=k1}", "11:40 anon:d1 fired medium {cart_id=k2}");
  }

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
    for (int i = 1; i <= DeviceLinks.MOST_CUSTOMERS; i++) {
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
  void aLateLoginTakesTheJourneyAsItIsNow() {
    People people =
        People.by(ABANDONED)
            .given(
                cart("10:00", "k1"),
                cart("11:30", "k2"),
                identify("10:30", "c1"),
                cart("11:40", "k3"))
            .until("13:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:00 anon:d1 fired medium {cart_id=k1}",
            "12:30 c1 fired medium {cart_id=k2}",
            "12:40 c1 fired medium {cart_id=k3}");
  }

  @Test
  void whatComesLateFromBeforeTheLoginFollowsTheJourney() {
    People people =
        People.by(ABANDONED)
            .given(
                cart("10:00", "k1"),
                identify("10:10", "c1"),
                cart("10:05", "k2"),
                cart("10:00", "k1").id("e01"))
            .until("12:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:00 c1 fired medium {cart_id=k1}", "11:05 c1 fired medium {cart_id=k2}");
    assertThat(people.verdicts)
        .containsExactly("anon:d1 evaluated", "c1 evaluated", "c1 late", "c1 duplicate");
  }

  @Test
  void aLateLoginFromBeforeALogoutDoesNotTakeWhatCameAfterIt() {
    People people =
        People.by(ABANDONED)
            .given(logout("10:10", "c1"), cart("10:20", "k1"), identify("10:00", "c1"))
            .until("12:00");
    assertThat(people.told()).containsExactly("11:20 anon:d1 fired medium {cart_id=k1}");
  }

  @Test
  void afterALateLogoutWhatComesLateIsTheDevicesOwnIfAnotherLoggedInNext() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("10:00", "c1"),
                identify("10:30", "c2"),
                logout("10:20", "c1"),
                cart("10:25", "k1"),
                cart("10:15", "k2"))
            .until("12:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:25 anon:d1 fired medium {cart_id=k1}", "11:15 c1 fired medium {cart_id=k2}");
  }

  @Test
  void aLateLoginOfAnotherAfterALogoutLeavesTheJourneyWithTheDevice() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("10:00", "c1"),
                logout("10:10", "c1"),
                cart("10:20", "k1"),
                cart("10:40", "k2"),
                identify("10:30", "c2"),
                cart("10:50", "k3"))
            .until("12:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:20 anon:d1 fired medium {cart_id=k1}",
            "11:40 anon:d1 fired medium {cart_id=k2}",
            "11:50 c2 fired medium {cart_id=k3}");
  }

  @Test
  void whoTurnsOutToHaveHadItAfterAnotherGetsNothingOfTheOthers() {
    People people =
        People.by(ABANDONED)
            .given(
                cart("10:15", "k1"),
                logout("10:30", "c9"),
                identify("10:10", "c1"),
                identify("10:20", "c2"),
                identify("10:40", "c2"))
            .until("12:00");
    assertThat(people.told()).containsExactly("11:15 anon:d1 fired medium {cart_id=k1}");
  }

  @Test
  void aLoginSentAgainLinksNobodyAgain() {
    People people =
        People.by(EACH)
            .given(
                identify("10:00", "c1").id("login"),
                logout("10:10", "c1"),
                identify("10:20", "c1").id("login"),
                device("10:30", "a"));
    assertThat(people.told()).containsExactly("10:30 anon:d1 fired medium");
  }

  @Test
  void aDeviceNeverLinkedIsStoredAsItsJourneyAlone() {
    FrictionEngine engine = new FrictionEngine(List.of(ABANDONED.build()), Limits.DEFAULT);
    People people = People.by(ABANDONED).given(cart("10:00", "k1"));
    byte[] stored = people.stored("d1");
    assertThat(stored).isNotNull();
    assertThat(engine.read("anon:d1", stored).openInstances()).isEqualTo(1);
    people.given(identify("10:10", "c1"));
    assertThat(people.stored("d1")).startsWith((byte) 0x81);
    assertThat(people.open("d1")).isZero();
  }

  @Test
  void onlySoManyChangesOfHandsAreRemembered() {
    DeviceLinks links = new DeviceLinks();
    for (int i = 0; i <= DeviceLinks.MOST; i++) {
      links.take(told("identify", 1_000 + i, "c" + i, "d1", Map.of()), false);
    }
    assertThat(links.ownerAt(999, "")).isNull();
    assertThat(links.ownerAt(1_001, "z")).isEqualTo("c1");
    assertThat(links.ownerAt(5_000, "")).isEqualTo("c" + DeviceLinks.MOST);
  }

  private static EventLine device(String when, String type) {
    return event(when, type).anonymous("d1");
  }

  private static EventLine cart(String when, String id) {
    return device(when, "add_to_cart").with("cart_id", id);
  }

  private static EventLine identify(String when, String customer) {
    return event(when, "identify").anonymous("d1").of(customer);
  }

  private static EventLine alias(String when, String customer) {
    return event(when, "alias").of(customer).with("previous_id", "d1");
  }

  private static EventLine logout(String when, String customer) {
    return event(when, "logout").anonymous("d1").of(customer);
  }

  private static Event told(
      String type,
      long time,
      String customer,
      @Nullable String device,
      Map<String, Object> attributes) {
    return new Event(
        type + time + customer,
        type,
        time,
        customer,
        device,
        null,
        null,
        null,
        attributes(attributes));
  }

  private static Map<String, @Nullable Object> attributes(Map<String, Object> values) {
    return new LinkedHashMap<>(values);
  }
}
