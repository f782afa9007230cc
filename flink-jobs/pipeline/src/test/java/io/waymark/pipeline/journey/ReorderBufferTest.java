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
  void aboveItsCapTheLatestTimedCustomersGoToTheStoreAndComeBackWhenRipe() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, 600);
    for (String customer : List.of("late", "soon", "later")) {
      buffer.add(envelope(customer, customer.length() * 1_000L));
    }
    assertThat(store.content).containsOnlyKeys("later");
    buffer.add(envelope("later", 500));
    assertThat(buffer.heapBytes()).isLessThanOrEqualTo(600);
    assertThat(ripe(buffer, 10_000))
        .containsOnly(
            entry("late", times(4_000)),
            entry("soon", times(4_000)),
            entry("later", times(500, 5_000)));
  }

  @Test
  void whatWasNotTakenAtOneTimeComesWithAllThatIsDueAtTheNext() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    for (String customer : List.of("ann", "bob")) {
      buffer.add(envelope(customer, 10));
      buffer.add(envelope(customer, 20));
    }
    ReorderBuffer.Batch first = Objects.requireNonNull(buffer.poll(10));
    String other = first.customer().equals("ann") ? "bob" : "ann";
    assertThat(ripe(buffer, 20))
        .containsOnly(entry(first.customer(), times(20)), entry(other, times(10, 20)));
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
    restored.restore(List.of("hot"));
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
        assertThat(buffer.heapBytes()).isLessThanOrEqualTo(cap);
      }
      buffer.checkpoint();
      store.eventsRead = 0;
      ReorderBuffer restored = new ReorderBuffer(store, cap);
      restored.restore(List.copyOf(store.content.keySet()));
      store.eventsRead = 0;
      int found = 0;
      for (long time = step; found < events; time += step) {
        long until = -1;
        for (var batch = restored.poll(time); batch != null; batch = restored.poll(time)) {
          found += batch.envelopes().size();
          assertThat(restored.heapBytes()).isLessThanOrEqualTo(cap);
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
  void aCheckpointWritesWhatWaitsAndRemovesWhatHasGone() throws Exception {
    ReorderBuffer buffer = new ReorderBuffer(store, Long.MAX_VALUE);
    buffer.add(envelope("ann", 10));
    buffer.add(envelope("bob", 20));
    buffer.checkpoint();
    store.accesses = 0;
    buffer.poll(10);
    buffer.checkpoint();
    assertThat(store.content).containsOnlyKeys("bob");
    assertThat(store.accesses).as("bob written, ann removed").isEqualTo(2);
  }

  @Test
  void behavesLikeASortedMapWhateverSpillsAndRestoresHappen() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      long cap = random.nextInt(2_000);
      ReorderBuffer buffer = new ReorderBuffer(store, cap);
      store.content.clear();
      Map<String, List<Long>> model = new TreeMap<>();
      long now = 0;
      for (int step = 0; step < 200; step++) {
        switch (random.nextInt(10)) {
          case 0 -> buffer.checkpoint();
          case 1 -> {
            buffer.checkpoint();
            buffer = new ReorderBuffer(store, cap);
            buffer.restore(List.copyOf(store.content.keySet()));
          }
          case 2 -> {
            now += random.nextInt(300);
            var batch = buffer.poll(now);
            Map<String, List<Long>> due = ripe(model, now);
            assertThat(batch == null).isEqualTo(due.isEmpty());
            if (batch != null) {
              assertThat(times(batch)).as("seed %d", seed).isEqualTo(due.remove(batch.customer()));
              due.forEach((customer, times) -> model.get(customer).addAll(times));
            }
          }
          case 3 -> {
            now += random.nextInt(300);
            assertThat(ripe(buffer, now)).as("seed %d", seed).isEqualTo(ripe(model, now));
          }
          default -> {
            String customer = "c" + random.nextInt(6);
            long time = now + random.nextInt(600) - 50;
            buffer.add(envelope(customer, time));
            model.computeIfAbsent(customer, c -> new ArrayList<>()).add(time);
          }
        }
        assertThat(buffer.heapBytes()).isLessThanOrEqualTo(cap);
      }
    }
  }

  /** The times of all that is handed out, by customer. */
  private static Map<String, List<Long>> ripe(ReorderBuffer buffer, long time) throws Exception {
    Map<String, List<Long>> ripe = new TreeMap<>();
    for (var batch = buffer.poll(time); batch != null; batch = buffer.poll(time)) {
      assertThat(batch.until()).isEqualTo(time);
      assertThat(ripe.put(batch.customer(), times(batch))).isNull();
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
}
