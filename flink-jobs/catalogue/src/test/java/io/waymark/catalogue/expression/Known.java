package io.waymark.catalogue.expression;

import io.waymark.domain.rule.CustomerView;
import io.waymark.domain.rule.JourneyField;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer of whom this is known. */
record Known(
    Map<JourneyField, @Nullable Object> fields,
    Map<String, Boolean> consents,
    Map<String, @Nullable Object> profile)
    implements CustomerView {
  @Override
  public @Nullable Object journey(JourneyField field) {
    return fields.get(field);
  }
}
