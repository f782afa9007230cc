package io.waymark.pipeline.wire;

import io.waymark.avro.Interaction;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.event.Event;
import io.waymark.domain.identity.IdentityEvents;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Events as Avro single-object messages and back.
 *
 * <p>Messages of the current schema are read field by field, allocating little but the event;
 * messages of an older released schema go through Avro's schema resolution. Whatever the bytes are,
 * reading ends with an event or an {@link UndecodableException}. Buffers are reused: an instance
 * serves one thread.
 */
public final class InteractionCodec {
  private final WireReader in = new WireReader();
  private final InteractionWriter out = new InteractionWriter();
  private final RecordReader<Interaction> otherVersions;

  public InteractionCodec() {
    this(Subject.INTERACTION.byFingerprint());
  }

  InteractionCodec(Map<Long, Schema> writers) {
    this.otherVersions = new RecordReader<>(writers, Subject.INTERACTION.current());
  }

  /** Reads a whole message. */
  public Event decode(byte[] message) throws UndecodableException {
    return isCurrent(message)
        ? InteractionLayout.read(in.over(message, SingleObject.HEADER_BYTES))
        : InteractionRecord.toEvent(otherVersions.read(message));
  }

  /**
   * Checks a whole message as thoroughly as {@link #decode} does, but makes no more than the event
   * id, the customer and a copy of the body.
   */
  public PeekedInteraction peek(byte[] message) throws UndecodableException {
    if (!isCurrent(message)) {
      return peek(decode(message));
    }
    Event head = InteractionLayout.readHead(in.over(message, SingleObject.HEADER_BYTES));
    return peeked(head, Arrays.copyOfRange(message, SingleObject.HEADER_BYTES, message.length));
  }

  /** The same for an event that came in another format. */
  public PeekedInteraction peek(Event event) {
    return peeked(event, encodeBody(event));
  }

  /**
   * Reads a body of the current schema.
   *
   * @throws IllegalArgumentException if it is none, which is a bug: bodies come from {@link #peek}
   *     or {@link #encodeBody}
   */
  public Event decodeBody(byte[] body) {
    try {
      return InteractionLayout.read(in.over(body, 0));
    } catch (UndecodableException e) {
      throw new IllegalArgumentException("not the body of an interaction: " + e.detail(), e);
    }
  }

  /** Writes a message of the current schema. */
  public byte[] encode(Event event) {
    byte[] message = out.write(event, SingleObject.HEADER_BYTES);
    SingleObject.putHeader(message, Subject.INTERACTION.fingerprint());
    return message;
  }

  /**
   * Writes an event in the current schema without a header. Nothing in it tells the schema: it is
   * for the way between operators of one job, not for anything that outlives the job.
   */
  public byte[] encodeBody(Event event) {
    return out.write(event, 0);
  }

  private static boolean isCurrent(byte[] message) throws UndecodableException {
    return SingleObject.fingerprint(message) == Subject.INTERACTION.fingerprint();
  }

  private static PeekedInteraction peeked(Event event, byte[] body) {
    return new PeekedInteraction(
        event.id(),
        event.time(),
        event.customer(),
        event.customerId() != null,
        IdentityEvents.concernsDevices(event),
        body);
  }
}
