package io.waymark.domain.rule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of {@code journey} that have one value. */
public enum JourneyField {
  /** A string. */
  STAGE,
  /** A long; only in a stage. */
  STAGE_MS,
  /** A double, 0 to 100. */
  EFFORT,
  /** A double, -1 to 1. */
  EMOTION,
  /** A double. */
  FRUSTRATION,
  /** A string. */
  HEALTH,
  /** A string. */
  ACTIVITY,
  /** A string. */
  CONTACT,
  /** A long. */
  ORDERS,
  /** A long; only during a session. */
  SESSION_VIEWS,
  /** A boolean; only during a session. */
  SESSION_ENGAGED;

  /** The field of this name; null if there is none. */
  public static @Nullable JourneyField named(String name) {
    for (JourneyField field : values()) {
      if (field.fieldName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  /** What expressions call it. */
  public String fieldName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
