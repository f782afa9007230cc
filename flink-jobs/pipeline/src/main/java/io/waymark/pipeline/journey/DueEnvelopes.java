package io.waymark.pipeline.journey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes that have come due, brought together by customer where they are: a table has the last
 * entry of each hash of a customer, which has the one before it, so that to bring them together
 * touches none but the table and the entry at hand. Whose they are is looked at when it is their
 * turn, and then an envelope is made of each.
 */
final class DueEnvelopes {
  private static final int NONE = -1;

  /** Low bits of where an entry is: its place in the piece; a piece's number is above. */
  private static final int PLACE_BITS = Integer.numberOfTrailingZeros(SegmentPool.SEGMENT);

  private final List<PackedEnvelopes> all;
  private final long until;
  private final List<byte[]> pieces = new ArrayList<>();

  /** Two for each hash of a customer: the hash, and where its last entry is. */
  private final int[] table;

  /** Up to where the table has been handed out. */
  private int turn;

  /** Entries of the customer at hand, the last one first. */
  private int[] own = new int[64];

  /** Of others whose hash is that of the last customer, each with its own entries. */
  private final Deque<int[]> alike = new ArrayDeque<>();

  /** What is left of the customer who had very many, the earliest first. */
  private final Deque<Integer> left = new ArrayDeque<>();

  private final long heapBytes;

  /**
   * @param all theirs now
   * @param until there are no more of these customers up to and including this time
   */
  DueEnvelopes(List<PackedEnvelopes> all, long until) {
    this.all = all;
    this.until = until;
    int count = 0;
    long bytes = 0;
    for (PackedEnvelopes one : all) {
      pieces.addAll(one.pieces());
      count += one.count();
      bytes += one.heapBytes();
    }
    if (pieces.size() >>> Integer.SIZE - PLACE_BITS != 0) {
      throw new IllegalStateException(pieces.size() + " pieces of memory are due at once");
    }
    this.table = new int[2 * Integer.highestOneBit(Math.max(4, 3 * count))];
    Arrays.fill(table, NONE);
    for (int piece = 0; piece < pieces.size(); piece++) {
      link(piece);
    }
    this.heapBytes = bytes + (long) Integer.BYTES * table.length;
  }

  private void link(int number) {
    byte[] piece = pieces.get(number);
    int end = PackedEnvelopes.end(piece);
    for (int at = PackedEnvelopes.FIRST; at < end; at += PackedEnvelopes.length(piece, at)) {
      int hash = PackedEnvelopes.hash(piece, at);
      int slot = slot(hash);
      PackedEnvelopes.next(piece, at, table[slot + 1]);
      table[slot] = hash;
      table[slot + 1] = number << PLACE_BITS | at;
    }
  }

  /** Where a hash is in the table, or belongs. */
  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    int mask = table.length - 1;
    int slot = (mixed ^ mixed >>> 16) << 1 & mask;
    while (table[slot + 1] != NONE && table[slot] != hash) {
      slot = slot + 2 & mask;
    }
    return slot;
  }

  private byte[] piece(int entry) {
    return pieces.get(entry >>> PLACE_BITS);
  }

  private static int place(int entry) {
    return entry & SegmentPool.SEGMENT - 1;
  }

  private int before(int entry) {
    return PackedEnvelopes.next(piece(entry), place(entry));
  }

  private long time(int entry) {
    return PackedEnvelopes.time(piece(entry), place(entry));
  }

  private String customer(int entry) {
    return PackedEnvelopes.customer(piece(entry), place(entry));
  }

  /** The next customer's, the earliest if there are very many; null if nobody has any. */
  ReorderBuffer.@Nullable Batch poll() {
    if (!left.isEmpty()) {
      return earliest();
    }
    int count = alike.isEmpty() ? takeNext() : takeAlike();
    if (count == 0) {
      return null;
    }
    if (count > ReorderBuffer.MOST_AT_ONCE) {
      List<Integer> entries = new ArrayList<>(count);
      for (int i = count - 1; i >= 0; i--) {
        entries.add(own[i]);
      }
      entries.sort(Comparator.comparingLong(this::time));
      left.addAll(entries);
      return earliest();
    }
    String customer = customer(own[0]);
    List<Envelope> envelopes = new ArrayList<>(count);
    for (int i = count - 1; i >= 0; i--) {
      envelopes.add(PackedEnvelopes.envelope(piece(own[i]), place(own[i]), customer));
    }
    return new ReorderBuffer.Batch(customer, envelopes, until);
  }

  /** Takes the entries of the table's next customer, and says how many they are. */
  private int takeNext() {
    while (turn < table.length && table[turn + 1] == NONE) {
      turn += 2;
    }
    if (turn == table.length) {
      return 0;
    }
    int count = 0;
    boolean areOnes = true;
    for (int entry = table[turn + 1]; entry != NONE; entry = before(entry)) {
      if (count == own.length) {
        own = Arrays.copyOf(own, 2 * count);
      }
      own[count++] = entry;
      areOnes &= isSameCustomer(entry, own[0]);
    }
    table[turn + 1] = NONE;
    return areOnes ? count : divide(count);
  }

  /** Whoever chooses ids can choose many of one hash: their entries are looked through once. */
  private int divide(int count) {
    Map<String, List<Integer>> customers = new HashMap<>();
    for (int i = 0; i < count; i++) {
      customers.computeIfAbsent(customer(own[i]), c -> new ArrayList<>()).add(own[i]);
    }
    for (List<Integer> entries : customers.values()) {
      alike.add(entries.stream().mapToInt(entry -> entry).toArray());
    }
    return takeAlike();
  }

  private int takeAlike() {
    own = alike.remove();
    return own.length;
  }

  private boolean isSameCustomer(int entry, int other) {
    return entry == other
        || PackedEnvelopes.isSameCustomer(piece(entry), place(entry), piece(other), place(other));
  }

  /** The earliest events of very many; the others stay due. */
  private ReorderBuffer.Batch earliest() {
    List<Envelope> envelopes = new ArrayList<>();
    String customer = customer(left.element());
    long last = Long.MIN_VALUE;
    // Which of those at one time is first, only their ids tell.
    while (!left.isEmpty()
        && (envelopes.size() < ReorderBuffer.MOST_AT_ONCE || time(left.element()) == last)) {
      int entry = left.remove();
      last = time(entry);
      envelopes.add(PackedEnvelopes.envelope(piece(entry), place(entry), customer));
    }
    return new ReorderBuffer.Batch(customer, envelopes, left.isEmpty() ? until : last);
  }

  /** All that were not handed out. */
  void forEach(PackedEnvelopes.Visitor to) {
    left.forEach(entry -> to.visit(piece(entry), place(entry)));
    for (int[] entries : alike) {
      for (int i = entries.length - 1; i >= 0; i--) {
        to.visit(piece(entries[i]), place(entries[i]));
      }
    }
    for (int slot = turn; slot < table.length; slot += 2) {
      Deque<Integer> inOrder = new ArrayDeque<>();
      for (int entry = table[slot + 1]; entry != NONE; entry = before(entry)) {
        inOrder.push(entry);
      }
      inOrder.forEach(entry -> to.visit(piece(entry), place(entry)));
    }
  }

  /** Of all of them, handed out or not: until {@link #clear} it is held. */
  long heapBytes() {
    return heapBytes;
  }

  /** Gives the memory back. */
  void clear() {
    all.forEach(PackedEnvelopes::clear);
  }
}
