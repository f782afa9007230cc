package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.FrictionEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JourneyCacheTest {
  private static final long ROOM_FOR_TWO = 700;
  private static final int GROUPS = 4;
  private static final long QUIET = 20_000;

  private final InMemoryStore store = new InMemoryStore();

  /** The time of day. */
  private long clock = 1_000_000;

  @Test
  void aJourneyIsReadOnceAndWrittenWhenItsCustomerHasGoneQuiet() throws Exception {
    JourneyCache cache = cache(ROOM_FOR_TWO);
    for (int event = 0; event < 100; event++) {
      touch(cache, "ann", event);
      clock += 1_000;
      cache.writeQuiet(clock);
    }
    assertThat(store.log).containsExactly("read ann");
    clock += QUIET;
    cache.writeQuiet(clock);
    cache.writeQuiet(clock + QUIET);
    assertThat(store.log).containsExactly("read ann", "write ann");
    touch(cache, "ann", 100);
    cache.writeQuiet(clock + QUIET);
    assertThat(store.log).containsExactly("read ann", "write ann", "write ann");
  }

  @Test
  void onlySomeAreWrittenAtOnceHoweverManyHaveGoneQuiet() throws Exception {
    JourneyCache cache = cache(Long.MAX_VALUE);
    for (int i = 0; i < 5_000; i++) {
      touch(cache, "c" + i, i);
    }
    clock += QUIET;
    cache.writeQuiet(clock);
    assertThat(store.content).hasSizeBetween(500, 2_000);
    for (int i = 0; i < 10; i++) {
      cache.writeQuiet(clock);
    }
    assertThat(store.content).hasSize(5_000);
  }

  @Test
  void whoWasActiveLeastLatelyMakesRoomAndComesBackAsTheyWere() throws Exception {
    JourneyCache cache = cache(ROOM_FOR_TWO);
    JourneyAtHand ann = touch(cache, "ann", 1);
    touch(cache, "bob", 2);
    touch(cache, "ann", 3);
    touch(cache, "eve", 4);
    assertThat(store.log).containsExactly("read ann", "read bob", "read eve", "write bob");
    assertThat(cache.get("bob").timer).as("registered when it was written").isEqualTo(2);
    assertThat(ann.timer).as("looked after here").isEqualTo(PackedJourney.NO_TIMER);
    assertThat(cache.get("bob").bytes).isEqualTo(journey(2));
  }

  @Test
  void theOneInUseStaysHoweverLittleRoomThereIs() throws Exception {
    JourneyCache cache = cache(0);
    JourneyAtHand ann = touch(cache, "ann", 1);
    assertThat(cache.get("ann")).isSameAs(ann);
    touch(cache, "bob", 2);
    assertThat(store.content).containsOnlyKeys("ann");
  }

  @Test
  void aForgottenJourneyIsRemovedAndOneThatNeverWasIsNotWritten() throws Exception {
    JourneyCache cache = cache(ROOM_FOR_TWO);
    touch(cache, "ann", 1);
    clock += QUIET;
    cache.writeQuiet(clock);
    for (String customer : List.of("ann", "bob")) {
      JourneyAtHand journey = cache.get(customer);
      journey.replace(null, FrictionEngine.NEVER);
      cache.changed(journey, clock);
    }
    cache.checkpoint();
    JourneyCache restored = cache(ROOM_FOR_TWO);
    restored.restore(clock);
    clock += QUIET;
    restored.writeQuiet(clock);
    assertThat(store.content).isEmpty();
    assertThat(store.log).doesNotContain("write bob");
    restored.checkpoint();
    assertThat(store.pages).isEmpty();
  }

  @Test
  void aCheckpointWritesOnePageForAGroupAndOnlyWhereSomethingHasChanged() throws Exception {
    JourneyCache cache = cache(Long.MAX_VALUE);
    for (int i = 0; i < 100; i++) {
      touch(cache, "c" + i, i);
    }
    cache.checkpoint();
    assertThat(store.log).filteredOn(entry -> entry.startsWith("page")).hasSize(GROUPS);
    store.log.clear();
    cache.checkpoint();
    assertThat(store.log).isEmpty();
    touch(cache, "c7", 7);
    cache.checkpoint();
    assertThat(store.log).containsExactly("page " + store.group("c7"));
    assertThat(store.content).isEmpty();
  }

  @Test
  void whatWaitsToBeWrittenIsBounded() throws Exception {
    JourneyCache cache = cache(Long.MAX_VALUE);
    byte[] large = new byte[32 << 10];
    for (int i = 0; i < 10_000; i++) {
      JourneyAtHand journey = cache.get("c" + i);
      journey.replace(large, i);
      cache.changed(journey, clock);
    }
    cache.checkpoint();
    assertThat(store.pages.values().stream().mapToLong(page -> page.length).sum())
        .isBetween(120L << 20, 128L << 20);
    assertThat(store.content.size() * 32L << 10).isGreaterThan(176L << 20);
  }

  @Test
  void aRestoreFindsTheLastStateOfEachWhereverItWasAndNoDeadlineIsLost() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      long capacity = random.nextInt(5_000);
      store.clear();
      JourneyCache cache = cache(capacity);
      Map<String, Long> model = new TreeMap<>();
      for (int step = 0; step < 200; step++) {
        String customer = "c" + random.nextInt(20);
        switch (random.nextInt(8)) {
          case 0 -> cache.writeQuiet(clock);
          case 1 -> cache.checkpoint();
          case 2 -> {
            cache.checkpoint();
            cache = cache(capacity);
            cache.restore(clock);
          }
          case 3 -> {
            JourneyAtHand journey = cache.get(customer);
            journey.replace(null, FrictionEngine.NEVER);
            cache.changed(journey, clock);
            model.remove(customer);
          }
          default -> {
            Long known = model.get(customer);
            assertThat(cache.get(customer).bytes)
                .as("seed %d", seed)
                .isEqualTo(known == null ? null : journey(known));
            touch(cache, customer, step);
            model.put(customer, (long) step);
          }
        }
        clock += random.nextInt(4_000);
      }
      for (Map.Entry<String, Long> one : model.entrySet()) {
        JourneyAtHand found = cache.get(one.getKey());
        assertThat(found.bytes).isEqualTo(journey(one.getValue()));
        assertThat(found.hasDeadlineAtHand() ? found.wakeAt : store.timers.get(one.getKey()))
            .as("seed %d: %s", seed, one.getKey())
            .isEqualTo(one.getValue());
      }
    }
  }

  @Test
  void deadlinesComeInTheirOrderHoweverOftenTheyMove() throws Exception {
    JourneyCache cache = cache(Long.MAX_VALUE);
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Map<String, Long> model = new HashMap<>();
      for (int step = 0; step < 300; step++) {
        String customer = "c" + random.nextInt(20);
        long wakeAt = random.nextInt(5) == 0 ? FrictionEngine.NEVER : random.nextInt(1_000);
        touch(cache, customer, wakeAt);
        model.put(customer, wakeAt);
      }
      for (long time = 0; time <= 1_000; time += random.nextInt(100) + 1) {
        for (var due = cache.due(time); due != null; due = cache.due(time)) {
          assertThat(model.remove(due.customer)).isLessThanOrEqualTo(time);
          touch(cache, due.customer, FrictionEngine.NEVER);
        }
        long now = time;
        assertThat(model.values()).noneMatch(wakeAt -> wakeAt <= now);
      }
    }
  }

  @Test
  void aDeadlineIsLookedAfterHereAsLongAsItsJourneyIsAtHand() throws Exception {
    JourneyCache cache = cache(0);
    touch(cache, "ann", 1);
    touch(cache, "bob", 2);
    assertThat(cache.due(1)).isNull();
    assertThat(cache.due(2)).isSameAs(cache.get("bob"));
    cache.checkpoint();
    JourneyCache restored = cache(0);
    restored.restore(clock);
    assertThat(restored.due(2)).isSameAs(restored.get("bob"));
  }

  private JourneyCache cache(long capacity) {
    return new JourneyCache(store, store, new UnsentJourneys(1_000, journey -> {}), capacity);
  }

  private JourneyAtHand touch(JourneyCache cache, String customer, long wakeAt) throws Exception {
    JourneyAtHand journey = cache.get(customer);
    journey.replace(journey(wakeAt), wakeAt);
    cache.changed(journey, clock);
    return journey;
  }

  private static byte[] journey(long content) {
    return ("journey " + content).getBytes(StandardCharsets.UTF_8);
  }

  private static final class InMemoryStore implements JourneyCache.Store, JourneyCache.Timers {
    final Map<String, PackedJourney> content = new HashMap<>();
    final Map<Integer, byte[]> pages = new HashMap<>();
    final Map<String, Long> timers = new HashMap<>();
    final List<String> log = new ArrayList<>();

    void clear() {
      timers.clear();
      content.clear();
      pages.clear();
      log.clear();
    }

    @Override
    public PackedJourney read(String customer) {
      log.add("read " + customer);
      return content.getOrDefault(customer, PackedJourney.NEW);
    }

    @Override
    public void write(String customer, PackedJourney journey) {
      log.add("write " + customer);
      if (journey.journey() == null) {
        content.remove(customer);
      } else {
        content.put(customer, journey);
      }
    }

    @Override
    public int group(String customer) {
      return Math.floorMod(customer.hashCode(), GROUPS);
    }

    @Override
    public Iterable<Integer> groups() {
      return List.of(0, 1, 2, 3);
    }

    @Override
    public byte[] readPage(int group) {
      return pages.get(group);
    }

    @Override
    public void writePage(int group, byte[] page) {
      log.add("page " + group);
      if (page == null) {
        pages.remove(group);
      } else {
        pages.put(group, page);
      }
    }

    @Override
    public long rearm(String customer, long armed, long wakeAt, boolean forgotten) {
      assertThat(armed).isEqualTo(timers.getOrDefault(customer, PackedJourney.NO_TIMER));
      if (wakeAt == FrictionEngine.NEVER) {
        timers.remove(customer);
        return PackedJourney.NO_TIMER;
      }
      timers.put(customer, wakeAt);
      return wakeAt;
    }
  }
}
