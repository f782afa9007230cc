package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.Rules.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.erasure.Erasure.Store;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.erasure.Pseudonyms;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks to be forgotten is, and a replay does not bring them back. */
class ErasureTest {
  private static final long T = EventLog.START;
  private static final Pseudonyms PSEUDONYMS = ErasureSettings.DEFAULT.salt().pseudonyms();

  @TempDir private Path directory;
  private JourneyHarness.Setup setup;

  @BeforeEach
  void setUp() {
    setup = JourneyHarness.Setup.on(directory).rules(Rules.withJourneys());
  }

  @Test
  void theFactComesInItsPlaceAndNothingAfterIt() throws Exception {
    try (People people = People.start(setup)) {
      people.arrive(event("e", "erase", T + 10 * MINUTE, "ann"));
      people.arrive(event("b", "begin_checkout", T, "ann"));
      people.end();
      assertThat(people.signals()).isEmpty();
      assertThat(people.facts())
          .extracting(Fact::kind, Fact::customerId, Fact::occurredAt)
          .containsExactly(tuple(Fact.Kind.ERASED, "ann", T + 10 * MINUTE));
      assertThat(people.erasures())
          .extracting(Erasure::pseudonym, Erasure::store, Erasure::requestedAt, Erasure::removed)
          .containsExactly(
              tuple(PSEUDONYMS.of("ann"), Store.JOURNEYS, T + 10 * MINUTE, 1),
              tuple(PSEUDONYMS.of("ann"), Store.LINKS, T + 10 * MINUTE, 0));
    }
  }

  @Test
  void theTopicOfJourneysGetsATombstoneAndNoSnapshotAfterIt() throws Exception {
    try (People people = People.start(setup)) {
      people.arrive(event("b", "begin_checkout", T, "ann"));
      people.watermark(T);
      people.goQuiet();
      people.arrive(event("c", "click", T + 1, "ann"));
      people.arrive(event("e", "erase", T + 2, "ann"));
      people.watermark(T + 2);
      assertThat(people.changes())
          .extracting(JourneyChange::customer, change -> change.snapshot() == null)
          .containsExactly(tuple("ann", false), tuple("ann", true));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void neitherStateNorTimerIsLeft(boolean isStored) throws Exception {
    try (People people = People.start(setup)) {
      people.arrive(anonymous("a", "click", T));
      people.arrive(identify("i", T + 1, "ann"));
      people.arrive(event("b", "begin_checkout", T + 2, "ann"));
      people.watermark(T + 2);
      if (isStored) {
        people.goQuiet();
        assertThat(people.entries()).isPositive();
      }
      people.snapshot();
      people.arrive(event("e", "erase", T + 3, "ann"));
      people.watermark(T + 3);
      assertThat(people.entries()).isZero();
      assertThat(people.erasures())
          .extracting(Erasure::store, Erasure::removed)
          .containsExactlyInAnyOrder(
              tuple(Store.JOURNEYS, 1), tuple(Store.DEVICES, 1), tuple(Store.LINKS, 1));
      People.Checkpoint empty = people.snapshot();
      try (People restored = People.restore(setup.parallelism(2), empty)) {
        restored.end();
        assertThat(restored.signals()).isEmpty();
        assertThat(restored.changes()).isEmpty();
      }
    }
  }

  @Test
  void aReplayBringsNobodyBack() throws Exception {
    People.Checkpoint checkpoint;
    try (People people = People.start(setup)) {
      happen(people);
      people.watermark(T + MINUTE);
      checkpoint = people.snapshot();
    }
    try (People people = People.restore(setup.parallelism(3), checkpoint)) {
      happen(people);
      people.end();
      assertThat(people.signals()).isEmpty();
      assertThat(people.facts()).isEmpty();
      assertThat(people.changes()).isEmpty();
      people.snapshot();
      assertThat(people.entries()).isZero();
      assertThat(people.count(Ledger.Count.FILTERED)).isEqualTo(4);
      assertThat(people.count(Ledger.Count.PROCESSED)).isEqualTo(4);
    }
  }

  private static void happen(People people) throws Exception {
    people.arrive(anonymous("a", "begin_checkout", T));
    people.arrive(identify("i", T + 1, "ann"));
    people.arrive(event("b", "begin_checkout", T + 2, "ann"));
    people.arrive(event("e", "erase", T + 3, "ann"));
  }

  @Test
  void whoComesBackBeginsAnew() throws Exception {
    try (People people = People.start(setup)) {
      happen(people);
      people.arrive(identify("i2", T + MINUTE, "ann"));
      people.arrive(anonymous("b2", "begin_checkout", T + 2 * MINUTE));
      people.end();
      assertThat(people.signals())
          .extracting(Signal::customerId, Signal::occurredAt)
          .containsExactly(tuple("ann", T + 32 * MINUTE));
    }
  }

  @Test
  void aDeviceOfAnotherKeepsWhatIsTheirs() throws Exception {
    try (People people = People.start(setup)) {
      people.arrive(identify("i1", T, "bob"));
      people.arrive(identify("i2", T + MINUTE, "ann"));
      people.arrive(identify("i3", T + 2 * MINUTE, "bob"));
      people.arrive(event("e", "erase", T + 3 * MINUTE, "ann"));
      people.watermark(T + 3 * MINUTE);
      // Before the erasure: once ann's and now nobody's, and bob's.
      people.arrive(anonymous("b1", "begin_checkout", T + MINUTE + 1));
      people.arrive(anonymous("b2", "begin_checkout", T + 2 * MINUTE + 1));
      people.end();
      assertThat(people.signals())
          .extracting(Signal::customerId, Signal::occurredAt)
          .containsExactly(tuple("bob", T + 32 * MINUTE + 1));
      people.snapshot();
      assertThat(people.count(Ledger.Count.FILTERED)).isEqualTo(1);
    }
  }

  @Test
  void whatADeviceDoesAfterTheErasureOfItsCustomerIsItsOwn() throws Exception {
    try (People people = People.start(setup)) {
      people.arrive(identify("i1", T, "bob"));
      people.arrive(identify("i2", T + MINUTE, "ann"));
      people.arrive(anonymous("b", "begin_checkout", T + 4 * MINUTE));
      people.arrive(event("e", "erase", T + 3 * MINUTE, "ann"));
      people.end();
      assertThat(people.signals())
          .extracting(Signal::customerId, Signal::occurredAt)
          .containsExactly(tuple("anon:d1", T + 34 * MINUTE));
    }
  }

  @Test
  void aLoginThatComesAfterTheRequestButWasBeforeItIsErasedToo() throws Exception {
    try (People people = People.start(setup)) {
      people.arrive(event("e", "erase", T + 3, "ann"));
      people.arrive(anonymous("a", "begin_checkout", T));
      people.arrive(identify("i", T + 1, "ann"));
      people.end();
      people.snapshot();
      assertThat(people.signals()).isEmpty();
      assertThat(people.entries()).isZero();
    }
  }

  @Test
  void whoeverKeepsSomethingUnderTheAnonymousIdIsToldToo() throws Exception {
    try (People people = People.start(setup)) {
      happen(people);
      people.end();
      assertThat(people.factsOfDevices())
          .extracting(Fact::kind, Fact::customerId, Fact::occurredAt)
          .containsExactly(tuple(Fact.Kind.ERASED, "anon:d1", T + 3));
    }
  }

  @Test
  void anAnonymousIdCanBeErased() throws Exception {
    try (People people = People.start(setup)) {
      people.arrive(anonymous("b", "begin_checkout", T));
      people.watermark(T);
      people.arrive(anonymous("e", "erase", T + 1));
      people.arrive(anonymous("b", "begin_checkout", T));
      people.end();
      people.snapshot();
      assertThat(people.signals()).isEmpty();
      assertThat(people.entries()).isZero();
      assertThat(people.erasures())
          .extracting(Erasure::pseudonym, Erasure::store)
          .containsExactly(tuple(PSEUDONYMS.of("anon:d1"), Store.DEVICES));
    }
  }

  @Test
  void aTestAccountCanBeErased() throws Exception {
    try (People people = People.start(setup)) {
      Event test =
          People.of(
              event("p", "profile_updated", T, "ann"),
              "profile_updated",
              "ann",
              null,
              Map.of("test", true));
      people.arrive(test);
      people.arrive(event("e", "erase", T + 1, "ann"));
      people.end();
      people.snapshot();
      assertThat(people.entries()).isZero();
    }
  }

  @Test
  void anotherSaltIsRefusedBecauseItWouldForgetWhoWasErased() throws Exception {
    People.Checkpoint checkpoint;
    try (People people = People.start(setup)) {
      happen(people);
      people.watermark(T + MINUTE);
      checkpoint = people.snapshot();
    }
    assertThatThrownBy(() -> People.restore(setup.salt("another"), checkpoint))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("salt");
  }

  private static Event event(String id, String type, long time, String customer) {
    return EventLog.event(id, type, time, customer);
  }

  private static Event anonymous(String id, String type, long time) {
    return People.of(EventLog.event(id, type, time, "x"), type, null, "d1", Map.of());
  }

  private static Event identify(String id, long time, String customer) {
    return People.of(
        EventLog.event(id, "identify", time, customer), "identify", customer, "d1", Map.of());
  }
}
