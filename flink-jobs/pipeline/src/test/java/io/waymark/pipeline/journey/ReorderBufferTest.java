package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
  private final InMemoryBufferStore store = new InMemoryBufferStore();

  @Test
  void whatIsRipeComesOutByCustomer() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    buffer.add(envelope("ann", 30));
    buffer.add(envelope("bob", 10));
    buffer.add(envelope("ann", 20));
    assertThat(buffer.poll(9)).isNull();
    assertThat(ripe(buffer, 20)).containsOnly(entry("bob", times(10)), entry("ann", times(20)));
    assertThat(ripe(buffer, 30)).containsOnly(entry("ann", times(30)));
    assertThat(buffer.events()).isZero();
    assertThat(buffer.heapBytes()).isZero();
  }

  @Test
  void customersWhoseNamesHaveOneHashAreStillThemselves() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    List<String> alike = List.of("AaAa", "AaBB", "BBAa", "BBBB");
    assertThat(alike).extracting(String::hashCode).containsOnly("AaAa".hashCode());
    for (int i = 0; i < 8; i++) {
      buffer.add(envelope(alike.get(i * 3 % 4), i));
    }
    buffer.poll(10);
    buffer.checkpoint();
    assertThat(store.times()).hasSize(6);
    ReorderBuffer restored = new ReorderBuffer(store, Long.MAX_VALUE);
    restored.restore();
    Map<String, List<Long>> left = ripe(buffer, 10);
    assertThat(left).hasSize(3).allSatisfy((customer, times) -> assertThat(times).hasSize(2));
    assertThat(ripe(restored, 10)).isEqualTo(left);
  }

  @Test
  void anEventThatIsLargerThanAPieceOfMemoryWaitsAsOthersDo() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    byte[] large = new byte[3 * SegmentPool.SEGMENT];
    Arrays.fill(large, (byte) 7);
    buffer.add(envelope("ann", 10));
    buffer.add(new Envelope("ann", 11, large, 5, Envelope.CLAMPED));
    buffer.add(envelope("ann", 12));
    List<Envelope> found = Objects.requireNonNull(buffer.poll(20)).envelopes();
    assertThat(found).extracting(Envelope::time).containsExactly(10L, 11L, 12L);
    assertThat(found.get(1).body()).isEqualTo(large);
    assertThat(found.get(1)).returns(5L, Envelope::origin).returns(true, Envelope::clamped);
    assertThat(found).extracting(Envelope::customer).containsOnly("ann");
  }

  @Test
  void aboveItsCapThoseWhoseTimeComesLastGoToTheStoreAndComeBackWhenRipe() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, 8 * WEIGHT);
    for (int i = 1; i <= 9; i++) {
      buffer.add(envelope("c" + i, i * 1_000));
    }
    assertThat(store.times()).containsExactly(7_000L, 8_000L, 9_000L);
    assertThat(buffer.heapBytes()).isEqualTo(6 * WEIGHT);
    buffer.add(envelope("c9", 500));
    assertThat(ripe(buffer, 6_999)).hasSize(7).containsEntry("c9", times(500));
    assertThat(ripe(buffer, 9_000))
        .containsOnly(
            entry("c7", times(7_000)), entry("c8", times(8_000)), entry("c9", times(9_000)));
    assertThat(store.content).isEmpty();
  }

  @Test
  void aBacklogNeedsNoPlaceInMemoryForEachEventThatTheStoreHas() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, 800 * WEIGHT);
    for (int i = 0; i < 50_000; i++) {
      buffer.add(envelope("c" + i % 10_000, i * 1_000L));
    }
    assertThat(store.parts()).isLessThan(50_000 / 150 * InMemoryBufferStore.GROUPS);
  }

  @Test
  void whatWasNotTakenAtOneTimeComesBeforeWhatIsDueAtTheNext() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    for (String customer : List.of("ann", "bob")) {
      buffer.add(envelope(customer, 10));
      buffer.add(envelope(customer, 20));
    }
    String first = Objects.requireNonNull(buffer.poll(10)).customer();
    ReorderBuffer.Batch second = Objects.requireNonNull(buffer.poll(20));
    assertThat(second.customer()).isNotEqualTo(first);
    assertThat(times(second)).isEqualTo(times(10));
    assertThat(second.until()).isEqualTo(10);
    assertThat(ripe(buffer, 20)).containsOnly(entry("ann", times(20)), entry("bob", times(20)));
  }

  @Test
  void ofACustomerWhoHasVeryManyTheEarliestComeFirstAndTheOthersNext() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    List<Long> expected = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      long time = random.nextInt(2_000);
      buffer.add(envelope("hot", time));
      expected.add(time);
    }
    buffer.add(envelope("ann", 700));
    List<Long> found = new ArrayList<>();
    long done = -1;
    boolean others = false;
    for (var batch = buffer.poll(1_999); batch != null; batch = buffer.poll(1_999)) {
      if (batch.customer().equals("ann")) {
        others = true;
        continue;
      }
      assertThat(batch.envelopes()).hasSizeBetween(1, ReorderBuffer.MOST_AT_ONCE + 20);
      assertThat(times(batch).get(0)).isGreaterThan(done);
      done = batch.until();
      found.addAll(times(batch));
      assertThat(found.get(found.size() - 1)).isLessThanOrEqualTo(done);
    }
    assertThat(done).isEqualTo(1_999);
    assertThat(found).isEqualTo(expected.stream().sorted().toList());
    assertThat(others).isTrue();
    assertThat(buffer.heapBytes()).isZero();
  }

  @Test
  void whatWasNotTakenOfACustomerWhoHasVeryManyIsInTheCheckpoint() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    for (int i = 0; i < 3_000; i++) {
      buffer.add(envelope("hot", i));
    }
    int taken = Objects.requireNonNull(buffer.poll(3_000)).envelopes().size();
    buffer.checkpoint();
    ReorderBuffer restored = new ReorderBuffer(store, Long.MAX_VALUE);
    restored.restore();
    assertThat(restored.events()).isEqualTo(3_000 - taken);
    assertThat(Objects.requireNonNull(buffer.poll(3_000)).envelopes()).hasSize(taken);
  }

  @Test
  void ofACustomerOfWhomTheStoreHasMoreThanTheHeapTakesAllIsReadOnce() throws Exception {
    long cap = 200 * 1_024;
    int events = 50_000;
    for (long step : List.of(events * 2L, 700L)) {
      ReorderBuffer buffer = new ReorderBuffer(store, cap);
      store.eventsRead = 0;
      for (int i = 0; i < events; i++) {
        buffer.add(envelope(i % 10 < 3 ? "hot" : "c" + i % 1_000, i));
        assertThat(buffer.heapBytes()).isLessThanOrEqualTo(roundly(cap));
      }
      buffer.checkpoint();
      store.eventsRead = 0;
      ReorderBuffer restored = new ReorderBuffer(store, cap);
      restored.restore();
      store.eventsRead = 0;
      int found = 0;
      for (long time = step; found < events; time += step) {
        long until = -1;
        for (var batch = restored.poll(time); batch != null; batch = restored.poll(time)) {
          found += batch.envelopes().size();
          assertThat(restored.heapBytes()).isLessThanOrEqualTo(roundly(cap));
          if (batch.customer().equals("hot")) {
            assertThat(times(batch).get(0)).isGreaterThan(until);
            assertThat(batch.envelopes()).hasSizeLessThanOrEqualTo(ReorderBuffer.MOST_AT_ONCE);
            until = batch.until();
          }
        }
      }
      assertThat(found).isEqualTo(events);
      assertThat(store.eventsRead).as("in steps of %d", step).isLessThan(events * 3 / 2);
      restored.checkpoint();
      assertThat(store.content).isEmpty();
    }
  }

  @Test
  void whatHappensInOneMillisecondStaysTogether() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    for (int i = 0; i < 3_000; i++) {
      buffer.add(envelope("hot", 5));
    }
    buffer.add(envelope("hot", 6));
    assertThat(Objects.requireNonNull(buffer.poll(10)).envelopes()).hasSize(3_000);
    assertThat(Objects.requireNonNull(buffer.poll(10)).envelopes()).hasSize(1);
  }

  @Test
  void anEventCostsNoAccessToTheStoreBelowTheCap() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    for (int i = 0; i < 100; i++) {
      buffer.add(envelope("c" + i % 7, i));
      buffer.poll(i - 10);
    }
    assertThat(store.accesses).isZero();
  }

  @Test
  void aCheckpointWritesWhatWaitsOnceForAGroupAndRemovesWhatHasGone() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    for (int i = 0; i < 100; i++) {
      buffer.add(envelope("c" + i, i));
    }
    buffer.checkpoint();
    assertThat(store.accesses).isEqualTo(InMemoryBufferStore.GROUPS);
    ripe(buffer, 98);
    store.accesses = 0;
    buffer.checkpoint();
    assertThat(store.times()).containsExactly(99L);
    assertThat(store.accesses).isEqualTo(InMemoryBufferStore.GROUPS);
  }

  @Test
  void behavesLikeASortedMapWhateverSpillsAndRestoresHappen() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      long cap = random.nextInt(6_000);
      ReorderBuffer buffer = new ReorderBuffer(store, cap);
      store.content.clear();
      Map<String, List<Long>> model = new TreeMap<>();
      long now = 0;
      boolean drained = true;
      for (int step = 0; step < 200; step++) {
        switch (random.nextInt(10)) {
          case 0 -> buffer.checkpoint();
          case 1 -> {
            buffer.checkpoint();
            buffer = new ReorderBuffer(store, cap);
            buffer.restore();
          }
          case 2 -> {
            now += random.nextInt(300);
            var batch = buffer.poll(now);
            assertThat(batch == null).isEqualTo(ripe(copy(model), now).isEmpty());
            if (batch != null) {
              Map<String, List<Long>> complete = ripe(copy(model), batch.until());
              assertThat(times(batch))
                  .as("seed %d", seed)
                  .isEqualTo(complete.get(batch.customer()));
              model.get(batch.customer()).removeIf(time -> time <= batch.until());
            }
            drained = batch == null;
          }
          case 3 -> {
            now += random.nextInt(300);
            assertThat(ripe(buffer, now)).as("seed %d", seed).isEqualTo(ripe(model, now));
            drained = true;
          }
          default -> {
            String customer = "c" + random.nextInt(6);
            // What comes behind the time of a drain that goes on is found in the next one.
            long time = now + random.nextInt(600) - (drained ? 50 : -1);
            buffer.add(envelope(customer, time));
            model.computeIfAbsent(customer, c -> new ArrayList<>()).add(time);
          }
        }
      }
      ripe(buffer, now + 1_000);
      assertThat(buffer.heapBytes()).isZero();
    }
  }

  private static Map<String, List<Long>> copy(Map<String, List<Long>> model) {
    Map<String, List<Long>> copy = new TreeMap<>();
    model.forEach((customer, times) -> copy.put(customer, new ArrayList<>(times)));
    return copy;
  }

  /** A quarter is moved at once, and a part comes back as a whole. */
  private static long roundly(long cap) {
    return cap * 3 / 2;
  }

  /** The times of all that is handed out, by customer. */
  private static Map<String, List<Long>> ripe(ReorderBuffer buffer, long time) throws Exception {
    Map<String, List<Long>> ripe = new TreeMap<>();
    Map<String, Long> done = new TreeMap<>();
    for (var batch = buffer.poll(time); batch != null; batch = buffer.poll(time)) {
      assertThat(batch.until())
          .isBetween(done.getOrDefault(batch.customer(), Long.MIN_VALUE), time);
      done.put(batch.customer(), batch.until());
      ripe.computeIfAbsent(batch.customer(), c -> new ArrayList<>()).addAll(times(batch));
    }
    return ripe;
  }

  private static List<Long> times(ReorderBuffer.Batch batch) {
    return batch.envelopes().stream().map(Envelope::time).sorted().toList();
  }

  private static List<Long> times(long... times) {
    return Arrays.stream(times).boxed().toList();
  }

  private static Map<String, List<Long>> ripe(Map<String, List<Long>> model, long now) {
    Map<String, List<Long>> ripe = new TreeMap<>();
    model.forEach(
        (customer, times) -> {
          List<Long> due = times.stream().filter(time -> time <= now).sorted().toList();
          if (!due.isEmpty()) {
            ripe.put(customer, due);
          }
        });
    model.values().forEach(times -> times.removeIf(time -> time <= now));
    return ripe;
  }

  private static Envelope envelope(String customer, long time) {
    return new Envelope(customer, time, BODY, 0, (byte) 0);
  }

  private static final byte[] BODY = {1};

  /** Of one event on the heap, far from others in time. */
  private static final long WEIGHT = 762;
}
