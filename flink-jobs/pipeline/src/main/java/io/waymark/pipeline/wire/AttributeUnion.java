package io.waymark.pipeline.wire;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** A map to {@code ["null", "string", "long", "double", "boolean"]}. */
final class AttributeUnion {
  private static final int NULL = 0;
  private static final int STRING = 1;
  private static final int LONG = 2;
  private static final int DOUBLE = 3;
  private static final int BOOLEAN = 4;
  private static final int BRANCHES = 5;

  private AttributeUnion() {}

  /** The map in the order in which it was written; of a name that occurs twice the last counts. */
  static Map<String, @Nullable Object> read(WireReader in) throws UndecodableException {
    int left = in.readBlock();
    if (left == 0) {
      return Map.of();
    }
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (; left > 0; left = in.readBlock()) {
      for (; left > 0; left--) {
        String name = in.readRecurring();
        attributes.put(name, readValue(in));
      }
    }
    return attributes;
  }

  static void skip(WireReader in) throws UndecodableException {
    for (int left = in.readBlock(); left > 0; left = in.readBlock()) {
      for (; left > 0; left--) {
        in.skipString();
        skipValue(in);
      }
    }
  }

  static void write(Map<String, @Nullable Object> attributes, Encoder out) throws IOException {
    out.writeMapStart();
    out.setItemCount(attributes.size());
    for (Map.Entry<String, @Nullable Object> entry : attributes.entrySet()) {
      out.startItem();
      out.writeString(entry.getKey());
      writeValue(entry.getKey(), entry.getValue(), out);
    }
    out.writeMapEnd();
  }

  private static @Nullable Object readValue(WireReader in) throws UndecodableException {
    return switch (in.readBranch(BRANCHES)) {
      case STRING -> in.readString();
      case LONG -> in.readLong();
      case DOUBLE -> in.readDouble();
      case BOOLEAN -> in.readBoolean();
      default -> null;
    };
  }

  private static void skipValue(WireReader in) throws UndecodableException {
    switch (in.readBranch(BRANCHES)) {
      case STRING -> in.skipString();
      case LONG -> in.readLong();
      case DOUBLE -> in.readDouble();
      case BOOLEAN -> in.readBoolean();
      default -> {}
    }
  }

  private static void writeValue(String name, @Nullable Object value, Encoder out)
      throws IOException {
    if (value == null) {
      out.writeIndex(NULL);
    } else if (value instanceof String text) {
      out.writeIndex(STRING);
      out.writeString(text);
    } else if (value instanceof Long number) {
      out.writeIndex(LONG);
      out.writeLong(number);
    } else if (value instanceof Double number) {
      out.writeIndex(DOUBLE);
      out.writeDouble(number);
    } else if (value instanceof Boolean flag) {
      out.writeIndex(BOOLEAN);
      out.writeBoolean(flag);
    } else {
      throw new IllegalArgumentException("attribute " + name + " is a " + value.getClass());
    }
  }
}
