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
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for their time: on the heap, in the order in which they come; above a cap those
 * whose time comes last wait in a store, by groups of customers. They are brought together by
 * customer when their time has come. An event costs an append and a look-up of its customer, and no
 * access to the store, unless the cap is reached or a checkpoint is taken; that writes once for
 * each group.
 *
 * <p>What the store has of a group comes back part by part, each when its time has come, so that a
 * group of which there is more than the heap takes needs no more of it than others.
 */
final class ReorderBuffer {
  /**
   * Events of one customer that have come due, in no certain order.
   *
   * @param until there are no more of that customer up to and including this time
   */
  record Batch(String customer, List<Envelope> envelopes, long until) {}

  /** Events of one group that only the store has, none of them before a time. */
  private record Part(int group, long number, long from) {}

  /** What has come due of one customer. */
  private static final class Due {
    final String customer;
    final long until;
    final List<Envelope> envelopes = new ArrayList<>(2);

    Due(String customer, long until) {
      this.customer = customer;
      this.until = until;
    }
  }

  /** What has come due of a group of which the store has a part. */
  private static final class DividedGroup {
    final List<Envelope> envelopes = new ArrayList<>();
    final Queue<Part> parts = new PriorityQueue<>(Comparator.comparingLong(Part::from));
  }

  /**
   * Most events of a batch, but for those of one millisecond: whoever drains can stop after each.
   */
  static final int MOST_AT_ONCE = 1_024;

  private static final Comparator<Envelope> LATEST_FIRST =
      Comparator.comparingLong(Envelope::time).reversed();

  /** What an event weighs beside its body: objects, references, the customer's name and places. */
  private static final long OVERHEAD = 256;

  /** The part that is a copy of what of a group was on the heap at the last checkpoint. */
  private static final long COPY = 0;

  private final BufferStore store;
  private final long capacity;
  private final Turns<Envelope> waiting = new Turns<>(Envelope::time);
  private final Turns<Part> spilled = new Turns<>(Part::from);
  private final Deque<Due> due = new ArrayDeque<>();
  private final Deque<DividedGroup> divided = new ArrayDeque<>();

  /** What is due, is due up to this time. */
  private long dueUntil = Long.MIN_VALUE;

  /** Groups of which there is a {@link #COPY}. */
  private final Set<Integer> copied = new HashSet<>();

  private long lastPart = COPY;
  private long waitingBytes;
  private long dueBytes;

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
    makeRoom();
  }

  /**
   * Events up to and including {@code time} of one customer, the earliest if there are very many;
   * null if nobody has any. A batch may end before that time: then the same customer's next one
   * goes on from there.
   */
  @Nullable Batch poll(long time) throws Exception {
    if (due.isEmpty() && divided.isEmpty()) {
      dueUntil = time;
      bringTogether();
    }
    while (due.isEmpty() && !divided.isEmpty()) {
      bringBack(divided.element());
    }
    Due next = due.poll();
    if (next == null) {
      return dueUntil < time ? poll(time) : null;
    }
    Batch batch =
        next.envelopes.size() > MOST_AT_ONCE
            ? earliest(next)
            : new Batch(next.customer, next.envelopes, next.until);
    for (int i = 0; i < batch.envelopes.size(); i++) {
      dueBytes -= size(batch.envelopes.get(i));
    }
    return batch;
  }

  /** Brings the store to what is waiting now. */
  void checkpoint() throws Exception {
    Map<Integer, List<Envelope>> onHeap = new HashMap<>();
    Consumer<Envelope> byGroup = byGroup(onHeap);
    waiting.forEach(byGroup);
    due.forEach(one -> one.envelopes.forEach(byGroup));
    divided.forEach(one -> one.envelopes.forEach(byGroup));
    for (Iterator<Integer> groups = copied.iterator(); groups.hasNext(); ) {
      int group = groups.next();
      if (!onHeap.containsKey(group)) {
        store.remove(group, COPY);
        groups.remove();
      }
    }
    for (Map.Entry<Integer, List<Envelope>> one : onHeap.entrySet()) {
      store.write(one.getKey(), COPY, one.getValue());
      copied.add(one.getKey());
    }
  }

  /** Takes over what a checkpoint left in the store. */
  void restore() throws Exception {
    for (int group : store.groups()) {
      for (long part : store.parts(group)) {
        if (part == COPY) {
          copied.add(group);
        } else {
          spilled.add(new Part(group, part, earliest(store.read(group, part))));
          lastPart = Math.max(lastPart, part);
        }
      }
    }
    // This may spill, for which the numbers of all parts have to be known.
    for (int group : copied) {
      for (Envelope envelope : store.read(group, COPY)) {
        add(envelope);
      }
    }
  }

  /** How many events wait on the heap. */
  int events() {
    return waiting.size();
  }

  long heapBytes() {
    return waitingBytes + dueBytes;
  }

  private void await(Envelope envelope) {
    waiting.add(envelope);
    waitingBytes += size(envelope);
  }

  /**
   * Moves a quarter of what the heap takes at once: a part for every event would need a place in
   * memory for each.
   */
  private void makeRoom() throws Exception {
    if (heapBytes() <= capacity || waitingBytes <= capacity / 4) {
      return;
    }
    Map<Integer, List<Envelope>> last = new HashMap<>();
    Consumer<Envelope> byGroup = byGroup(last);
    while (heapBytes() > capacity - capacity / 4 && waiting.size() > 0) {
      waiting.takeLast(
          envelope -> {
            byGroup.accept(envelope);
            waitingBytes -= size(envelope);
          });
    }
    for (Map.Entry<Integer, List<Envelope>> one : last.entrySet()) {
      int group = one.getKey();
      lastPart++;
      store.write(group, lastPart, one.getValue());
      spilled.add(new Part(group, lastPart, earliest(one.getValue())));
    }
  }

  private static long earliest(List<Envelope> envelopes) {
    return envelopes.stream().mapToLong(Envelope::time).min().orElseThrow();
  }

  private void bringTogether() {
    Map<Integer, DividedGroup> groups = new HashMap<>();
    spilled.takeUpTo(
        dueUntil,
        part -> groups.computeIfAbsent(part.group, g -> new DividedGroup()).parts.add(part));
    divided.addAll(groups.values());
    Map<String, Due> ripe = new HashMap<>();
    waiting.takeUpTo(
        dueUntil,
        envelope -> {
          waitingBytes -= size(envelope);
          dueBytes += size(envelope);
          DividedGroup group =
              groups.isEmpty() ? null : groups.get(store.group(envelope.customer()));
          if (group == null) {
            ripe.computeIfAbsent(envelope.customer(), c -> new Due(c, dueUntil))
                .envelopes
                .add(envelope);
          } else {
            group.envelopes.add(envelope);
          }
        });
    due.addAll(ripe.values());
  }

  /** Makes due what is complete of a group, or brings the earliest part back if nothing is. */
  private void bringBack(DividedGroup group) throws Exception {
    Part first = group.parts.peek();
    long complete = first == null ? dueUntil : first.from - 1;
    Map<String, Due> ripe = new HashMap<>();
    group.envelopes.removeIf(
        envelope -> {
          boolean isRipe = envelope.time() <= complete;
          if (isRipe) {
            ripe.computeIfAbsent(envelope.customer(), c -> new Due(c, complete))
                .envelopes
                .add(envelope);
          }
          return isRipe;
        });
    due.addAll(ripe.values());
    if (first == null) {
      divided.remove();
    } else if (ripe.isEmpty()) {
      load(group.parts.remove(), group);
    }
  }

  private void load(Part part, DividedGroup group) throws Exception {
    for (Envelope envelope : store.read(part.group, part.number)) {
      if (envelope.time() <= dueUntil) {
        group.envelopes.add(envelope);
        dueBytes += size(envelope);
      } else {
        await(envelope);
      }
    }
    store.remove(part.group, part.number);
    makeRoom();
  }

  /** The earliest events of very many; the others stay due. */
  private Batch earliest(Due of) {
    List<Envelope> all = of.envelopes;
    all.sort(LATEST_FIRST);
    int from = all.size() - MOST_AT_ONCE;
    // Which of those at one time is first, only their ids tell.
    while (from > 0 && all.get(from - 1).time() == all.get(from).time()) {
      from--;
    }
    if (from == 0) {
      return new Batch(of.customer, all, of.until);
    }
    List<Envelope> earliest = all.subList(from, all.size());
    Batch batch = new Batch(of.customer, List.copyOf(earliest), earliest.get(0).time());
    earliest.clear();
    due.addFirst(of);
    return batch;
  }

  private static long size(Envelope envelope) {
    return OVERHEAD + envelope.customer().length() + envelope.body().length;
  }

  private Consumer<Envelope> byGroup(Map<Integer, List<Envelope>> groups) {
    return envelope ->
        groups
            .computeIfAbsent(store.group(envelope.customer()), g -> new ArrayList<>())
            .add(envelope);
  }
}
