package io.waymark.domain.anomaly;

import java.util.SplittableRandom;

/** Draws of one seed. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  Chance split() {
    return new Chance(random.nextLong());
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  long below(long bound) {
    return random.nextLong(bound);
  }

  /** A factor around 1 of about that relative error. */
  double factor(double error) {
    return Math.exp(error * random.nextGaussian() - error * error / 2);
  }

  double gaussian() {
    return random.nextGaussian();
  }

  long poisson(double mean) {
    if (mean > 40) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  long binomial(long n, double share) {
    double p = Math.min(1, Math.max(0, share));
    double variance = n * p * (1 - p);
    if (variance > 25) {
      long hits = Math.round(n * p + Math.sqrt(variance) * random.nextGaussian());
      return Math.min(n, Math.max(0, hits));
    }
    if (p > 0.5) {
      return n - binomial(n, 1 - p);
    }
    // From one hit to the next it takes a geometric number of draws.
    double log = Math.log1p(-p);
    long hits = 0;
    for (double at = 0; p > 0; hits++) {
      at += Math.floor(Math.log(1 - random.nextDouble()) / log) + 1;
      if (at > n) {
        break;
      }
    }
    return hits;
  }
}
