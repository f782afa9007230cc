package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Pulse;
import java.util.Map;

/**
 * Figures, and what they are normally.
 *
 * @param normals by measure; those of which nothing is known are not in it
 */
public record AssessedPulse(Pulse pulse, Map<Measure, Normal> normals) {
  public AssessedPulse {
    normals = Map.copyOf(normals);
  }
}
