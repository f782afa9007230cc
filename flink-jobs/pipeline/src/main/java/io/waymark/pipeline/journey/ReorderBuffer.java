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
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for their time: on the heap, in the order in which they come; above a cap those
 * whose time comes last wait in a store, by customer. They are brought together by customer when
 * their time has come. An event costs an append and a look-up of its customer, and no access to the
 * store, unless the cap is reached or a checkpoint is taken.
 *
 * <p>What the store has of a customer comes back part by part, each when its time has come, so that
 * one who has more there than the heap takes needs no more of it than others.
 */
final class ReorderBuffer {
  /**
   * Events of one customer that have come due, in no certain order.
   *
   * @param until there are no more of that customer up to and including this time
   */
  record Batch(String customer, List<Envelope> envelopes, long until) {}

  /** Events of one customer that only the store has, none of them before a time. */
  private record Part(String customer, long number, long from) {}

  /** What has come due of one customer. */
  private static final class Due {
    final String customer;
    List<Envelope> envelopes = new ArrayList<>(2);

    /** Earliest first; null of almost everybody. */
    @Nullable Queue<Part> parts;

    Due(String customer) {
      this.customer = customer;
    }

    void add(Part part) {
      if (parts == null) {
        parts = new PriorityQueue<>(Comparator.comparingLong(Part::from));
      }
      parts.add(part);
    }

    @Nullable Part firstPart() {
      return parts == null ? null : parts.peek();
    }

    Part takePart() {
      return Objects.requireNonNull(parts).remove();
    }

    List<Envelope> takeAll() {
      List<Envelope> all = envelopes;
      envelopes = parts == null ? List.of() : new ArrayList<>();
      return all;
    }

    boolean isEmpty() {
      return envelopes.isEmpty() && firstPart() == null;
    }
  }

  /**
   * Most events of a batch, but for those of one millisecond: whoever drains can stop after each.
   */
  static final int MOST_AT_ONCE = 1_024;

  private static final Comparator<Envelope> LATEST_FIRST =
      Comparator.comparingLong(Envelope::time).reversed();

  /** What an event weighs beside its body: objects, references, the customer's name and places. */
  private static final long OVERHEAD = 256;

  /** The part that is a copy of what a customer had on the heap at the last checkpoint. */
  private static final long COPY = 0;

  private final BufferStore store;
  private final long capacity;
  private final Turns<Envelope> waiting = new Turns<>(Envelope::time);
  private final Turns<Part> spilled = new Turns<>(Part::from);
  private final Deque<Due> due = new ArrayDeque<>();
  private long dueUntil = Long.MIN_VALUE;

  /** Customers of whom there is a {@link #COPY}. */
  private final Set<String> copied = new HashSet<>();

  private long lastPart = COPY;
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
    Due next = due.poll();
    if (next == null) {
      return null;
    }
    Batch batch = earliest(next, bringBack(next, time));
    if (!next.isEmpty()) {
      due.addFirst(next);
    }
    for (int i = 0; i < batch.envelopes.size(); i++) {
      heapBytes -= size(batch.envelopes.get(i));
    }
    if (heapBytes > capacity) {
      spill();
    }
    return batch;
  }

  /** Brings the store to what is waiting now. */
  void checkpoint() throws Exception {
    putBack();
    Map<String, List<Envelope>> onHeap = new HashMap<>();
    waiting.forEach(into(onHeap));
    for (Iterator<String> customers = copied.iterator(); customers.hasNext(); ) {
      String customer = customers.next();
      if (!onHeap.containsKey(customer)) {
        store.remove(customer, COPY);
        customers.remove();
      }
    }
    for (Map.Entry<String, List<Envelope>> one : onHeap.entrySet()) {
      store.write(one.getKey(), COPY, one.getValue());
      copied.add(one.getKey());
    }
  }

  /** Takes over what a checkpoint left in the store. */
  void restore(Iterable<String> customers) throws Exception {
    for (String customer : customers) {
      for (long part : store.parts(customer)) {
        if (part == COPY) {
          copied.add(customer);
        } else {
          spilled.add(new Part(customer, part, earliest(store.read(customer, part))));
          lastPart = Math.max(lastPart, part);
        }
      }
    }
    // This may spill, for which the numbers of all parts have to be known.
    for (String customer : copied) {
      for (Envelope envelope : store.read(customer, COPY)) {
        add(envelope);
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
    for (Due one = due.poll(); one != null; one = due.poll()) {
      one.envelopes.forEach(waiting::add);
      for (Part part = one.firstPart(); part != null; part = one.firstPart()) {
        spilled.add(one.takePart());
      }
    }
  }

  private void await(Envelope envelope) {
    waiting.add(envelope);
    heapBytes += size(envelope);
  }

  private void spill() throws Exception {
    while (heapBytes > capacity && waiting.size() > 0) {
      Map<String, List<Envelope>> last = new HashMap<>();
      waiting.takeLast(into(last));
      for (Map.Entry<String, List<Envelope>> one : last.entrySet()) {
        evict(one.getKey(), one.getValue());
      }
    }
  }

  private void evict(String customer, List<Envelope> envelopes) throws Exception {
    lastPart++;
    store.write(customer, lastPart, envelopes);
    spilled.add(new Part(customer, lastPart, earliest(envelopes)));
    for (int i = 0; i < envelopes.size(); i++) {
      heapBytes -= size(envelopes.get(i));
    }
  }

  private static long earliest(List<Envelope> envelopes) {
    return envelopes.stream().mapToLong(Envelope::time).min().orElseThrow();
  }

  private void bringTogether(long time) {
    Map<String, Due> ripe = new HashMap<>();
    waiting.takeUpTo(
        time, one -> ripe.computeIfAbsent(one.customer(), Due::new).envelopes.add(one));
    spilled.takeUpTo(time, one -> ripe.computeIfAbsent(one.customer, Due::new).add(one));
    due.addAll(ripe.values());
  }

  /**
   * Brings back the earliest parts, until they make a batch: all at once could be more than the
   * heap takes. Answers up to when nothing is missing.
   */
  private long bringBack(Due next, long time) throws Exception {
    for (Part first = next.firstPart(); first != null; first = next.firstPart()) {
      long complete = first.from - 1;
      if (next.envelopes.stream().filter(one -> one.time() <= complete).count() >= MOST_AT_ONCE) {
        return complete;
      }
      next.takePart();
      for (Envelope envelope : store.read(next.customer, first.number)) {
        if (envelope.time() <= time) {
          next.envelopes.add(envelope);
          heapBytes += size(envelope);
        } else {
          await(envelope);
        }
      }
      store.remove(next.customer, first.number);
    }
    return time;
  }

  /** Takes the earliest events out, of those that are complete; no more than make a batch. */
  private Batch earliest(Due of, long complete) {
    List<Envelope> all = of.envelopes;
    if (all.size() <= MOST_AT_ONCE) {
      return new Batch(of.customer, of.takeAll(), complete);
    }
    all.sort(LATEST_FIRST);
    int from = all.size() - MOST_AT_ONCE;
    // Which of those at one time is first, only their ids tell.
    long until = all.get(from).time();
    while (from > 0 && all.get(from - 1).time() == until) {
      from--;
    }
    if (from == 0) {
      return new Batch(of.customer, of.takeAll(), complete);
    }
    List<Envelope> earliest = all.subList(from, all.size());
    Batch batch = new Batch(of.customer, List.copyOf(earliest), until);
    earliest.clear();
    return batch;
  }

  private static long size(Envelope envelope) {
    return OVERHEAD + envelope.body().length;
  }

  /** Brings events together by customer. */
  private static Consumer<Envelope> into(Map<String, List<Envelope>> byCustomer) {
    return envelope ->
        byCustomer.computeIfAbsent(envelope.customer(), c -> new ArrayList<>(2)).add(envelope);
  }
}
