package io.waymark.domain.experiment;

/**
 * Sums about pairs of what was before and what came after, kept centred so that equal values have
 * no variance: Welford, Technometrics 4 (1962); Chan, Golub and LeVeque, "Updating formulae and a
 * pairwise algorithm for computing sample variances" (1979).
 *
 * @param meanX of what was before
 * @param meanY of what came after
 * @param xx sum of the squared deviations of x
 * @param yy of y
 * @param xy sum of the products of the deviations
 */
public record Moments(long n, double meanX, double meanY, double xx, double yy, double xy) {
  public static final Moments NONE = new Moments(0, 0, 0, 0, 0, 0);

  /** With one more pair. */
  public Moments with(double x, double y) {
    return plus(new Moments(1, x, y, 0, 0, 0));
  }

  /** With all the pairs of another. */
  public Moments plus(Moments other) {
    if (n == 0 || other.n == 0) {
      return n == 0 ? other : this;
    }
    long all = n + other.n;
    double dx = other.meanX - meanX;
    double dy = other.meanY - meanY;
    double weight = (double) other.n / all;
    double between = n * weight;
    return new Moments(
        all,
        meanX + dx * weight,
        meanY + dy * weight,
        xx + other.xx + dx * dx * between,
        yy + other.yy + dy * dy * between,
        xy + other.xy + dx * dy * between);
  }
}
