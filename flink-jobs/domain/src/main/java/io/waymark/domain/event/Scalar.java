package io.waymark.domain.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Equality of attribute values: numbers by value whatever their type, everything else by type and
 * value.
 */
public final class Scalar {
  private static final double TWO_TO_63 = 0x1p63;

  private Scalar() {}

  /**
   * The one representative of all values equal to {@code value}: a number without a fraction is a
   * {@link Long}, or a {@link BigInteger} beyond its range; any other value is itself. Two values
   * are equal exactly when their canonical forms are {@link Object#equals equal}.
   */
  public static Object canonical(Object value) {
    if (value instanceof Double number
        && number == Math.rint(number)
        && !Double.isInfinite(number)) {
      double d = number;
      return d >= -TWO_TO_63 && d < TWO_TO_63
          ? (Object) (long) d
          : new BigDecimal(d).toBigInteger();
    }
    return value;
  }

  /** Whether two present values are equal. */
  public static boolean equal(Object a, Object b) {
    return canonical(a).equals(canonical(b));
  }

  /** The value as a double if it is a number, else null. */
  public static @Nullable Double number(@Nullable Object value) {
    return value instanceof Number number ? (Double) number.doubleValue() : null;
  }
}
