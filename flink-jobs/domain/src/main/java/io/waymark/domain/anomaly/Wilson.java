package io.waymark.domain.anomaly;

/**
 * Bounds of the score interval of Wilson, "Probable inference, the law of succession, and
 * statistical inference", Journal of the American Statistical Association 22 (1927).
 */
final class Wilson {
  private Wilson() {}

  /** At least this is the share, at so many standard errors. */
  static double low(double hits, double n, double z) {
    return bound(hits, n, -z);
  }

  /** At most this is the share, at so many standard errors. */
  static double high(double hits, double n, double z) {
    return bound(hits, n, z);
  }

  private static double bound(double hits, double n, double z) {
    double share = Math.min(1, Math.max(0, hits / n));
    double shrink = 1 + z * z / n;
    double centre = (share + z * z / (2 * n)) / shrink;
    double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / shrink;
    return Math.min(1, Math.max(0, centre + half));
  }
}
