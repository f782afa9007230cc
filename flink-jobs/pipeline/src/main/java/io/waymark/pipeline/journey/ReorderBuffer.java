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
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for their time: on the heap, as bytes, in the order in which they come; above a
 * cap those whose time comes last wait in a store, by groups of customers. They are brought
 * together by customer when their time has come, and made objects when it is the customer's turn.
 * An event costs an append and a look-up of its customer, and no access to the store, unless the
 * cap is reached or a checkpoint is taken; that writes once for each group.
 *
 * <p>What the store has of a group comes back part by part, each when its time has come, so that a
 * group of which there is more than the heap takes needs no more of it than others.
 *
 * <p>What is counted is what is held: pieces of memory as a whole, until all that was due with an
 * event has been handed out. Free pieces are kept for the next ones, as many as were needed last.
 */
final class ReorderBuffer {
  /**
   * Events of one customer that have come due, in no certain order.
   *
   * @param until there are no more of that customer up to and including this time
   */
  record Batch(String customer, List<Envelope> envelopes, long until) {}

  /**
   * Most events of a batch, but for those of one millisecond: whoever drains can stop after each.
   */
  static final int MOST_AT_ONCE = 1_024;

  /** Events of one group that only the store has, none of them before a time. */
  private record Part(int group, long number, long from) {}

  /** Where an event is. */
  private record Place(byte[] piece, int at) {
    Envelope envelope() {
      return PackedEnvelopes.envelope(piece, at);
    }
  }

  /** What has come due of a group of which the store has a part. */
  private static final class DividedGroup {
    PackedEnvelopes envelopes;
    final Queue<Part> parts = new PriorityQueue<>(Comparator.comparingLong(Part::from));

    DividedGroup(PackedEnvelopes envelopes) {
      this.envelopes = envelopes;
    }
  }

  /** The part that is a copy of what of a group was on the heap at the last checkpoint. */
  private static final long COPY = 0;

  private final BufferStore store;
  private final long capacity;
  private final SegmentPool pool = new SegmentPool();
  private final WaitingSpans waiting = new WaitingSpans(pool);
  private final Turns<Part> spilled = new Turns<>(Part::from);
  private @Nullable DueEnvelopes due;
  private final Deque<DividedGroup> divided = new ArrayDeque<>();

  /** What is due, is due up to this time. */
  private long dueUntil = Long.MIN_VALUE;

  /** Groups of which there is a {@link #COPY}. */
  private final Set<Integer> copied = new HashSet<>();

  private long lastPart = COPY;

  /**
   * @param capacity bytes of waiting events kept on the heap, about
   */
  ReorderBuffer(BufferStore store, long capacity) {
    this.store = store;
    this.capacity = capacity;
  }

  /** Takes an event in; may move others to the store. */
  void add(Envelope envelope) throws Exception {
    waiting.add(envelope);
    makeRoom();
  }

  /**
   * Events up to and including {@code time} of one customer, the earliest if there are very many;
   * null if nobody has any. A batch may end before that time: then the same customer's next one
   * goes on from there.
   */
  @Nullable Batch poll(long time) throws Exception {
    boolean isComplete = false;
    Batch next = pollDue();
    while (next == null && !(isComplete && divided.isEmpty())) {
      if (divided.isEmpty()) {
        dueUntil = time;
        isComplete = true;
        bringTogether();
      } else {
        bringBack(divided.element());
      }
      next = pollDue();
    }
    return next;
  }

  private @Nullable Batch pollDue() {
    Batch next = due == null ? null : due.poll();
    if (next == null && due != null) {
      due.clear();
      due = null;
    }
    return next;
  }

  /** Brings the store to what is waiting now. */
  void checkpoint() throws Exception {
    Map<Integer, List<Place>> onHeap = new HashMap<>();
    PackedEnvelopes.Visitor byGroup = byGroup(onHeap);
    waiting.forEach(byGroup);
    if (due != null) {
      due.forEach(byGroup);
    }
    divided.forEach(one -> one.envelopes.forEach(byGroup));
    for (Iterator<Integer> groups = copied.iterator(); groups.hasNext(); ) {
      int group = groups.next();
      if (!onHeap.containsKey(group)) {
        store.remove(group, COPY);
        groups.remove();
      }
    }
    for (Map.Entry<Integer, List<Place>> one : onHeap.entrySet()) {
      store.write(one.getKey(), COPY, unpacked(one.getValue()));
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
    long bytes = waiting.heapBytes() + (due == null ? 0 : due.heapBytes());
    for (DividedGroup group : divided) {
      bytes += group.envelopes.heapBytes();
    }
    return bytes;
  }

  /**
   * Moves a quarter of what the heap takes at once: a part for every event would need a place in
   * memory for each.
   */
  private void makeRoom() throws Exception {
    if (heapBytes() <= capacity || waiting.heapBytes() <= capacity / 4) {
      return;
    }
    Map<Integer, List<Place>> last = new HashMap<>();
    PackedEnvelopes.Visitor byGroup = byGroup(last);
    List<PackedEnvelopes> moved = new ArrayList<>();
    while (heapBytes() > capacity - capacity / 4 && waiting.size() > 0) {
      PackedEnvelopes span = waiting.takeLast();
      span.forEach(byGroup);
      moved.add(span);
    }
    for (Map.Entry<Integer, List<Place>> one : last.entrySet()) {
      int group = one.getKey();
      List<Envelope> envelopes = unpacked(one.getValue());
      lastPart++;
      store.write(group, lastPart, envelopes);
      spilled.add(new Part(group, lastPart, earliest(envelopes)));
    }
    moved.forEach(PackedEnvelopes::clear);
  }

  private static long earliest(List<Envelope> envelopes) {
    return envelopes.stream().mapToLong(Envelope::time).min().orElseThrow();
  }

  private void bringTogether() {
    pool.trim();
    Map<Integer, DividedGroup> groups = new HashMap<>();
    spilled.takeUpTo(
        dueUntil,
        part ->
            groups
                .computeIfAbsent(part.group, g -> new DividedGroup(new PackedEnvelopes(pool)))
                .parts
                .add(part));
    divided.addAll(groups.values());
    List<PackedEnvelopes> ripe = waiting.takeUpTo(dueUntil);
    due = new DueEnvelopes(groups.isEmpty() ? ripe : undivided(ripe, groups), dueUntil);
  }

  /** What is of no divided group; the rest goes to its group. */
  private List<PackedEnvelopes> undivided(
      List<PackedEnvelopes> ripe, Map<Integer, DividedGroup> groups) {
    PackedEnvelopes whole = new PackedEnvelopes(pool);
    for (PackedEnvelopes span : ripe) {
      span.forEach(
          (piece, at) -> {
            DividedGroup group = groups.get(store.group(PackedEnvelopes.customer(piece, at)));
            (group == null ? whole : group.envelopes).add(piece, at);
          });
      span.clear();
    }
    return List.of(whole);
  }

  /** Makes due what is complete of a group, or brings the earliest part back if nothing is. */
  private void bringBack(DividedGroup group) throws Exception {
    Part first = group.parts.peek();
    long complete = first == null ? dueUntil : first.from - 1;
    PackedEnvelopes ripe = new PackedEnvelopes(pool);
    PackedEnvelopes rest = new PackedEnvelopes(pool);
    group.envelopes.forEach(
        (piece, at) -> (PackedEnvelopes.time(piece, at) <= complete ? ripe : rest).add(piece, at));
    group.envelopes.clear();
    group.envelopes = rest;
    due = new DueEnvelopes(List.of(ripe), complete);
    if (first == null) {
      divided.remove();
    } else if (ripe.count() == 0) {
      load(group.parts.remove(), group);
    }
  }

  private void load(Part part, DividedGroup group) throws Exception {
    for (Envelope envelope : store.read(part.group, part.number)) {
      if (envelope.time() <= dueUntil) {
        group.envelopes.add(envelope);
      } else {
        waiting.add(envelope);
      }
    }
    store.remove(part.group, part.number);
    makeRoom();
  }

  private static List<Envelope> unpacked(List<Place> places) {
    return places.stream().map(Place::envelope).toList();
  }

  private PackedEnvelopes.Visitor byGroup(Map<Integer, List<Place>> groups) {
    return (piece, at) ->
        groups
            .computeIfAbsent(
                store.group(PackedEnvelopes.customer(piece, at)), g -> new ArrayList<>())
            .add(new Place(piece, at));
  }
}
