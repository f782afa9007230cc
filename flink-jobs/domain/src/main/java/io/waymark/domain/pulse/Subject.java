package io.waymark.domain.pulse;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What figures are also made of besides touchpoints, whatever the channel. */
public enum Subject {
  /** What contacts and mentions are about. */
  TOPIC,
  /** Of payments, as the next two. */
  GATEWAY,
  METHOD,
  ISSUER,
  /** Of deliveries, as the next. */
  HUB,
  CARRIER;

  private final String prefix = name().toLowerCase(Locale.ROOT) + ":";

  /** What stands for it in place of a touchpoint, say {@code gateway:acme}. */
  String named(String name) {
    return prefix + name;
  }

  /** Which one that text stands for; null if it is a touchpoint. */
  static @Nullable Subject of(String touchpoint) {
    for (Subject subject : values()) {
      if (touchpoint.startsWith(subject.prefix)) {
        return subject;
      }
    }
    return null;
  }
}
