package io.waymark.app.format.snowplow;

/** Whether an enrichment or the tracker found that no human did it. */
final class Robots {
  private Robots() {}

  static boolean are(Entities entities) {
    return is(entities, "com.iab.snowplow/spiders_and_robots", "spiderOrRobot")
        || is(entities, Entities.SNOWPLOW + "bot_detection", "bot")
        || is(entities, Entities.SNOWPLOW + "client_side_bot_detection", "bot")
        || deviceClass(entities).startsWith("Robot");
  }

  /** What YAUAA takes the device for, as {@code Phone} or {@code Robot}; empty if not asked. */
  static String deviceClass(Entities entities) {
    return entities.first("nl.basjes/yauaa_context").path("deviceClass").asText();
  }

  private static boolean is(Entities entities, String key, String flag) {
    return entities.first(key).path(flag).booleanValue();
  }
}
