package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;

/**
 * Keeps bodies readable that outlive a release because they wait in a checkpoint: they are stored
 * with the fingerprint of their schema.
 */
public final class BodyUpgrade {
  private BodyUpgrade() {}

  /** What to store beside a body made by this release. */
  public static long fingerprint() {
    return Subject.INTERACTION.fingerprint();
  }

  /**
   * The body in the current schema; the same array if it already is.
   *
   * @throws UndecodableException if no released schema has that fingerprint, or the body is not of
   *     it
   */
  public static byte[] toCurrent(long fingerprint, byte[] body) throws UndecodableException {
    if (fingerprint == fingerprint()) {
      return body;
    }
    byte[] message = new byte[SingleObject.HEADER_BYTES + body.length];
    SingleObject.putHeader(message, fingerprint);
    System.arraycopy(body, 0, message, SingleObject.HEADER_BYTES, body.length);
    // Rare enough, after an upgrade only, for a codec of its own.
    InteractionCodec codec = new InteractionCodec();
    return codec.encodeBody(codec.decode(message));
  }
}
