package io.waymark.app.format.registry;

import io.waymark.app.format.Readings;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Confluent's framing: a zero byte, the schema's id in big endian, the body. */
final class ConfluentMessage {
  private static final int BODY = 5;

  private ConfluentMessage() {}

  /**
   * Whether the bytes begin like such a message; no JSON text and no single-object message does.
   */
  static boolean isMarked(byte[] message) {
    return message.length > 0 && message[0] == 0;
  }

  static void read(byte[] message, SchemaRegistry registry, Readings out) {
    try {
      CompletableFuture<SchemaAnswer> answer = registry.schema(id(message));
      if (!answer.isDone()) {
        out.waiting(answer);
      } else if (answer.join() instanceof SchemaAnswer.Known known) {
        out.event(known.schema().read(message, BODY));
      } else if (answer.join() instanceof SchemaAnswer.Refused refused) {
        out.refused(refused.why(), message);
      }
    } catch (UndecodableException refused) {
      out.refused(refused, message);
    }
  }

  private static int id(byte[] message) throws UndecodableException {
    int id = message.length < BODY ? -1 : ByteBuffer.wrap(message).getInt(1);
    if (id < 0) {
      throw new UndecodableException(
          RejectReason.UNDECODABLE, "begins like a registered message, but has no schema's id");
    }
    return id;
  }
}
