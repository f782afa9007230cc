package io.waymark.domain.journey;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions can see of a customer beside the event. */
public interface JourneyView {
  /** Nothing is known. */
  JourneyView UNKNOWN =
      new JourneyView() {
        @Override
        public Journey journey() {
          return Journey.UNKNOWN;
        }

        @Override
        public @Nullable Overlays overlays() {
          return null;
        }

        @Override
        public Map<String, @Nullable Object> profile() {
          return Map.of();
        }
      };

  Journey journey();

  /** Null if no journey is kept. */
  @Nullable Overlays overlays();

  Map<String, @Nullable Object> profile();
}
