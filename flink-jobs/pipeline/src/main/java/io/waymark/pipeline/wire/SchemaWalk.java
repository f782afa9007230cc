package io.waymark.pipeline.wire;

import org.apache.avro.Schema;

/**
 * Passes over a value of any schema, so that what is then handed to Avro's decoder is known to be
 * sound: it would otherwise allocate what a length prefix claims.
 */
final class SchemaWalk {
  private SchemaWalk() {}

  /** Checks that the whole rest of the input is one value. */
  static void check(Schema schema, WireReader in) throws UndecodableException {
    skip(schema, in);
    in.expectEnd();
  }

  private static void skip(Schema schema, WireReader in) throws UndecodableException {
    switch (schema.getType()) {
      case NULL -> {}
      case BOOLEAN -> in.readBoolean();
      case INT -> skipInt(in);
      case LONG -> in.readLong();
      case FLOAT -> in.skip(Float.BYTES);
      case DOUBLE -> in.readDouble();
      case STRING -> in.skipString();
      case BYTES -> in.skipBytes();
      case FIXED -> in.skip(schema.getFixedSize());
      case ENUM -> in.readBranch(schema.getEnumSymbols().size());
      case UNION -> skip(schema.getTypes().get(in.readBranch(schema.getTypes().size())), in);
      case ARRAY -> skipItems(schema.getElementType(), false, in);
      case MAP -> skipItems(schema.getValueType(), true, in);
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          skip(field.schema(), in);
        }
      }
    }
  }

  private static void skipInt(WireReader in) throws UndecodableException {
    long value = in.readLong();
    if (value != (int) value) {
      throw in.undecodable("an int is " + value);
    }
  }

  private static void skipItems(Schema item, boolean keyed, WireReader in)
      throws UndecodableException {
    for (int left = in.readBlock(); left > 0; left = in.readBlock()) {
      for (; left > 0; left--) {
        if (keyed) {
          in.skipString();
        }
        skip(item, in);
      }
    }
  }
}
