package io.waymark.app.format;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.SingleObject;
import io.waymark.pipeline.wire.UndecodableException;
import org.jspecify.annotations.Nullable;

/**
 * Reads interactions in Waymark's own format: Avro single-object messages or JSON objects, told
 * apart by their first bytes. Whatever the bytes are, reading ends with an event or an {@link
 * UndecodableException}. An instance serves one thread.
 */
public final class WaymarkFormat implements RecordFormat {
  /** Default bound on the bytes of a record. */
  public static final int DEFAULT_MAX_BYTES = 1 << 20;

  private final int maxBytes;
  private final InteractionCodec avro = new InteractionCodec();
  private final InteractionJsonReader json = new InteractionJsonReader();

  /**
   * @param maxBytes larger records are refused as {@code oversize}, unread
   */
  public WaymarkFormat(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public void read(SourceRecord record, Readings out) {
    try {
      out.event(peek(record.value()));
    } catch (UndecodableException refused) {
      out.refused(refused, record.value());
    }
  }

  /** Reads a record's value; null, a record without one, is undecodable. */
  public Event read(byte @Nullable [] value) throws UndecodableException {
    byte[] bytes = admitted(value);
    return SingleObject.isMarked(bytes)
        ? avro.decode(bytes)
        : json.read(bytes, jsonStart(bytes), bytes.length - jsonStart(bytes));
  }

  /** Reads no more of it than is needed to send it on, but refuses what {@link #read} refuses. */
  public PeekedInteraction peek(byte @Nullable [] value) throws UndecodableException {
    byte[] bytes = admitted(value);
    return SingleObject.isMarked(bytes) ? avro.peek(bytes) : avro.peek(read(bytes));
  }

  private byte[] admitted(byte @Nullable [] value) throws UndecodableException {
    if (value == null) {
      throw new UndecodableException(RejectReason.UNDECODABLE, "the record has no value");
    }
    if (value.length > maxBytes) {
      throw new UndecodableException(
          RejectReason.OVERSIZE, "it has more than " + maxBytes + " bytes");
    }
    return value;
  }

  /** Where the object begins, after blanks. */
  private static int jsonStart(byte[] bytes) throws UndecodableException {
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case ' ', '\t', '\r', '\n' -> {}
        case '{' -> {
          return i;
        }
        default ->
            throw new UndecodableException(
                RejectReason.UNDECODABLE,
                "neither an Avro single-object message nor a JSON object");
      }
    }
    throw new UndecodableException(RejectReason.UNDECODABLE, "the record is blank");
  }
}
