package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.Rules.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.reference.PlainIdentities;
import io.waymark.domain.reference.ReferenceSignal;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.rules.RuleDocument;
import io.waymark.pipeline.wire.JourneyCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was pending on a device goes on under its customer, through both operators. */
class IdentityTest {
  private static final long T = EventLog.START;
  private static final List<Rule> RULES =
      Stream.of("abandoned", "clicks", "queue", "hesitates")
          .map(name -> Rules.rule(new RuleDocument(name, name)))
          .toList();

  @TempDir Path directory;
  private JourneyHarness.Setup setup;

  @BeforeEach
  void setup() {
    setup = JourneyHarness.Setup.on(directory);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theOrderOfArrivalWithinTheBoundDoesNotMatter(long seed) throws Exception {
    setup = setup.rules(Rules.withJourneys());
    List<Event> log = People.log(1_500, seed);
    try (People people = People.start(setup.parallelism((int) seed % 2 + 1))) {
      people.arriveInTime(EventLog.arriving(log, new Random(seed)));
      people.watermark(EventLog.END);
      assertThat(last(people.changes())).isEqualTo(inOrder(log));
      people.end();
      agree(people.signals(), log);
      people.snapshot();
      assertThat(people.count(Ledger.Count.PROCESSED)).isEqualTo(log.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void nothingIsLostOrDoneTwiceAcrossRestoresAtOtherParallelism(long seed) throws Exception {
    setup = setup.rules(Rules.withJourneys());
    List<Event> log = People.log(1_500, seed);
    List<Event> arriving = EventLog.arriving(log, new Random(seed));
    List<Signal> signals = new ArrayList<>();
    List<JourneyChange> changes = new ArrayList<>();
    People.Checkpoint checkpoint = null;
    int[] parallelism = {1, 3, 2, 1};
    for (int part = 0; part < 4; part++) {
      JourneyHarness.Setup next = setup.parallelism(parallelism[part]);
      // Some are restored from the store, some from what was at hand.
      try (People people = People.restore(part == 2 ? next.cache(0).buffer(0) : next, checkpoint)) {
        int size = arriving.size();
        people.arriveInTime(arriving.subList(part * size / 4, (part + 1) * size / 4));
        if (part == 3) {
          people.watermark(EventLog.END);
          changes.addAll(people.changes());
          people.end();
        } else if (part == 1) {
          people.goQuiet();
        }
        checkpoint = people.snapshot();
        signals.addAll(people.signals());
        if (part < 3) {
          changes.addAll(people.changesSoFar());
        } else {
          assertThat(people.count(Ledger.Count.PROCESSED)).isEqualTo(log.size());
        }
      }
    }
    agree(EventLog.sorted(signals), log);
    assertThat(last(changes)).isEqualTo(inOrder(log));
  }

  @Test
  void aJourneyOnItsWayOutlastsARestore() throws Exception {
    People.Checkpoint checkpoint;
    try (People people = People.start(setup)) {
      people.arrive(anonymous("b", "begin_checkout", T));
      people.arrive(identify("i", T + 10 * MINUTE, "ann"));
      // It has left the device, and waits for the customer's time.
      people.devicesWatermark(T + 20 * MINUTE);
      checkpoint = people.snapshot();
      assertThat(people.facts()).isEmpty();
    }
    try (People people = People.restore(setup.parallelism(3), checkpoint)) {
      people.watermark(T + 20 * MINUTE);
      assertThat(people.facts())
          .extracting(Fact::kind, Fact::customerId)
          .containsExactly(tuple(Fact.Kind.IDENTITIES_MERGED, "ann"));
      people.end();
      assertThat(people.signals())
          .extracting(Signal::customerId, Signal::occurredAt)
          .containsExactly(tuple("ann", T + 30 * MINUTE));
    }
  }

  @Test
  void anIdThatIsNewOnDeviceAfterDeviceHasNoMoreOfThem() throws Exception {
    int most = Rules.LIMITS.device().devices();
    try (People people = People.start(setup)) {
      for (int i = 0; i < most; i++) {
        people.arrive(login("i" + i, T + i, "d" + i));
      }
      people.arrive(login("again", T + MINUTE, "d0"));
      people.arrive(checkout("b1", T + MINUTE + 1, "d0"));
      people.arrive(checkout("b2", T + MINUTE + 2, "storm"));
      people.arrive(login("one too many", T + MINUTE + 3, "storm"));
      people.watermark(T + 60 * MINUTE);
      people.arrive(login("a day later", T + 25 * 60 * MINUTE, "new"));
      people.arrive(checkout("b3", T + 25 * 60 * MINUTE + 1, "new"));
      people.end();
      assertThat(people.signals())
          .extracting(Signal::customerId, Signal::occurredAt)
          .containsExactlyInAnyOrder(
              tuple("ann", T + 31 * MINUTE + 1),
              tuple("anon:storm", T + 31 * MINUTE + 2),
              tuple("ann", T + (25 * 60 + 30) * MINUTE + 1));
    }
  }

  private static Event login(String id, long time, String device) {
    return new Event(id, "identify", time, "ann", device, null, "web", null, Map.of());
  }

  private static Event checkout(String id, long time, String device) {
    return new Event(id, "begin_checkout", time, null, device, null, "web", null, Map.of());
  }

  @Test
  void twoCustomersOnOneDeviceStayTwo() throws Exception {
    try (People people = People.start(setup)) {
      people.arrive(anonymous("b1", "begin_checkout", T));
      people.arrive(identify("i1", T + 1, "ann"));
      people.arrive(identify("i2", T + 2, "bob"));
      people.arrive(anonymous("b2", "begin_checkout", T + 3));
      people.end();
      assertThat(people.signals())
          .extracting(Signal::customerId, Signal::occurredAt)
          .containsExactly(tuple("ann", T + 30 * MINUTE), tuple("bob", T + 30 * MINUTE + 3));
    }
  }

  @Test
  void aLoginThatComesTooLateTakesWhatIsStillOpen() throws Exception {
    try (People people = People.start(setup)) {
      people.arrive(anonymous("b", "begin_checkout", T));
      people.arrive(anonymous("q", "queue_entered", T));
      people.watermark(T + 2 * MINUTE);
      people.arrive(identify("i", T + 1, "ann"));
      people.end();
      assertThat(people.signals())
          .extracting(Signal::customerId, Signal::ruleId, Signal::occurredAt)
          .containsExactly(
              tuple("anon:d1", "queue", T + MINUTE),
              tuple("ann", "queue", T + 3 * MINUTE),
              tuple("ann", "abandoned", T + 30 * MINUTE));
    }
  }

  @Test
  void whatComesLateFromBeforeTheLoginIsTheCustomersToo() throws Exception {
    try (People people = People.start(setup)) {
      people.arrive(anonymous("b", "begin_checkout", T));
      people.arrive(identify("i", T + MINUTE, "ann"));
      people.watermark(T + 2 * MINUTE);
      people.arrive(anonymous("p", "purchase", T + 1));
      people.arrive(anonymous("b", "begin_checkout", T));
      people.end();
      assertThat(people.signals()).isEmpty();
      people.snapshot();
      assertThat(people.count(Ledger.Count.LATE)).isEqualTo(1);
      assertThat(people.count(Ledger.Count.DUPLICATE)).isEqualTo(1);
      assertThat(people.count(Ledger.Count.PROCESSED)).isEqualTo(2);
    }
  }

  @Test
  void aJourneyGoesOnUnderTheCustomerAndANoStaysANo() throws Exception {
    try (People people = People.start(setup.rules(Rules.withJourneys()))) {
      people.arrive(anonymous("c", "click", T));
      people.arrive(
          People.of(
              EventLog.event("n", "consent_updated", T + 1, "x"),
              "consent_updated",
              null,
              "d1",
              Map.of("purpose", "marketing", "granted", false)));
      people.watermark(T + 1);
      people.arrive(identify("i", T + MINUTE, "ann"));
      people.watermark(T + MINUTE);
      assertThat(people.facts())
          .extracting(Fact::kind, Fact::customerId, fact -> fact.attributes().get("granted"))
          .containsExactly(
              tuple(Fact.Kind.IDENTITIES_MERGED, "ann", null),
              tuple(Fact.Kind.CONSENT, "ann", false));
      List<JourneyChange> changes = people.changes();
      assertThat(changes)
          .extracting(JourneyChange::customer, change -> change.snapshot() == null)
          .containsExactly(tuple("anon:d1", true), tuple("ann", false));
      assertThat(new JourneyCodec().decode(changes.get(1).snapshot()).touchpoints())
          .extracting(touchpoint -> touchpoint.eventType())
          .contains("click");
    }
  }

  @Test
  void aDeviceIsForgottenAfterItsTimeToLive() throws Exception {
    try (People people = People.start(setup.timeToLive(Duration.ofMinutes(10)))) {
      people.arrive(identify("i", T, "ann"));
      people.watermark(T);
      people.arrive(anonymous("q1", "queue_entered", T + 8 * MINUTE));
      people.watermark(T + 8 * MINUTE);
      people.arrive(anonymous("q2", "queue_entered", T + 30 * MINUTE));
      people.end();
      assertThat(people.signals())
          .extracting(Signal::customerId, Signal::occurredAt)
          .containsExactly(
              tuple("ann", T + 9 * MINUTE),
              tuple("ann", T + 11 * MINUTE),
              tuple("anon:d1", T + 31 * MINUTE),
              tuple("anon:d1", T + 33 * MINUTE));
    }
  }

  private static void agree(List<Signal> signals, List<Event> log) {
    assertThat(ReferenceSignal.of(signals))
        .containsExactlyInAnyOrderElementsOf(new PlainIdentities().evaluate(RULES, log));
    assertThat(signals).anyMatch(signal -> signal.customerId().startsWith("anon:"));
  }

  /** The journeys of events that arrive in order where nothing is ever restored. */
  private Map<String, JourneySnapshot> inOrder(List<Event> log) throws Exception {
    try (People people = People.start(setup)) {
      people.arriveInTime(log.stream().sorted(Event.ORDER).toList());
      people.watermark(EventLog.END);
      Map<String, JourneySnapshot> journeys = last(people.changes());
      assertThat(journeys.values())
          .anyMatch(journey -> journey.consents().containsValue(true))
          .anyMatch(journey -> journey.consents().containsValue(false))
          .anyMatch(journey -> "bought".equals(journey.stage()))
          .anyMatch(journey -> journey.customerId().startsWith(Event.ANONYMOUS));
      return journeys;
    }
  }

  /** By customer the last that was sent, if it was no tombstone. */
  private static Map<String, JourneySnapshot> last(List<JourneyChange> changes) throws Exception {
    JourneyCodec codec = new JourneyCodec();
    Map<String, JourneySnapshot> last = new TreeMap<>();
    for (JourneyChange change : changes) {
      if (change.snapshot() == null) {
        last.remove(change.customer());
      } else {
        last.put(change.customer(), codec.decode(change.snapshot()));
      }
    }
    return last;
  }

  private static Event anonymous(String id, String type, long time) {
    return People.of(EventLog.event(id, type, time, "x"), type, null, "d1", Map.of());
  }

  private static Event identify(String id, long time, String customer) {
    return People.of(
        EventLog.event(id, "identify", time, customer), "identify", customer, "d1", Map.of());
  }
}
