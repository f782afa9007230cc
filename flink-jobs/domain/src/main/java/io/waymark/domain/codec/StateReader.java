package io.waymark.domain.codec;

import io.waymark.domain.event.Evidence;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateWriter} wrote, in the same order. Damaged bytes end in an {@link
 * IllegalStateException}, mostly by their checksum before anything of them is read.
 */
public final class StateReader {
  private final byte[] buffer;
  private final int from;
  private final int end;
  private final long baseTime;
  private int position;

  /** What the block at hand has stored. */
  private List<String> strings = List.of();

  private List<Evidence> digests = List.of();

  private StateReader(byte[] buffer, int from, int end, long baseTime) {
    this.buffer = buffer;
    this.from = from;
    this.position = from;
    this.end = end;
    this.baseTime = baseTime;
  }

  /** Opens a whole state whose {@link #versionOf version} is known to be readable. */
  public static StateReader of(byte[] state) {
    int end = Checksum.verifiedEnd(state);
    StateReader head = new StateReader(state, 1, end, 0);
    return new StateReader(state, 1 + Long.BYTES, end, head.fixedLong());
  }

  /** Opens what {@link StateWriter#toPart} gave. */
  public static StateReader ofPart(byte[] part) {
    return new StateReader(part, 0, part.length, 0);
  }

  /** The layout that bytes claim to have; it stands in front in all of them. */
  public static int versionOf(byte[] buffer) {
    if (buffer.length == 0) {
      throw new IllegalStateException("state is empty");
    }
    return buffer[0] & 0xFF;
  }

  /** What times are relative to. */
  public long baseTime() {
    return baseTime;
  }

  /** A reader of the block that begins here; this one goes on behind it. */
  public StateReader block() {
    int length = count();
    require(length);
    StateReader block = new StateReader(buffer, position, position + length, baseTime);
    position += length;
    return block;
  }

  /** Another reader of this block, from its beginning. */
  public StateReader again() {
    return new StateReader(buffer, from, end, baseTime);
  }

  /** Writes this block as it is, also what has been read of it. */
  public void copyBlockTo(StateWriter out) {
    out.count(end - from);
    out.copy(buffer, from, end);
  }

  /** Writes what is left of this block as it is. */
  public void copyRestTo(StateWriter out) {
    out.copy(buffer, position, end);
  }

  /** Goes on this many bytes further. */
  public void skip(int bytes) {
    require(bytes);
    position += bytes;
  }

  /** How many bytes are left to read. */
  public int left() {
    return end - position;
  }

  /** Reads bytes written by {@link StateWriter#raw(byte[])} if they are these; else stays. */
  public boolean skipRaw(byte[] expected) {
    int before = position;
    int length = count();
    require(length);
    if (Arrays.equals(buffer, position, position + length, expected, 0, expected.length)) {
      position += length;
      return true;
    }
    position = before;
    return false;
  }

  /**
   * Which of the next {@code count} strings written by {@link StateWriter#raw(String)} this is,
   * from 0; -1 if none. Stays where it is.
   */
  public int findRaw(String wanted, int count) {
    int before = position;
    // Of ASCII, which most names are, nothing has to be encoded to be compared.
    byte[] encoded = isAscii(wanted) ? null : wanted.getBytes(StandardCharsets.UTF_8);
    int size = encoded == null ? wanted.length() : encoded.length;
    int found = -1;
    for (int i = 0; i < count && found < 0; i++) {
      int length = count();
      require(length);
      if (length == size
          && (encoded == null
              ? isNext(wanted)
              : Arrays.equals(buffer, position, position + length, encoded, 0, length))) {
        found = i;
      }
      position += length;
    }
    position = before;
    return found;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** Whether the next bytes are these characters; names differ in their ends rather. */
  private boolean isNext(String ascii) {
    for (int i = ascii.length() - 1; i >= 0; i--) {
      if (buffer[position + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public int byteValue() {
    if (position >= end) {
      throw new IllegalStateException("state ends after " + end + " bytes");
    }
    return buffer[position++] & 0xFF;
  }

  public boolean bool() {
    return byteValue() != 0;
  }

  public int count() {
    long value = varLong();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalStateException("not a count: " + value);
    }
    return (int) value;
  }

  public long fixedLong() {
    return fixed(Long.BYTES);
  }

  /** A number of which the lowest {@code bytes} bytes were written. */
  public long fixed(int bytes) {
    require(bytes);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (buffer[position++] & 0xFFL) << (Byte.SIZE * i);
    }
    return value;
  }

  public double fixedDouble() {
    return Double.longBitsToDouble(fixedLong());
  }

  public long time() {
    return baseTime + number();
  }

  /** A number written by {@link StateWriter#number}. */
  public long number() {
    return zigzag(varLong());
  }

  public long optionalTime(long none) {
    return bool() ? time() : none;
  }

  public @Nullable String string() {
    int code = count();
    if (code == 0) {
      return null;
    }
    if (code > 1) {
      return entry(strings, code - 2);
    }
    String value = raw();
    if (strings.isEmpty()) {
      strings = new ArrayList<>(4);
    }
    strings.add(value);
    return value;
  }

  /** A string that was present when written. */
  public String requiredString() {
    String value = string();
    if (value == null) {
      throw new IllegalStateException("a string is missing");
    }
    return value;
  }

  public String raw() {
    int length = count();
    require(length);
    String value = new String(buffer, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  public byte[] rawBytes() {
    int length = count();
    require(length);
    position += length;
    return Arrays.copyOfRange(buffer, position - length, position);
  }

  public Evidence evidence() {
    int code = count();
    if (code > 0) {
      return entry(digests, code - 1);
    }
    Evidence evidence = new Evidence(raw(), requiredString(), time(), string());
    if (digests.isEmpty()) {
      digests = new ArrayList<>(4);
    }
    digests.add(evidence);
    return evidence;
  }

  private static <T> T entry(List<T> table, int index) {
    if (index >= table.size()) {
      throw new IllegalStateException("entry " + index + " of a table of " + table.size());
    }
    return table.get(index);
  }

  public List<Evidence> evidenceList() {
    int count = count();
    List<Evidence> evidence = new ArrayList<>(Math.min(count, Evidence.LIMIT));
    for (int i = 0; i < count; i++) {
      evidence.add(evidence());
    }
    return evidence;
  }

  public @Nullable Object scalar() {
    int tag = byteValue();
    return switch (tag) {
      case 'n' -> null;
      case 's' -> requiredString();
      case 'l' -> number();
      case 'd' -> fixedDouble();
      case 't' -> Boolean.TRUE;
      case 'f' -> Boolean.FALSE;
      case 'i' -> new BigInteger(raw());
      default -> throw new IllegalStateException("not an attribute value: tag " + tag);
    };
  }

  private void require(int bytes) {
    if (bytes < 0 || bytes > end - position) {
      throw new IllegalStateException("state ends after " + end + " bytes");
    }
  }

  private static long zigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private long varLong() {
    // Most numbers take one byte.
    if (position < end && buffer[position] >= 0) {
      return buffer[position++];
    }
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = byteValue();
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
    throw new IllegalStateException("a number has too many bytes");
  }
}
