package io.waymark.pipeline.wire;

import io.waymark.avro.Interaction;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.event.Event;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * A schema of somebody else's that interactions are written with: what it writes is read as far as
 * Avro's schema resolution makes an interaction of it, by the names of the fields. Reuses buffers:
 * an instance serves one thread.
 */
public final class WriterSchema {
  private final Schema writer;
  private final SpecificDatumReader<Interaction> reader;
  private final WireReader check = new WireReader();
  private @Nullable BinaryDecoder decoder;

  private WriterSchema(Schema writer) {
    this.writer = writer;
    this.reader =
        new SpecificDatumReader<>(writer, Subject.INTERACTION.current(), GeneratedClasses.INSTANCE);
  }

  /**
   * Reads a schema as JSON has it.
   *
   * @throws UndecodableException if it is none, or one in which a few bytes may say endlessly much:
   *     with a record within itself, or a list of nothings
   */
  public static WriterSchema parse(String json) throws UndecodableException {
    try {
      Schema schema = new Schema.Parser().parse(json);
      checkFinite(schema, new HashSet<>());
      return new WriterSchema(schema);
    } catch (RuntimeException e) {
      // Of a name that it does not know Avro's parser makes a NullPointerException.
      throw undecodable("no Avro schema: " + e.getMessage());
    }
  }

  /** The event that a message is from {@code from} on. */
  public Event read(byte[] message, int from) throws UndecodableException {
    SchemaWalk.check(writer, check.over(message, from));
    decoder = DecoderFactory.get().binaryDecoder(message, from, message.length - from, decoder);
    try {
      Event event = InteractionRecord.toEvent(reader.read(null, decoder));
      checkAttributes(event);
      return event;
    } catch (IOException | AvroRuntimeException e) {
      throw undecodable("Avro: " + e.getMessage());
    }
  }

  /** Floats become doubles unseen. */
  private static void checkAttributes(Event event) throws UndecodableException {
    for (Object value : event.attributes().values()) {
      if (value instanceof Double number && !Double.isFinite(number)) {
        throw undecodable("an attribute is " + number);
      }
    }
  }

  private static void checkFinite(Schema schema, Set<String> within) throws UndecodableException {
    switch (schema.getType()) {
      case RECORD -> {
        if (!within.add(schema.getFullName())) {
          throw undecodable("the schema has " + schema.getFullName() + " within itself");
        }
        for (Schema.Field field : schema.getFields()) {
          checkFinite(field.schema(), within);
        }
        within.remove(schema.getFullName());
      }
      case UNION -> {
        for (Schema branch : schema.getTypes()) {
          checkFinite(branch, within);
        }
      }
      case MAP -> checkFinite(schema.getValueType(), within);
      case ARRAY -> {
        checkFinite(schema.getElementType(), within);
        if (isNothing(schema.getElementType())) {
          throw undecodable("the schema has a list of nothings");
        }
      }
      default -> {}
    }
  }

  /** Whether a value takes no byte. */
  private static boolean isNothing(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> true;
      case FIXED -> schema.getFixedSize() == 0;
      case RECORD -> schema.getFields().stream().allMatch(field -> isNothing(field.schema()));
      default -> false;
    };
  }

  private static UndecodableException undecodable(String what) {
    return new UndecodableException(RejectReason.UNDECODABLE, what);
  }
}
