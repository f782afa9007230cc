package io.waymark.e2e;

import java.time.Duration;

/** How long a test is to be. */
final class Profile {
  private Profile() {}

  /**
   * A duration that whoever builds may choose.
   *
   * @param property empty if nobody has chosen: so the build hands over what it was not told
   */
  static Duration duration(String property, Duration usual) {
    String chosen = System.getProperty(property, "");
    return chosen.isEmpty() ? usual : Duration.parse(chosen);
  }
}
