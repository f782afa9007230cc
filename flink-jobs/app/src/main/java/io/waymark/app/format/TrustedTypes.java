package io.waymark.app.format;

import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Set;

/**
 * Event types that act on what is kept of a customer and are therefore taken from systems of record
 * only. What a browser or an app sends can be made up by anybody.
 */
public final class TrustedTypes {
  private static final Set<String> TYPES =
      Set.of("alias", "consent_updated", "erase", "export", "object", "profile_updated", "unlink");

  private TrustedTypes() {}

  /**
   * @param type what a tracker says that happened
   * @throws UndecodableException if it is a type that only a system of record may send
   */
  public static void refuse(String type) throws UndecodableException {
    if (TYPES.contains(type)) {
      throw new UndecodableException(
          RejectReason.UNDECODABLE,
          type + " acts on a customer's data and is not believed of a tracker");
    }
  }
}
