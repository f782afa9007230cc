package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JourneyCacheTest {
  private static final FrictionEngine ENGINE = new FrictionEngine(List.of(), Limits.DEFAULT);
  private static final long ROOM_FOR_TWO = 3_000;

  private final InMemoryStore store = new InMemoryStore();

  @Test
  void aJourneyIsReadOnceAndWrittenWithTheCheckpoint() throws Exception {
    JourneyCache cache = cache(ROOM_FOR_TWO);
    for (int event = 0; event < 100; event++) {
      touch(cache, "ann", event);
    }
    assertThat(store.log).containsExactly("read ann");
    cache.checkpoint();
    cache.checkpoint();
    assertThat(store.log).containsExactly("read ann", "write ann");
    touch(cache, "ann", 100);
    cache.checkpoint();
    assertThat(store.log).containsExactly("read ann", "write ann", "write ann");
  }

  @Test
  void whoWasActiveLeastLatelyMakesRoomAndComesBackAsTheyWere() throws Exception {
    JourneyCache cache = cache(ROOM_FOR_TWO);
    JourneyCache.Entry ann = touch(cache, "ann", 1);
    touch(cache, "bob", 2);
    touch(cache, "ann", 3);
    touch(cache, "eve", 4);
    assertThat(store.log).containsExactly("read ann", "read bob", "read eve", "write bob");
    assertThat(cache.get("bob").timer).as("registered when it was written").isEqualTo(2);
    assertThat(ann.timer).as("looked after here").isEqualTo(PackedJourney.NO_TIMER);
    assertThat(cache.get("bob").state).isNotNull();
  }

  @Test
  void theOneInUseStaysHoweverLittleRoomThereIs() throws Exception {
    JourneyCache cache = cache(0);
    JourneyCache.Entry ann = touch(cache, "ann", 1);
    assertThat(cache.get("ann")).isSameAs(ann);
    touch(cache, "bob", 2);
    assertThat(store.content).containsOnlyKeys("ann");
  }

  @Test
  void aForgottenJourneyIsRemovedAndOneThatNeverWasIsNotWritten() throws Exception {
    JourneyCache cache = cache(ROOM_FOR_TWO);
    touch(cache, "ann", 1);
    cache.checkpoint();
    cache.get("ann").state = null;
    cache.changed(cache.get("ann"), false);
    cache.changed(cache.get("bob"), false);
    cache.checkpoint();
    assertThat(store.content).isEmpty();
    assertThat(store.log).doesNotContain("write bob");
  }

  @Test
  void afterItWasClearedEverythingIsReadAgain() throws Exception {
    JourneyCache cache = cache(ROOM_FOR_TWO);
    JourneyCache.Entry before = touch(cache, "ann", 1);
    cache.clear();
    assertThat(cache.get("ann")).isNotSameAs(before);
    assertThat(store.log).containsExactly("read ann", "write ann", "read ann");
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
  void whatIsNotAtHandHasNoDeadlineHere() throws Exception {
    JourneyCache cache = cache(0);
    touch(cache, "ann", 1);
    touch(cache, "bob", 2);
    assertThat(cache.due(1)).isNull();
    assertThat(cache.due(2)).isSameAs(cache.get("bob"));
    cache.clear();
    assertThat(cache.due(2)).isNull();
  }

  private JourneyCache cache(long capacity) {
    return new JourneyCache(store, store, new Codec(), capacity);
  }

  private static JourneyCache.Entry touch(JourneyCache cache, String customer, long wakeAt)
      throws Exception {
    JourneyCache.Entry entry = cache.get(customer);
    if (entry.state == null) {
      entry.state = ENGINE.newCustomer(customer);
    }
    entry.wakeAt = wakeAt;
    cache.changed(entry, false);
    return entry;
  }

  private static final class Codec implements JourneyCache.Codec {
    @Override
    public CustomerState read(String customer, byte[] journey) {
      return ENGINE.read(customer, journey);
    }

    @Override
    public byte[] write(CustomerState state) {
      return ENGINE.write(state, new NoEffects());
    }
  }

  private static final class NoEffects implements Effects {
    @Override
    public void signal(Signal signal) {}

    @Override
    public void fact(Fact fact) {}

    @Override
    public void count(String ruleId, Occurrence occurrence) {}
  }

  private static final class InMemoryStore implements JourneyCache.Store, JourneyCache.Timers {
    final Map<String, PackedJourney> content = new HashMap<>();
    final List<String> log = new ArrayList<>();

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
    public long rearm(String customer, long armed, long wakeAt, boolean forgotten) {
      return wakeAt;
    }
  }
}
