package io.waymark.pipeline.wire;

/**
 * Avro's single-object framing: two marker bytes, the fingerprint of the writer's schema in little
 * endian, the body.
 */
public final class SingleObject {
  /** Where the body begins. */
  public static final int HEADER_BYTES = 10;

  private static final byte MARKER_0 = (byte) 0xC3;
  private static final byte MARKER_1 = 0x01;

  private SingleObject() {}

  /** Whether the bytes begin like a single-object message; no JSON text does. */
  public static boolean isMarked(byte[] message) {
    return message.length >= 2 && message[0] == MARKER_0 && message[1] == MARKER_1;
  }

  static void putHeader(byte[] message, long fingerprint) {
    message[0] = MARKER_0;
    message[1] = MARKER_1;
    for (int i = 0; i < Long.BYTES; i++) {
      message[2 + i] = (byte) (fingerprint >>> (8 * i));
    }
  }

  static long fingerprint(byte[] message) throws UndecodableException {
    if (!isMarked(message) || message.length < HEADER_BYTES) {
      throw new UndecodableException(
          RejectReason.UNDECODABLE,
          "not an Avro single-object message: " + message.length + " bytes without its header");
    }
    long fingerprint = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      fingerprint |= (message[2 + i] & 0xffL) << (8 * i);
    }
    return fingerprint;
  }

  static UndecodableException unknownSchema(long fingerprint) {
    return new UndecodableException(
        RejectReason.UNKNOWN_SCHEMA,
        "no released schema has the fingerprint " + String.format("%016x", fingerprint));
  }
}
