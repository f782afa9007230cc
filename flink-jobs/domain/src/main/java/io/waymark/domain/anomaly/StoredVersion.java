package io.waymark.domain.anomaly;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.pulse.Measure;
import java.util.Locale;

/** What all stored bytes of this package begin with, and how they name measures. */
final class StoredVersion {
  private StoredVersion() {}

  static void check(byte[] bytes, int newest) {
    int version = StateReader.versionOf(bytes);
    if (version > newest) {
      throw new IllegalStateException(
          "layout " + version + " of a newer release; " + newest + " is the newest known");
    }
  }

  static Measure measure(String id) {
    return Measure.valueOf(id.toUpperCase(Locale.ROOT));
  }
}
