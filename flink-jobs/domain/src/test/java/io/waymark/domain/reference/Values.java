package io.waymark.domain.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How attribute values are read and compared. */
final class Values {
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

  private Values() {}

  /**
   * The value by which equals are known: "numbers are equal when numerically equal, other values
   * when type and value are"; "a number without a fraction is written as an integer".
   */
  static Object identity(Object value) {
    if (!(value instanceof Number)) {
      return value;
    }
    BigDecimal exact =
        value instanceof Double d ? new BigDecimal(d) : new BigDecimal(value.toString());
    if (exact.stripTrailingZeros().scale() > 0) {
      return exact.doubleValue();
    }
    BigInteger whole = exact.toBigIntegerExact();
    boolean fits = whole.compareTo(LONG_MIN) >= 0 && whole.compareTo(LONG_MAX) <= 0;
    return fits ? (Object) whole.longValueExact() : whole;
  }

  /**
   * The deadline in an attribute: "RFC 3339 or epoch ms", else none. A number with a fraction is
   * taken as no epoch ms, a string of digits as no RFC 3339.
   */
  static OptionalLong deadline(@Nullable Object value) {
    if (value instanceof Number number) {
      return identity(number) instanceof Long ms ? OptionalLong.of(ms) : OptionalLong.empty();
    }
    if (value instanceof String text) {
      String upper = text.toUpperCase(Locale.ROOT);
      if (RFC_3339.matcher(upper).matches()) {
        try {
          return OptionalLong.of(OffsetDateTime.parse(upper).toInstant().toEpochMilli());
        } catch (DateTimeException noSuchDay) {
          return OptionalLong.empty();
        }
      }
    }
    return OptionalLong.empty();
  }
}
