package io.waymark.domain.journey;

import java.util.List;

/**
 * What a journey is: its stages, what changes it, and the numbers of its scores.
 *
 * @param stages in their order
 * @param cues in the order in which they are asked
 * @param touchpoints how many of the last events a snapshot tells
 */
public record JourneyModel(
    String id,
    List<Stage> stages,
    List<Cue> cues,
    Scoring scoring,
    Sessions sessions,
    Presence presence,
    int touchpoints) {

  /** The same, of whose scores nothing is told. */
  public JourneyModel withoutThresholds() {
    return new JourneyModel(
        id, stages, cues, scoring.withoutThresholds(), sessions, presence, touchpoints);
  }
}
