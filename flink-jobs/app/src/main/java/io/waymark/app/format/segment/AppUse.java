package io.waymark.app.format.segment;

import io.waymark.app.format.EventDraft;

/** Properties of Segment's events of an app's life. */
final class AppUse {
  private AppUse() {}

  static void opened(Properties in, EventDraft out) {
    out.attribute("kind", in.isTrue("from_background") ? "warm" : "cold");
  }

  static void crashed(Properties in, EventDraft out) {
    out.attribute("kind", "crash");
  }
}
