package io.waymark.pipeline.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads Avro's binary encoding from bytes that nobody vouches for. Each length and count is checked
 * against the bytes that are left before anything is allocated, and text has to be well-formed
 * UTF-8; Avro's own decoder does neither. Not thread-safe.
 */
final class WireReader {
  private static final int MOST_VARINT_BYTES = 10;

  private final RecurringStrings recurring = new RecurringStrings();
  private byte[] bytes = {};
  private int position;
  private int end;

  /** Starts over at {@code from}. */
  WireReader over(byte[] bytes, int from) {
    this.bytes = bytes;
    this.position = from;
    this.end = bytes.length;
    return this;
  }

  long readLong() throws UndecodableException {
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES; i++) {
      int b = next();
      value |= (long) (b & 0x7f) << (7 * i);
      if (b >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw undecodable("a number has more than " + MOST_VARINT_BYTES + " bytes");
  }

  /** A branch of a union. */
  int readBranch(int branches) throws UndecodableException {
    long branch = readLong();
    if (branch < 0 || branch >= branches) {
      throw undecodable("there is no union branch " + branch);
    }
    return (int) branch;
  }

  double readDouble() throws UndecodableException {
    require(Double.BYTES);
    long bits = 0;
    for (int i = 0; i < Double.BYTES; i++) {
      bits |= (bytes[position + i] & 0xffL) << (8 * i);
    }
    double value = Double.longBitsToDouble(bits);
    if (!Double.isFinite(value)) {
      throw undecodable("a double is " + value);
    }
    position += Double.BYTES;
    return value;
  }

  boolean readBoolean() throws UndecodableException {
    int value = next();
    if (value != 0 && value != 1) {
      throw undecodable("a boolean is " + value);
    }
    return value == 1;
  }

  String readString() throws UndecodableException {
    int length = readLength();
    return text(length);
  }

  /** Like {@link #readString}, for values that recur all the time. */
  String readRecurring() throws UndecodableException {
    int length = readLength();
    if (length > RecurringStrings.MAX_BYTES) {
      return text(length);
    }
    int from = position;
    String known = recurring.find(bytes, from, length);
    if (known != null) {
      position += length;
      return known;
    }
    String value = text(length);
    recurring.put(bytes, from, length, value);
    return value;
  }

  /** Passes a string by without making one, checking it all the same; answers its length. */
  int skipString() throws UndecodableException {
    int length = readLength();
    for (int i = position; i < position + length; i++) {
      if (bytes[i] < 0) {
        text(length);
        return length;
      }
    }
    position += length;
    return length;
  }

  void skipBytes() throws UndecodableException {
    int length = readLength();
    position += length;
  }

  void skip(int length) throws UndecodableException {
    require(length);
    position += length;
  }

  /**
   * The number of items in the next block of an array or map; 0 ends it. An item takes at least a
   * byte.
   */
  int readBlock() throws UndecodableException {
    long count = readLong();
    if (count < 0) {
      count = -count;
      readLength();
    }
    // Long.MIN_VALUE stays negative.
    if (count < 0 || count > end - position) {
      throw undecodable("a block says it has " + count + " items");
    }
    return (int) count;
  }

  void expectEnd() throws UndecodableException {
    if (position != end) {
      throw undecodable((end - position) + " bytes are left over");
    }
  }

  UndecodableException undecodable(String what) {
    return new UndecodableException(
        RejectReason.UNDECODABLE, "Avro: " + what + " (byte " + position + " of " + end + ")");
  }

  private int readLength() throws UndecodableException {
    long length = readLong();
    if (length < 0 || length > end - position) {
      throw undecodable("a length says " + length);
    }
    return (int) length;
  }

  private String text(int length) throws UndecodableException {
    String value = new String(bytes, position, length, StandardCharsets.UTF_8);
    // The replacement character is how decoding shows broken bytes, but may also be written.
    if (value.indexOf('\uFFFD') >= 0 && !wellFormed(length)) {
      throw undecodable("text is not UTF-8");
    }
    position += length;
    return value;
  }

  private boolean wellFormed(int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, position, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private int next() throws UndecodableException {
    require(1);
    return bytes[position++];
  }

  private void require(int length) throws UndecodableException {
    if (length > end - position) {
      throw undecodable("it ends too early");
    }
  }
}
