package io.waymark.app.format.ga4;

import java.util.Locale;

/**
 * Ids of events, which GA4 has none of. They begin with what orders the events of one millisecond,
 * because events of one time are ordered by their ids.
 */
final class Ids {
  private Ids() {}

  /**
   * @param request number of the request in its page, if known
   * @param index of the event in its request
   * @param hash of what tells the event from all others
   */
  static String of(long micros, long request, long index, String hash) {
    return String.format(
        Locale.ROOT, "%03d.%06d.%03d.%s", Math.floorMod(micros, 1_000), request, index, hash);
  }

  /** GA4's sessions are numbered by their second and are unique to a device only. */
  static String session(String device, String session) {
    return device + "." + session;
  }
}
