package io.waymark.pipeline.wire;

import java.util.Locale;

/** Constants of enums as they are written outside: in lower case. */
public final class Words {
  private Words() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant written as {@code word}.
   *
   * @param field where it stands, for the message
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String field, String word)
      throws UndecodableException {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(word)) {
        return constant;
      }
    }
    throw new UndecodableException(
        RejectReason.UNDECODABLE, field + " has the unknown value '" + word + "'");
  }
}
