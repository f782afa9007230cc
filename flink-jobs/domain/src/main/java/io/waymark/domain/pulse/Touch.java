package io.waymark.domain.pulse;

import io.waymark.domain.event.Event;
import io.waymark.domain.event.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event, and where it happened. */
public record Touch(Event event, Where where) {
  private static final String OPERATIONS = "ops:";

  /**
   * Of a customer with that persona. Contacts that name no touchpoint are at their queue; what
   * happens in a branch is there.
   */
  public static Touch of(Event event, @Nullable String persona) {
    String touchpoint = event.touchpoint();
    for (String name : new String[] {"queue", "branch"}) {
      touchpoint = touchpoint == null ? text(event, name) : touchpoint;
    }
    return new Touch(event, Where.at(touchpoint, event.channel(), persona));
  }

  public String type() {
    return event.type();
  }

  public long time() {
    return event.time();
  }

  /** Null where it is missing or no text. */
  public @Nullable String text(String name) {
    return text(event, name);
  }

  /** Null where it is missing or no number. */
  public @Nullable Double number(String name) {
    return Scalar.number(event.attribute(name));
  }

  /** A duration in milliseconds; null where it is missing or negative. */
  public @Nullable Long millis(String name) {
    Double value = number(name);
    return value == null || value < 0 ? null : (Long) Math.round(value);
  }

  public boolean says(String name) {
    return Boolean.TRUE.equals(event.attribute(name));
  }

  public boolean denies(String name) {
    return Boolean.FALSE.equals(event.attribute(name));
  }

  /** What it says that it is about: each subject is an attribute of that name. */
  List<Where> about(Subject... subjects) {
    List<Where> about = new ArrayList<>(subjects.length);
    for (Subject subject : subjects) {
      String name = text(subject.name().toLowerCase(Locale.ROOT));
      if (name != null) {
        about.add(Where.about(subject, name));
      }
    }
    return List.copyOf(about);
  }

  /** Where it happened, and what it is about. */
  List<Where> hereAndAbout(Subject... subjects) {
    List<Where> all = new ArrayList<>(about(subjects));
    all.add(0, where);
    return List.copyOf(all);
  }

  /** Whether it is a customer who got in touch, as far as it says so. */
  boolean isByCustomer() {
    String by = text("initiated_by");
    return by == null || by.equals("customer");
  }

  /** Whether it is about a thing, such as a queue, and no customer's. */
  boolean isOfOperations() {
    String device = event.anonymousId();
    return event.customerId() == null && device != null && device.startsWith(OPERATIONS);
  }

  private static @Nullable String text(Event event, String name) {
    return event.attribute(name) instanceof String text && !text.isEmpty() ? text : null;
  }
}
