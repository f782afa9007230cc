package io.waymark.domain.identity;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.identity.DeviceLines.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import java.util.List;
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
}
