package io.waymark.domain.codec;

import io.waymark.domain.event.Evidence;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateWriter} wrote, in the same order. Damaged bytes end in an {@link
 * IllegalStateException}, mostly by their checksum before anything of them is read.
 */
public final class StateReader {
  private final byte[] buffer;
  private final List<String> strings;
  private final List<Evidence> digests;
  private final int end;
  private final long baseTime;
  private int position;

  /** Opens bytes whose {@link #versionOf version} is known to be readable. */
  public StateReader(byte[] buffer) {
    this.buffer = buffer;
    this.end = Checksum.verifiedEnd(buffer);
    this.position = 1;
    this.baseTime = fixedLong();
    int texts = count();
    this.strings = new ArrayList<>(Math.min(texts, buffer.length));
    for (int left = texts; left > 0; left--) {
      strings.add(raw());
    }
    int events = count();
    this.digests = new ArrayList<>(Math.min(events, buffer.length));
    for (int left = events; left > 0; left--) {
      digests.add(new Evidence(raw(), requiredString(), time(), string()));
    }
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

  /** Where the block that begins here ends; see {@link #skipTo}. */
  public int blockEnd() {
    int length = count();
    return position + length;
  }

  public void skipTo(int blockEnd) {
    if (blockEnd < position || blockEnd > end) {
      throw new IllegalStateException("a block has no end");
    }
    position = blockEnd;
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
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) byteValue() << (Byte.SIZE * i);
    }
    return value;
  }

  public double fixedDouble() {
    return Double.longBitsToDouble(fixedLong());
  }

  public long time() {
    return baseTime + zigzag(varLong());
  }

  public long optionalTime(long none) {
    return bool() ? time() : none;
  }

  public @Nullable String string() {
    int code = count();
    return code == 0 ? null : entry(strings, code - 1);
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
    if (length > end - position) {
      throw new IllegalStateException("state ends after " + end + " bytes");
    }
    String value = new String(buffer, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  /** What {@link StateWriter#eventId} wrote. */
  public String eventId() {
    int code = count();
    return code == 0 ? raw() : entry(digests, code - 1).eventId();
  }

  public Evidence evidence() {
    return entry(digests, count());
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
      case 'l' -> zigzag(varLong());
      case 'd' -> fixedDouble();
      case 't' -> Boolean.TRUE;
      case 'f' -> Boolean.FALSE;
      case 'i' -> new BigInteger(raw());
      default -> throw new IllegalStateException("not an attribute value: tag " + tag);
    };
  }

  private static long zigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private long varLong() {
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
