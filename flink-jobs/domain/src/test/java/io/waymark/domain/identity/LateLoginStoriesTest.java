package io.waymark.domain.identity;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.identity.DeviceLines.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import io.waymark.domain.friction.Limits;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logins, logouts and events that come when others have long been evaluated. */
final class LateLoginStoriesTest {
  private static final RuleBuilder ABANDONED =
      rule("abandoned").per("cart_id").when(absence(on("add_to_cart")).of("purchase").within("1h"));

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
  void whoHasLoggedOutAgainBeforeTheirLoginIsKnownGetsNothingOfWhatFollows() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("10:00", "c1"),
                logout("10:10", "c1"),
                logout("10:40", "c2"),
                identify("10:20", "c2"),
                cart("10:50", "k1"))
            .until("12:00");
    assertThat(people.told()).containsExactly("11:50 anon:d1 fired medium {cart_id=k1}");
  }

  @Test
  void whoHasLoggedInAgainBeforeTheirLogoutIsKnownIsStillThere() {
    People people =
        People.by(ABANDONED)
            .given(
                identify("10:00", "c1"),
                identify("10:40", "c1"),
                identify("10:45", "c1"),
                logout("10:20", "c1"),
                cart("10:50", "k1"),
                cart("10:30", "k2"))
            .until("12:00");
    assertThat(people.told())
        .containsExactlyInAnyOrder(
            "11:50 c1 fired medium {cart_id=k1}", "11:30 c1 fired medium {cart_id=k2}");
  }

  @Test
  void whoIsThereAllDayIsRememberedOnceHoweverOftenItIsSaid() {
    DeviceLinks links = new DeviceLinks(new Limits.Device(50, 50, StoryTime.span("24h"), 2));
    links.take(told("identify", 1_000, "c1", "d1", Map.of()), false);
    for (int i = 0; i < 1_000; i++) {
      links.take(told("identify", 2_000 + i, "c2", "d1", Map.of()), false);
    }
    assertThat(links.ownerAt(1_500, "")).isEqualTo("c1");
    links.take(told("identify", 4_000, "c3", "d1", Map.of()), false);
    assertThat(links.ownerAt(1_500, "")).isNull();
    assertThat(links.ownerAt(2_500, "")).isEqualTo("c2");
  }
}
