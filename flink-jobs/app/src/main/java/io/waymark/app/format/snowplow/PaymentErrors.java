package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Amounts;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.SnakeCase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transaction that failed. */
final class PaymentErrors {
  /** What a short code contains, and the reason it stands for; the first that fits counts. */
  private static final List<Map.Entry<String, String>> REASONS =
      List.of(
          Map.entry("fraud", "fraud_block"),
          Map.entry("insufficient", "funds"),
          Map.entry("funds", "funds"),
          Map.entry("expired", "expired_card"),
          Map.entry("authenticat", "authentication"),
          Map.entry("3ds", "authentication"),
          Map.entry("timeout", "timeout"),
          Map.entry("gateway", "gateway"),
          Map.entry("declined", "declined"));

  private PaymentErrors() {}

  static void tell(Told told) {
    JsonNode error = told.entities.first(Entities.ECOMMERCE + "transaction_error");
    JsonNode transaction = told.entities.first(Entities.ECOMMERCE + "transaction");
    String order = text(transaction, "transaction_id");
    String cart = text(Carts.of(told.entities), "cart_id");
    String code = text(error, "error_code");
    String shortCode = text(error, "error_shortcode");
    EventDraft draft =
        told.event("payment_failed")
            // Failures are told apart by cart, and what is being paid is known by its order only.
            .attribute("cart_id", cart != null ? cart : order)
            .attribute("order_id", order)
            .attribute("code", code != null ? code : shortCode)
            .attribute("reason", reason(shortCode))
            .attribute("value", Amounts.of(transaction.path("revenue")))
            .attribute("currency", text(transaction, "currency"))
            .attribute("payment_type", text(transaction, "payment_method"));
    String type = text(error, "error_type");
    if (type != null) {
      draft.attribute("hard", type.equals("hard"));
    }
  }

  private static @Nullable String reason(@Nullable String shortCode) {
    String code = shortCode == null ? "" : SnakeCase.of(shortCode);
    return REASONS.stream()
        .filter(reason -> code.contains(reason.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
