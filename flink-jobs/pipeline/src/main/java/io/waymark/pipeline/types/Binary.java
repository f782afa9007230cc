package io.waymark.pipeline.types;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The building blocks of our binary layouts. Lengths are variable-length integers, text is UTF-8
 * without the 64 KiB limit of {@code writeUTF}, null is a length or tag of its own.
 */
public final class Binary {
  private static final int NULL = 0;
  private static final int TEXT = 1;
  private static final int LONG = 2;
  private static final int DOUBLE = 3;
  private static final int FALSE = 4;
  private static final int TRUE = 5;
  private static final int BIG_INTEGER = 6;

  private Binary() {}

  /** Writes one value of a list. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(T value, DataOutputView out) throws IOException;
  }

  /** Reads one value of a list. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(DataInputView in) throws IOException;
  }

  /** Writes a number that is never negative: seven bits a byte, lowest first. */
  public static void writeSize(int size, DataOutputView out) throws IOException {
    int rest = size;
    while ((rest & ~0x7F) != 0) {
      out.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  public static int readSize(DataInputView in) throws IOException {
    int size = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      int next = in.readUnsignedByte();
      size |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return size;
      }
    }
    throw new IOException("A size of more than five bytes: the data is not in this layout");
  }

  public static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    writeSize(bytes.length, out);
    out.write(bytes);
  }

  public static byte[] readBytes(DataInputView in) throws IOException {
    return readFully(readSize(in), in);
  }

  public static void writeText(String text, DataOutputView out) throws IOException {
    writeBytes(text.getBytes(UTF_8), out);
  }

  public static String readText(DataInputView in) throws IOException {
    return new String(readBytes(in), UTF_8);
  }

  public static void writeNullableText(@Nullable String text, DataOutputView out)
      throws IOException {
    if (text == null) {
      writeSize(0, out);
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    writeSize(bytes.length + 1, out);
    out.write(bytes);
  }

  public static @Nullable String readNullableText(DataInputView in) throws IOException {
    int size = readSize(in);
    return size == 0 ? null : new String(readFully(size - 1, in), UTF_8);
  }

  public static <T> void writeList(List<T> values, Writer<T> writer, DataOutputView out)
      throws IOException {
    writeSize(values.size(), out);
    for (T value : values) {
      writer.write(value, out);
    }
  }

  /** An unmodifiable list. */
  public static <T> List<T> readList(Reader<T> reader, DataInputView in) throws IOException {
    int size = readSize(in);
    List<T> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(reader.read(in));
    }
    return Collections.unmodifiableList(values);
  }

  /** Writes attribute values by name, in the map's order. */
  public static void writeScalars(
      Map<String, ? extends @Nullable Object> values, DataOutputView out) throws IOException {
    writeSize(values.size(), out);
    for (Map.Entry<String, ? extends @Nullable Object> entry : values.entrySet()) {
      writeText(entry.getKey(), out);
      writeScalar(entry.getValue(), out);
    }
  }

  /** An unmodifiable map in the order written. */
  public static Map<String, @Nullable Object> readScalars(DataInputView in) throws IOException {
    int size = readSize(in);
    Map<String, @Nullable Object> values = new LinkedHashMap<>(size * 4 / 3 + 1);
    for (int i = 0; i < size; i++) {
      values.put(readText(in), readScalar(in));
    }
    return Collections.unmodifiableMap(values);
  }

  /** Writes an attribute's value: null, text, integer, double or boolean. */
  public static void writeScalar(@Nullable Object value, DataOutputView out) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof String text) {
      out.writeByte(TEXT);
      writeText(text, out);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      out.writeLong(number);
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeDouble(number);
    } else if (value instanceof Boolean truth) {
      out.writeByte(truth ? TRUE : FALSE);
    } else if (value instanceof BigInteger number) {
      out.writeByte(BIG_INTEGER);
      writeBytes(number.toByteArray(), out);
    } else {
      throw new IllegalArgumentException("Not an attribute value: " + value.getClass());
    }
  }

  public static @Nullable Object readScalar(DataInputView in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case NULL -> null;
      case TEXT -> readText(in);
      case LONG -> in.readLong();
      case DOUBLE -> in.readDouble();
      case FALSE -> false;
      case TRUE -> true;
      case BIG_INTEGER -> new BigInteger(readBytes(in));
      default -> throw new IOException("Unknown tag of an attribute value: " + tag);
    };
  }

  /** Writes a constant by its name, so that their order in the source does not matter. */
  public static void writeConstant(Enum<?> constant, DataOutputView out) throws IOException {
    writeText(constant.name(), out);
  }

  public static <E extends Enum<E>> E readConstant(Class<E> type, DataInputView in)
      throws IOException {
    return Enum.valueOf(type, readText(in));
  }

  private static byte[] readFully(int size, DataInputView in) throws IOException {
    byte[] bytes = new byte[size];
    in.readFully(bytes);
    return bytes;
  }
}
