package io.waymark.domain.codec;

import io.waymark.domain.event.Evidence;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes state as bytes: variable-length integers, times relative to a base, and each distinct
 * string and event digest only once, in tables in front, so that a reader can skip a block without
 * losing what others refer to. A checksum ends it. {@link StateReader} reads it back.
 */
public final class StateWriter {
  private final long baseTime;
  private final Map<String, Integer> strings;
  private final Map<Evidence, Integer> digests;
  private final List<Evidence> digestsInOrder = new ArrayList<>();
  private byte[] buffer = new byte[256];
  private int size;

  /** A writer whose times are stored as distances from {@code baseTime}. */
  public StateWriter(long baseTime) {
    this(baseTime, new LinkedHashMap<>());
  }

  private StateWriter(long baseTime, Map<String, Integer> strings) {
    this.baseTime = baseTime;
    this.strings = strings;
    this.digests = new IdentityHashMap<>();
  }

  /** All that was written, as {@code version}, tables, body, checksum. */
  public byte[] toByteArray(int version) {
    StateWriter events = new StateWriter(baseTime, strings);
    for (Evidence evidence : digestsInOrder) {
      events.raw(evidence.eventId());
      events.string(evidence.eventType());
      events.time(evidence.eventTime());
      events.string(evidence.touchpoint());
    }
    StateWriter whole = new StateWriter(baseTime);
    whole.byteValue(version);
    whole.fixedLong(baseTime);
    whole.count(strings.size());
    strings.keySet().forEach(whole::raw);
    whole.count(digestsInOrder.size());
    whole.append(events);
    whole.append(this);
    whole.fixed(Checksum.of(whole.buffer, whole.size), Checksum.BYTES);
    return Arrays.copyOf(whole.buffer, whole.size);
  }

  /** Writes a block with its length in front, so that a reader can skip it. */
  public void block(Consumer<StateWriter> content) {
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
  }

  private void append(StateWriter other) {
    ensure(other.size);
    System.arraycopy(other.buffer, 0, buffer, size, other.size);
    size += other.size;
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
    long distance = time - baseTime;
    varLong((distance << 1) ^ (distance >> 63));
  }

  /** A time, or one byte if it is {@code none}. */
  public void optionalTime(long time, long none) {
    bool(time != none);
    if (time != none) {
      time(time);
    }
  }

  /** A string, present or not; only a reference to the table takes space here. */
  public void string(@Nullable String value) {
    if (value == null) {
      count(0);
      return;
    }
    Integer known = strings.putIfAbsent(value, strings.size());
    count(known == null ? strings.size() : known + 1);
  }

  /** The id of an event whose digest may have been written before; then only a reference. */
  public void eventId(String id) {
    for (int i = digestsInOrder.size() - 1; i >= 0; i--) {
      if (digestsInOrder.get(i).eventId().equals(id)) {
        count(i + 1);
        return;
      }
    }
    count(0);
    raw(id);
  }

  /** A string that will hardly be repeated. */
  public void raw(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    count(bytes.length);
    ensure(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  /** An event digest; the same object is stored once. */
  public void evidence(Evidence evidence) {
    Integer known = digests.putIfAbsent(evidence, digestsInOrder.size());
    if (known == null) {
      digestsInOrder.add(evidence);
    }
    count(known == null ? digestsInOrder.size() - 1 : known);
  }

  public void evidence(List<Evidence> evidence) {
    count(evidence.size());
    for (Evidence one : evidence) {
      evidence(one);
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
      varLong((number << 1) ^ (number >> 63));
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
