package io.waymark.pipeline.erasure;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is remembered of those who were erased.
 *
 * @param salt of the pseudonyms under which they are remembered
 * @param remembered for how long, at least: as far back as anything may be replayed
 */
public record ErasureSettings(Salt salt, Duration remembered) implements Serializable {
  public static final ErasureSettings DEFAULT =
      new ErasureSettings(Salt.known("waymark"), Duration.ofDays(400));
}
