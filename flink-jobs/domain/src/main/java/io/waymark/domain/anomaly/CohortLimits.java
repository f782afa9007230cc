package io.waymark.domain.anomaly;

/**
 * From when on the same happens to many.
 *
 * @param least distinct customers
 * @param within milliseconds in which it happens to them
 */
public record CohortLimits(int least, long within) {
  /** Ten in ten minutes. */
  public static final CohortLimits DEFAULT = new CohortLimits(10, 10 * 60_000L);

  /** Fewer are no cohort; of more not all are remembered. */
  public static final int FEWEST = 2;

  /** More than these could not be told from what is remembered at most. */
  public static final int MOST = CohortState.MOST / 2;

  /** A tenth of it is how often it is looked at. */
  public static final long SHORTEST = 10_000;

  /** Longer ago is another story. */
  public static final long LONGEST = 60 * 60_000L;

  public CohortLimits {
    if (least < FEWEST || least > MOST || within < SHORTEST || within > LONGEST) {
      throw new IllegalArgumentException("no cohort: " + least + " within " + within + " ms");
    }
  }
}
