package io.waymark.app.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Attributes whose names the senders chose. Amounts of money are doubles and ids texts however they
 * were sent, as everywhere; what is {@linkplain PersonalData named as personal data} is left out.
 */
public final class OpenAttributes {
  private static final Set<String> AMOUNTS =
      Set.of("value", "price", "tax", "shipping", "discount", "revenue", "cart_value");

  private OpenAttributes() {}

  /** Takes a value over if it is a single one, or null; see {@link EventDraft#attribute}. */
  public static void take(EventDraft draft, String name, JsonNode value) {
    if (PersonalData.isNamed(name)) {
      return;
    }
    Double amount = AMOUNTS.contains(name) ? Amounts.of(value) : null;
    if (amount != null) {
      draft.attribute(name, amount);
    } else if (value.isNumber() && (name.equals("id") || name.endsWith("_id"))) {
      draft.attribute(name, value.asText());
    } else {
      draft.attribute(name, value);
    }
  }
}
