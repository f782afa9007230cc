package io.waymark.domain.journey;

import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;

/**
 * The numbers behind effort, emotion and frustration.
 *
 * @param effortHalfLife milliseconds
 * @param effortScale points at which effort has come 63 of its 100
 * @param emotion how feelings add up
 * @param struggles what frustrates, by its number
 * @param most how often one kind of struggle counts in a session
 * @param thresholds what of each score is worth an event of its own
 */
public record Scoring(
    long effortHalfLife,
    double effortScale,
    Emotion emotion,
    List<Struggle> struggles,
    int most,
    Thresholds thresholds) {

  /**
   * Weights of the peak, the last feeling and the decayed mean; they add up to 1.
   *
   * @param peakWithin milliseconds for which the strongest feeling counts
   * @param halfLife of the mean, milliseconds
   * @param friction what a fire of a live rule of kind friction feels like, by severity
   * @param recovery what the end of such a fire of high or critical severity feels like
   */
  public record Emotion(
      double peak,
      double last,
      double mean,
      long peakWithin,
      long halfLife,
      Map<Severity, Double> friction,
      double recovery) {}

  /** A kind of struggle and the points of each occurrence. */
  public record Struggle(String id, double points) {}

  /**
   * Levels whose crossing is a {@code score_crossed}; each list rising.
   *
   * @param emotion below 0 for the bad side
   */
  public record Thresholds(List<Double> effort, List<Double> emotion, List<Double> frustration) {
    static final Thresholds NONE = new Thresholds(List.of(), List.of(), List.of());
  }

  Scoring withoutThresholds() {
    return new Scoring(effortHalfLife, effortScale, emotion, struggles, most, Thresholds.NONE);
  }
}
