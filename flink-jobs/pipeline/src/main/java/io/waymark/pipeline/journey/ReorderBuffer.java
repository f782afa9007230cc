package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for their time, by customer: on the heap, and above a cap in a store, where the
 * customers whose time comes last go first. An event costs the logarithm of the number of waiting
 * customers at most, and no access to the store unless the cap is reached or a checkpoint is taken.
 */
final class ReorderBuffer {
  /** What the events of one customer that have come due are handed out as. */
  record Batch(String customer, List<Envelope> envelopes) {}

  private static final Comparator<Slot> BY_HEAD =
      Comparator.comparingLong((Slot slot) -> slot.head).thenComparing(slot -> slot.customer);

  /** What an event weighs beside its body: objects, references, the customer's name and places. */
  private static final long OVERHEAD = 256;

  private final BufferStore store;
  private final long capacity;
  private final Map<String, Slot> slots = new HashMap<>();
  private final TreeSet<Slot> byHead = new TreeSet<>(BY_HEAD);
  private final TreeSet<Slot> onHeap = new TreeSet<>(BY_HEAD);
  private final Set<String> stored = new HashSet<>();
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
    Slot slot = slots.computeIfAbsent(envelope.customer(), Slot::new);
    boolean keepsItsPlace = !slot.events.isEmpty() && envelope.time() >= slot.head;
    if (!keepsItsPlace) {
      unlist(slot);
    }
    slot.add(envelope);
    slot.changed = true;
    heapBytes += size(envelope);
    if (!keepsItsPlace) {
      list(slot);
    }
    spill();
  }

  /**
   * The events up to and including {@code time} of the customer whose time came first, ordered by
   * time; null if nobody has any.
   */
  @Nullable Batch poll(long time) throws Exception {
    if (byHead.isEmpty() || byHead.first().head > time) {
      return null;
    }
    Slot slot = byHead.first();
    unlist(slot);
    if (slot.spilledFrom <= time) {
      load(slot);
    }
    List<Envelope> ripe = new ArrayList<>();
    while (!slot.events.isEmpty() && slot.events.element().time() <= time) {
      Envelope envelope = slot.events.remove();
      heapBytes -= size(envelope);
      ripe.add(envelope);
    }
    slot.changed = true;
    slot.head = slot.earliest();
    if (slot.head == Long.MAX_VALUE && slot.events.isEmpty()) {
      slots.remove(slot.customer);
    } else {
      list(slot);
      spill();
    }
    return new Batch(slot.customer, ripe);
  }

  /** Brings the store to what is waiting now; what was written before and has not changed stays. */
  void checkpoint() throws Exception {
    for (Iterator<String> customers = stored.iterator(); customers.hasNext(); ) {
      String customer = customers.next();
      if (!slots.containsKey(customer)) {
        store.clear(customer);
        customers.remove();
      }
    }
    List<Slot> partlySpilled = new ArrayList<>();
    for (Slot slot : onHeap) {
      if (slot.spilled()) {
        partlySpilled.add(slot);
      } else if (slot.changed) {
        write(slot);
      }
    }
    for (Slot slot : partlySpilled) {
      evict(slot);
    }
  }

  /** Takes over what a checkpoint left in the store. */
  void restore(Iterable<String> customers) throws Exception {
    for (String customer : customers) {
      Slot slot = new Slot(customer);
      for (Envelope envelope : store.read(customer)) {
        slot.add(envelope);
        heapBytes += size(envelope);
      }
      slots.put(customer, slot);
      stored.add(customer);
      list(slot);
      spill();
    }
  }

  int customers() {
    return slots.size();
  }

  long heapBytes() {
    return heapBytes;
  }

  private void spill() throws Exception {
    while (heapBytes > capacity && !onHeap.isEmpty()) {
      evict(onHeap.last());
    }
  }

  private void evict(Slot slot) throws Exception {
    unlist(slot);
    if (slot.spilled()) {
      store.append(slot.customer, List.copyOf(slot.events));
    } else if (slot.changed) {
      write(slot);
    }
    slot.spilledFrom = slot.head;
    heapBytes -= slot.events.stream().mapToLong(ReorderBuffer::size).sum();
    slot.events.clear();
    list(slot);
  }

  private void write(Slot slot) throws Exception {
    store.replace(slot.customer, List.copyOf(slot.events));
    stored.add(slot.customer);
    slot.changed = false;
  }

  private void load(Slot slot) throws Exception {
    for (Envelope envelope : store.read(slot.customer)) {
      slot.add(envelope);
      heapBytes += size(envelope);
    }
    slot.spilledFrom = Long.MAX_VALUE;
  }

  private void list(Slot slot) {
    byHead.add(slot);
    if (!slot.events.isEmpty()) {
      onHeap.add(slot);
    }
  }

  private void unlist(Slot slot) {
    byHead.remove(slot);
    onHeap.remove(slot);
  }

  private static long size(Envelope envelope) {
    return OVERHEAD + envelope.body().length;
  }

  /** One customer's waiting events. Its head may only change while it is in no ordered set. */
  private static final class Slot {
    final String customer;
    final PriorityQueue<Envelope> events =
        new PriorityQueue<>(2, Comparator.comparingLong(Envelope::time));
    long spilledFrom = Long.MAX_VALUE;
    long head = Long.MAX_VALUE;
    boolean changed;

    Slot(String customer) {
      this.customer = customer;
    }

    void add(Envelope envelope) {
      events.add(envelope);
      head = earliest();
    }

    boolean spilled() {
      return spilledFrom != Long.MAX_VALUE;
    }

    long earliest() {
      Envelope first = events.peek();
      return first == null ? spilledFrom : Math.min(spilledFrom, first.time());
    }
  }
}
