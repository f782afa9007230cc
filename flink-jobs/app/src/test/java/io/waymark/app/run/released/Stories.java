package io.waymark.app.run.released;

import java.util.List;

/** The stories of all jobs. */
final class Stories {
  private Stories() {}

  static List<Story> all() {
    return List.of(
        new JourneyStory(), new InterventionStory(), new PulseStory(), new DeliveryStory());
  }
}
