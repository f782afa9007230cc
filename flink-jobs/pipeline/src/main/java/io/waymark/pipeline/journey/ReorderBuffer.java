package io.waymark.pipeline.journey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for their time: on the heap, in the order in which they come; above a cap those
 * whose time comes last wait in a store, by customer. They are brought together by customer when
 * their time has come. An event costs an append and a look-up of its customer, and no access to the
 * store, unless the cap is reached or a checkpoint is taken.
 */
final class ReorderBuffer {
  /**
   * Events of one customer that have come due, in no certain order.
   *
   * @param until there are no more of that customer up to and including this time
   */
  record Batch(String customer, List<Envelope> envelopes, long until) {}

  /** Somebody of whom the store has what the heap has not, from a time on. */
  private record Spilled(String customer, long from) {}

  /**
   * Most events of a batch, but for those of one millisecond: whoever drains can stop after each.
   */
  static final int MOST_AT_ONCE = 1_024;

  private static final Comparator<Envelope> LATEST_FIRST =
      Comparator.comparingLong(Envelope::time).reversed();

  /** What an event weighs beside its body: objects, references, the customer's name and places. */
  private static final long OVERHEAD = 256;

  private final BufferStore store;
  private final long capacity;
  private final Turns<Envelope> waiting = new Turns<>(Envelope::time);
  private final Deque<Batch> due = new ArrayDeque<>();
  private long dueUntil = Long.MIN_VALUE;

  /** Customers of whom anything is in the store, be it a copy of what is on the heap. */
  private final Set<String> stored = new HashSet<>();

  /** Customers of whom the store has what the heap has not; the heap may have more of them. */
  private final Set<String> spilled = new HashSet<>();

  private final Turns<Spilled> returns = new Turns<>(Spilled::from);
  private long heapBytes;

  /**
   * @param capacity bytes of waiting events kept on the heap, about
   */
  ReorderBuffer(BufferStore store, long capacity) {
    this.store = store;
    this.capacity = capacity;
  }

  /** Takes an event in; may move others to the store. */
  void add(Envelope envelope) throws Exception {
    await(envelope);
    if (heapBytes > capacity) {
      spill();
    }
  }

  /**
   * Events up to and including {@code time} of one customer, the earliest if there are very many;
   * null if nobody has any.
   */
  @Nullable Batch poll(long time) throws Exception {
    if (time != dueUntil) {
      putBack();
      dueUntil = time;
    }
    if (due.isEmpty()) {
      bringTogether(time);
    }
    Batch batch = due.poll();
    if (batch != null) {
      bringBack(batch, time);
      batch = earliest(batch);
      leave(batch);
      if (heapBytes > capacity) {
        spill();
      }
    }
    return batch;
  }

  /** Of somebody who has very many the earliest; the others are next. */
  private Batch earliest(Batch batch) {
    List<Envelope> all = batch.envelopes;
    if (all.size() <= MOST_AT_ONCE) {
      return batch;
    }
    all.sort(LATEST_FIRST);
    int from = all.size() - MOST_AT_ONCE;
    // Which of those at one time is first, only their ids tell.
    long until = all.get(from).time();
    while (from > 0 && all.get(from - 1).time() == until) {
      from--;
    }
    if (from == 0) {
      return batch;
    }
    List<Envelope> earliest = all.subList(from, all.size());
    Batch next = new Batch(batch.customer, new ArrayList<>(earliest), until);
    earliest.clear();
    due.addFirst(batch);
    return next;
  }

  /** Brings the store to what is waiting now. */
  void checkpoint() throws Exception {
    putBack();
    ByCustomer onHeap = new ByCustomer(Long.MAX_VALUE);
    waiting.forEach(onHeap);
    for (Iterator<String> customers = stored.iterator(); customers.hasNext(); ) {
      String customer = customers.next();
      if (!spilled.contains(customer) && !onHeap.batches.containsKey(customer)) {
        store.clear(customer);
        customers.remove();
      }
    }
    for (Batch batch : onHeap.batches.values()) {
      if (!spilled.contains(batch.customer)) {
        replace(batch);
      }
    }
    // Of the others the store has more already, from which this could not be told apart later.
    ByCustomer toFollow = new ByCustomer(Long.MAX_VALUE);
    waiting.takeIf(envelope -> spilled.contains(envelope.customer()), toFollow);
    for (Batch batch : toFollow.batches.values()) {
      evict(batch);
    }
  }

  /** Takes over what a checkpoint left in the store. */
  void restore(Iterable<String> customers) throws Exception {
    for (String customer : customers) {
      stored.add(customer);
      store.read(customer).forEach(this::await);
      if (heapBytes > capacity) {
        spill();
      }
    }
  }

  /** How many events wait on the heap. */
  int events() {
    return waiting.size();
  }

  long heapBytes() {
    return heapBytes;
  }

  /** What was brought together for one time is not all that is due at another. */
  private void putBack() {
    for (Batch batch = due.poll(); batch != null; batch = due.poll()) {
      batch.envelopes.forEach(waiting::add);
      if (spilled.contains(batch.customer)) {
        returns.add(new Spilled(batch.customer, dueUntil));
      }
    }
  }

  private void await(Envelope envelope) {
    waiting.add(envelope);
    heapBytes += size(envelope);
  }

  private void leave(Batch batch) {
    for (int i = 0; i < batch.envelopes.size(); i++) {
      heapBytes -= size(batch.envelopes.get(i));
    }
  }

  private void spill() throws Exception {
    while (heapBytes > capacity && waiting.size() > 0) {
      ByCustomer last = new ByCustomer(Long.MAX_VALUE);
      waiting.takeLast(last);
      for (Batch batch : last.batches.values()) {
        evict(batch);
      }
    }
  }

  private void evict(Batch batch) throws Exception {
    leave(batch);
    if (spilled.add(batch.customer)) {
      replace(batch);
    } else {
      store.append(batch.customer, batch.envelopes);
    }
    long from = batch.envelopes.stream().mapToLong(Envelope::time).min().orElseThrow();
    returns.add(new Spilled(batch.customer, from));
  }

  private void replace(Batch batch) throws Exception {
    store.replace(batch.customer, batch.envelopes);
    stored.add(batch.customer);
  }

  private void bringTogether(long time) {
    ByCustomer ripe = new ByCustomer(time);
    waiting.takeUpTo(time, ripe);
    returns.takeUpTo(
        time,
        one -> {
          if (spilled.contains(one.customer)) {
            ripe.of(one.customer);
          }
        });
    due.addAll(ripe.batches.values());
  }

  /** One customer at a time: all at once could be more than the heap takes. */
  private void bringBack(Batch batch, long time) throws Exception {
    if (!spilled.remove(batch.customer)) {
      return;
    }
    for (Envelope envelope : store.read(batch.customer)) {
      if (envelope.time() <= time) {
        batch.envelopes.add(envelope);
        heapBytes += size(envelope);
      } else {
        await(envelope);
      }
    }
  }

  private static long size(Envelope envelope) {
    return OVERHEAD + envelope.body().length;
  }

  /** Brings events together. */
  private static final class ByCustomer implements Consumer<Envelope> {
    final Map<String, Batch> batches = new HashMap<>();
    private final long until;

    ByCustomer(long until) {
      this.until = until;
    }

    @Override
    public void accept(Envelope envelope) {
      of(envelope.customer()).envelopes.add(envelope);
    }

    Batch of(String customer) {
      return batches.computeIfAbsent(customer, c -> new Batch(c, new ArrayList<>(2), until));
    }
  }
}
