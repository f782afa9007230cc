package io.waymark.domain.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions can see of a customer beside the event. */
public interface CustomerView {
  /** Nothing is known. */
  CustomerView UNKNOWN =
      new CustomerView() {
        @Override
        public @Nullable Object journey(JourneyField field) {
          return null;
        }

        @Override
        public Map<String, Boolean> consents() {
          return Map.of();
        }

        @Override
        public Map<String, @Nullable Object> profile() {
          return Map.of();
        }
      };

  /** A field of {@code journey}; null if it is not known. */
  @Nullable Object journey(JourneyField field);

  /** {@code journey.consent}: the last word by purpose; empty if nobody was asked. */
  Map<String, Boolean> consents();

  /** {@code profile}. */
  Map<String, @Nullable Object> profile();
}
