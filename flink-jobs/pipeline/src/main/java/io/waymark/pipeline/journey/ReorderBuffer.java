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
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for their time, by customer: on the heap, and above a cap in a store, where the
 * customers whose time comes last go first. An event of a customer with others waiting costs an
 * append; the first one, and each batch, the logarithm of the number of waiting customers. There is
 * no access to the store unless the cap is reached or a checkpoint is taken.
 */
final class ReorderBuffer {
  /** What the events of one customer that have come due are handed out as, in no certain order. */
  record Batch(String customer, List<Envelope> envelopes) {}

  /** When a customer's turn is; of no meaning once the customer's head is another. */
  private record Turn(long head, Slot slot) {}

  private static final Comparator<Slot> BY_HEAD =
      Comparator.comparingLong((Slot slot) -> slot.head).thenComparing(slot -> slot.customer);

  /** What an event weighs beside its body: objects, references, the customer's name and places. */
  private static final long OVERHEAD = 256;

  /** The part of the cap that is freed at once when it is reached. */
  private static final double FREED = 0.125;

  private final BufferStore store;
  private final long capacity;
  private final Map<String, Slot> slots = new HashMap<>();
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(Comparator.comparingLong(Turn::head));
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
    Slot slot = slots.get(envelope.customer());
    if (slot == null) {
      slot = new Slot(envelope.customer());
      slots.put(slot.customer, slot);
    }
    slot.events.add(envelope);
    slot.changed = true;
    heapBytes += size(envelope);
    if (envelope.time() < slot.head) {
      slot.head = envelope.time();
      turns.add(new Turn(slot.head, slot));
    }
    if (heapBytes > capacity) {
      spill();
    }
  }

  /**
   * The events up to and including {@code time} of the customer whose time came first; null if
   * nobody has any.
   */
  @Nullable Batch poll(long time) throws Exception {
    for (Turn turn = turns.peek(); turn != null && turn.head <= time; turn = turns.peek()) {
      turns.remove();
      Slot slot = turn.slot;
      if (slot.head == turn.head && slots.get(slot.customer) == slot) {
        return batch(slot, time);
      }
    }
    return null;
  }

  private Batch batch(Slot slot, long time) throws Exception {
    if (slot.spilledFrom <= time) {
      load(slot);
    }
    List<Envelope> ripe = slot.takeUpTo(time);
    for (Envelope envelope : ripe) {
      heapBytes -= size(envelope);
    }
    slot.changed = true;
    if (slot.head == Long.MAX_VALUE && slot.events.isEmpty()) {
      slots.remove(slot.customer);
    } else {
      turns.add(new Turn(slot.head, slot));
      if (heapBytes > capacity) {
        spill();
      }
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
    for (Slot slot : slots.values()) {
      if (slot.spilled()) {
        evict(slot);
      } else if (slot.changed) {
        write(slot);
      }
    }
  }

  /** Takes over what a checkpoint left in the store. */
  void restore(Iterable<String> customers) throws Exception {
    for (String customer : customers) {
      Slot slot = new Slot(customer);
      slots.put(customer, slot);
      stored.add(customer);
      load(slot);
      slot.changed = false;
      turns.add(new Turn(slot.head, slot));
      if (heapBytes > capacity) {
        spill();
      }
    }
  }

  int customers() {
    return slots.size();
  }

  long heapBytes() {
    return heapBytes;
  }

  /** Makes room for more than the next event, so that the order is not asked for with each one. */
  private void spill() throws Exception {
    List<Slot> onHeap = new ArrayList<>();
    for (Slot slot : slots.values()) {
      if (!slot.events.isEmpty()) {
        onHeap.add(slot);
      }
    }
    onHeap.sort(BY_HEAD.reversed());
    long target = (long) (capacity * (1 - FREED));
    for (Slot slot : onHeap) {
      if (heapBytes <= target) {
        return;
      }
      evict(slot);
    }
  }

  private void evict(Slot slot) throws Exception {
    if (slot.events.isEmpty()) {
      return;
    }
    if (slot.spilled()) {
      store.append(slot.customer, List.copyOf(slot.events));
    } else if (slot.changed) {
      write(slot);
    }
    slot.spilledFrom = slot.head;
    for (Envelope envelope : slot.events) {
      heapBytes -= size(envelope);
    }
    slot.events.clear();
  }

  private void write(Slot slot) throws Exception {
    store.replace(slot.customer, List.copyOf(slot.events));
    stored.add(slot.customer);
    slot.changed = false;
  }

  private void load(Slot slot) throws Exception {
    for (Envelope envelope : store.read(slot.customer)) {
      slot.events.add(envelope);
      slot.head = Math.min(slot.head, envelope.time());
      heapBytes += size(envelope);
    }
    slot.spilledFrom = Long.MAX_VALUE;
  }

  private static long size(Envelope envelope) {
    return OVERHEAD + envelope.body().length;
  }

  /** One customer's waiting events, as they came. */
  private static final class Slot {
    final String customer;
    List<Envelope> events = new ArrayList<>(4);

    /** The earliest time of what is in the store only. */
    long spilledFrom = Long.MAX_VALUE;

    /** The earliest time of all. */
    long head = Long.MAX_VALUE;

    boolean changed;

    Slot(String customer) {
      this.customer = customer;
    }

    boolean spilled() {
      return spilledFrom != Long.MAX_VALUE;
    }

    List<Envelope> takeUpTo(long time) {
      List<Envelope> ripe = events;
      List<Envelope> rest = new ArrayList<>(4);
      long earliest = spilledFrom;
      for (Envelope envelope : events) {
        if (envelope.time() > time) {
          rest.add(envelope);
          earliest = Math.min(earliest, envelope.time());
        }
      }
      if (!rest.isEmpty()) {
        ripe.removeIf(envelope -> envelope.time() > time);
      }
      events = rest;
      head = earliest;
      return ripe;
    }
  }
}
