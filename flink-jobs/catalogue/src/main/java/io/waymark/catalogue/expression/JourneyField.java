package io.waymark.catalogue.expression;

import io.waymark.domain.journey.JourneyView;
import io.waymark.domain.journey.Overlays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of {@code journey}. */
enum JourneyField {
  STAGE(view -> view.journey().stage()),
  EFFORT(view -> view.journey().effort()),
  EMOTION(view -> view.journey().emotion()),
  FRUSTRATION(view -> view.journey().frustration()),
  HEALTH(view -> overlay(view, Overlays::health)),
  ACTIVITY(view -> overlay(view, Overlays::activity)),
  CONTACT(view -> overlay(view, Overlays::contact)),
  ORDERS(view -> view.overlays() == null ? null : (Long) (long) view.overlays().orders());

  private final Function<JourneyView, @Nullable Object> value;

  JourneyField(Function<JourneyView, @Nullable Object> value) {
    this.value = value;
  }

  /** The field of this name; null if there is none. */
  static @Nullable JourneyField named(String name) {
    for (JourneyField field : values()) {
      if (field.fieldName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  String fieldName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its value; null if it is not known. */
  @Nullable Object of(JourneyView customer) {
    return value.apply(customer);
  }

  private static @Nullable Object overlay(JourneyView view, Function<Overlays, Enum<?>> which) {
    Overlays overlays = view.overlays();
    return overlays == null ? null : which.apply(overlays).name().toLowerCase(Locale.ROOT);
  }
}
