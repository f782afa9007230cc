package io.waymark.pipeline.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Envelopes as bytes, one after the other, in pieces of memory: as objects they would be four each,
 * for the collector to copy as long as they wait. The first pieces are small, each twice the one
 * before, the others those of a pool; an envelope that is too large for one has its own.
 *
 * <p>A piece begins with how much of it is filled. An entry, numbers in the order of the machine:
 * its length, a place for {@link #next}, the hash of the customer, time, origin, flags, the length
 * of the customer, the customer, the body.
 */
final class PackedEnvelopes {
  /** Told of each entry. */
  @FunctionalInterface
  interface Visitor {
    void visit(byte[] piece, int at);
  }

  /** Where the first entry of a piece is; what is before it is the {@link #end}. */
  static final int FIRST = Integer.BYTES;

  /** What one weighs beside its pieces: itself, its list and its place among others. */
  private static final long OVERHEAD = 250;

  private static final int SMALLEST = 512;

  private static final int NEXT = 4;
  private static final int HASH = 8;
  private static final int TIME = 12;
  private static final int ORIGIN = 20;
  private static final int FLAGS = 28;
  private static final int CUSTOMER_LENGTH = 29;
  private static final int CUSTOMER = 33;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final SegmentPool pool;
  private final List<byte[]> pieces = new ArrayList<>(2);
  private byte[] last = {};
  private int end;
  private int count;
  private long heapBytes = OVERHEAD;

  PackedEnvelopes(SegmentPool pool) {
    this.pool = pool;
  }

  void add(Envelope envelope) {
    byte[] customer = envelope.customer().getBytes(UTF_8);
    byte[] body = envelope.body();
    int length = CUSTOMER + customer.length + body.length;
    int at = place(length);
    INT.set(last, at, length);
    INT.set(last, at + HASH, envelope.customer().hashCode());
    LONG.set(last, at + TIME, envelope.time());
    LONG.set(last, at + ORIGIN, envelope.origin());
    last[at + FLAGS] = envelope.flags();
    INT.set(last, at + CUSTOMER_LENGTH, customer.length);
    System.arraycopy(customer, 0, last, at + CUSTOMER, customer.length);
    System.arraycopy(body, 0, last, at + CUSTOMER + customer.length, body.length);
  }

  /** Adds a copy of an entry. */
  void add(byte[] piece, int at) {
    int length = length(piece, at);
    int to = place(length);
    System.arraycopy(piece, at, last, to, length);
  }

  /** Room for an entry at the end of the last piece. */
  private int place(int length) {
    if (last.length - end < length) {
      begin(length);
    }
    int at = end;
    end += length;
    INT.set(last, 0, end);
    count++;
    return at;
  }

  private void begin(int length) {
    int wanted = Math.max(length + FIRST, Math.max(SMALLEST, 2 * last.length));
    if (length + FIRST > SegmentPool.SEGMENT) {
      last = new byte[length + FIRST];
    } else if (wanted < SegmentPool.SEGMENT) {
      last = new byte[wanted];
    } else {
      last = pool.take();
    }
    pieces.add(last);
    heapBytes += last.length;
    end = FIRST;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** Of all that it holds. */
  long heapBytes() {
    return heapBytes;
  }

  /** The pieces; filled up to {@link #end}. */
  List<byte[]> pieces() {
    return pieces;
  }

  /** All entries, in the order in which they were added. */
  void forEach(Visitor visitor) {
    for (byte[] piece : pieces) {
      int end = end(piece);
      for (int at = FIRST; at < end; at += length(piece, at)) {
        visitor.visit(piece, at);
      }
    }
  }

  /** Gives the memory back; there are none then. */
  void clear() {
    for (byte[] piece : pieces) {
      if (piece.length == SegmentPool.SEGMENT) {
        pool.giveBack(piece);
      }
    }
    pieces.clear();
    last = new byte[0];
    end = 0;
    count = 0;
    heapBytes = OVERHEAD;
  }

  static int end(byte[] piece) {
    return (int) INT.get(piece, 0);
  }

  static int length(byte[] piece, int at) {
    return (int) INT.get(piece, at);
  }

  static long time(byte[] piece, int at) {
    return (long) LONG.get(piece, at + TIME);
  }

  /** Of the customer. */
  static int hash(byte[] piece, int at) {
    return (int) INT.get(piece, at + HASH);
  }

  /** A number that belongs to whoever holds the entry. */
  static int next(byte[] piece, int at) {
    return (int) INT.get(piece, at + NEXT);
  }

  static void next(byte[] piece, int at, int number) {
    INT.set(piece, at + NEXT, number);
  }

  static boolean isSameCustomer(byte[] piece, int at, byte[] other, int otherAt) {
    int length = (int) INT.get(piece, at + CUSTOMER_LENGTH);
    return length == (int) INT.get(other, otherAt + CUSTOMER_LENGTH)
        && Arrays.equals(
            piece,
            at + CUSTOMER,
            at + CUSTOMER + length,
            other,
            otherAt + CUSTOMER,
            otherAt + CUSTOMER + length);
  }

  static String customer(byte[] piece, int at) {
    return new String(piece, at + CUSTOMER, (int) INT.get(piece, at + CUSTOMER_LENGTH), UTF_8);
  }

  static Envelope envelope(byte[] piece, int at) {
    return envelope(piece, at, customer(piece, at));
  }

  /** The envelope; {@code customer} is its own. */
  static Envelope envelope(byte[] piece, int at, String customer) {
    int body = at + CUSTOMER + (int) INT.get(piece, at + CUSTOMER_LENGTH);
    return new Envelope(
        customer,
        time(piece, at),
        Arrays.copyOfRange(piece, body, at + length(piece, at)),
        (long) LONG.get(piece, at + ORIGIN),
        piece[at + FLAGS]);
  }
}
