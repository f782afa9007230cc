package io.waymark.domain.codec;

import io.waymark.domain.event.Evidence;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes state as bytes: variable-length integers and times relative to a base. What is written
 * within a {@link #block} can be read, skipped and copied without what stands around it: a string
 * or an event digest that recurs within one is stored once there. A checksum ends the whole. {@link
 * StateReader} reads it back.
 */
public final class StateWriter {
  // Most writers are of short parts, and need no tables.
  private static final String[] NO_STRINGS = {};
  private static final Evidence[] NO_DIGESTS = {};

  private long baseTime;
  private byte[] buffer;
  private int size;

  /** What the present block has stored: entries from its mark on. */
  private String[] strings = NO_STRINGS;

  private int stringsFrom;
  private int stringsTo;
  private Evidence[] digests = NO_DIGESTS;
  private int digestsFrom;
  private int digestsTo;

  private StateWriter(long baseTime, int capacity) {
    this.baseTime = baseTime;
    this.buffer = new byte[capacity];
  }

  /**
   * A writer of a whole state.
   *
   * @param version of the layout; its lowest byte stands in front
   * @param baseTime times are stored as distances from it
   * @param expected how many bytes it will be, about
   */
  public static StateWriter of(int version, long baseTime, int expected) {
    StateWriter out = new StateWriter(baseTime, Math.max(64, expected));
    out.begin(version, baseTime);
    return out;
  }

  /** Begins another whole state in the same memory; what was written before is given up. */
  public void begin(int version, long base) {
    size = 0;
    stringsFrom = 0;
    stringsTo = 0;
    digestsFrom = 0;
    digestsTo = 0;
    baseTime = base;
    byteValue(version);
    fixedLong(base);
  }

  /** A writer of bytes that become part of a state by {@link #raw(byte[])}. */
  public static StateWriter ofPart() {
    return new StateWriter(0, 32);
  }

  /** All that was written, and a checksum. */
  public byte[] toByteArray() {
    fixed(Checksum.of(buffer, size), Checksum.BYTES);
    return Arrays.copyOf(buffer, size);
  }

  /** All that was written, as it is. */
  public byte[] toPart() {
    return Arrays.copyOf(buffer, size);
  }

  /** Writes a block with its length in front. */
  public void block(Consumer<StateWriter> content) {
    int stringsBefore = stringsFrom;
    int digestsBefore = digestsFrom;
    stringsFrom = stringsTo;
    digestsFrom = digestsTo;
    int start = size;
    content.accept(this);
    int length = size - start;
    count(length);
    // What has just been written in front of its place is moved there.
    int prefix = size - start - length;
    ensure(prefix);
    System.arraycopy(buffer, start + length, buffer, size, prefix);
    System.arraycopy(buffer, start, buffer, start + prefix, length);
    System.arraycopy(buffer, size, buffer, start, prefix);
    stringsTo = stringsFrom;
    digestsTo = digestsFrom;
    stringsFrom = stringsBefore;
    digestsFrom = digestsBefore;
  }

  /** Bytes as they are, without their length. */
  public void copy(byte[] from, int start, int end) {
    ensure(end - start);
    System.arraycopy(from, start, buffer, size, end - start);
    size += end - start;
  }

  public void byteValue(int value) {
    ensure(1);
    buffer[size++] = (byte) value;
  }

  public void bool(boolean value) {
    byteValue(value ? 1 : 0);
  }

  /** A number that is mostly small and not negative: 1 byte up to 127. */
  public void count(int value) {
    varLong(value);
  }

  public void fixedLong(long value) {
    fixed(value, Long.BYTES);
  }

  /** The lowest {@code bytes} bytes of a number. */
  public void fixed(long value, int bytes) {
    ensure(bytes);
    for (int i = 0; i < bytes; i++) {
      buffer[size++] = (byte) (value >>> (Byte.SIZE * i));
    }
  }

  public void fixedDouble(double value) {
    fixedLong(Double.doubleToRawLongBits(value));
  }

  public void time(long time) {
    number(time - baseTime);
  }

  /** Any number; the nearer to 0, the fewer bytes. */
  public void number(long value) {
    varLong((value << 1) ^ (value >> 63));
  }

  /** A time, or one byte if it is {@code none}. */
  public void optionalTime(long time, long none) {
    bool(time != none);
    if (time != none) {
      time(time);
    }
  }

  /** A string, present or not; within a block only a reference if it was written before. */
  public void string(@Nullable String value) {
    if (value == null) {
      count(0);
      return;
    }
    for (int i = stringsFrom; i < stringsTo; i++) {
      if (strings[i].equals(value)) {
        count(2 + i - stringsFrom);
        return;
      }
    }
    count(1);
    raw(value);
    if (stringsTo == strings.length) {
      strings = Arrays.copyOf(strings, Math.max(1, stringsTo * 2));
    }
    strings[stringsTo++] = value;
  }

  /** A string that will hardly be repeated. */
  public void raw(String value) {
    raw(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes with their number in front. */
  public void raw(byte[] bytes) {
    count(bytes.length);
    copy(bytes, 0, bytes.length);
  }

  /** An event digest; within a block only a reference if it was written before. */
  public void evidence(Evidence evidence) {
    for (int i = digestsFrom; i < digestsTo; i++) {
      if (digests[i].equals(evidence)) {
        count(1 + i - digestsFrom);
        return;
      }
    }
    count(0);
    raw(evidence.eventId());
    string(evidence.eventType());
    time(evidence.eventTime());
    string(evidence.touchpoint());
    if (digestsTo == digests.length) {
      digests = Arrays.copyOf(digests, Math.max(8, digestsTo * 2));
    }
    digests[digestsTo++] = evidence;
  }

  public void evidence(List<Evidence> evidence) {
    count(evidence.size());
    for (int i = 0; i < evidence.size(); i++) {
      evidence(evidence.get(i));
    }
  }

  /** A value of an attribute: null, string, long, double, boolean, or a canonical big integer. */
  public void scalar(@Nullable Object value) {
    if (value == null) {
      byteValue('n');
    } else if (value instanceof String text) {
      byteValue('s');
      string(text);
    } else if (value instanceof Long number) {
      byteValue('l');
      number(number);
    } else if (value instanceof Double number) {
      byteValue('d');
      fixedDouble(number);
    } else if (value instanceof Boolean flag) {
      byteValue(flag ? 't' : 'f');
    } else if (value instanceof BigInteger number) {
      byteValue('i');
      raw(number.toString());
    } else {
      throw new IllegalArgumentException("not an attribute value: " + value.getClass());
    }
  }

  private void varLong(long value) {
    ensure(10);
    while ((value & ~0x7FL) != 0) {
      buffer[size++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    buffer[size++] = (byte) value;
  }

  private void ensure(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
