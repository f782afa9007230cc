package io.waymark.app.format.snowplow;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.LineItem;
import io.waymark.app.format.LineItems;
import io.waymark.app.format.SnakeCase;
import io.waymark.app.format.TrustedTypes;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of events that the column {@code event} tells apart. */
final class EventKinds {
  private EventKinds() {}

  static void tell(Told told) throws UndecodableException {
    String kind = told.row.text(Column.EVENT);
    switch (kind == null ? "" : kind) {
      case "page_view" -> told.page.describeView(told.row, told.entities, told.event("page_view"));
      // A heartbeat: it says that a page is still open, not that something happened.
      case "page_ping" -> {}
      case "struct" -> structured(told);
      case "unstruct" -> selfDescribing(told);
      case "transaction" -> transaction(told);
      case "transaction_item" -> transactionItem(told);
      default ->
          throw new UndecodableException(
              RejectReason.NO_TYPE, kind == null ? "event is missing" : "event is " + kind);
    }
  }

  private static void structured(Told told) throws UndecodableException {
    EnrichedRow row = told.row;
    String action = row.text(Column.SE_ACTION);
    String type = action == null ? "" : SnakeCase.of(action);
    TrustedTypes.refuse(type);
    told.event(type)
        .attribute("se_category", row.text(Column.SE_CATEGORY))
        .attribute("se_label", row.text(Column.SE_LABEL))
        .attribute("se_property", row.text(Column.SE_PROPERTY))
        .attribute("se_value", row.number(Column.SE_VALUE));
  }

  private static void selfDescribing(Told told) throws UndecodableException {
    JsonNode column = told.row.json(Column.UNSTRUCT_EVENT);
    Entity event = column == null ? null : Entity.of(column.path("data"));
    if (event == null) {
      throw new UndecodableException(
          RejectReason.UNDECODABLE, "unstruct_event is no self-describing JSON");
    }
    SelfDescribing.tell(event, told);
  }

  private static void transaction(Told told) {
    EnrichedRow row = told.row;
    told.event("purchase")
        .attribute("order_id", row.text(Column.TR_ORDERID))
        .attribute("value", row.number(Column.TR_TOTAL))
        .attribute("currency", row.text(Column.TR_CURRENCY))
        .attribute("tax", row.number(Column.TR_TAX))
        .attribute("shipping", row.number(Column.TR_SHIPPING))
        .attribute("affiliation", row.text(Column.TR_AFFILIATION));
  }

  private static void transactionItem(Told told) {
    EnrichedRow row = told.row;
    LineItems item =
        new LineItems(
            List.of(
                new LineItem(
                    row.text(Column.TI_SKU),
                    row.text(Column.TI_NAME),
                    row.text(Column.TI_CATEGORY),
                    row.number(Column.TI_PRICE),
                    whole(row.number(Column.TI_QUANTITY)))));
    EventDraft draft = told.event("transaction_item");
    item.describe(draft);
    draft
        .attribute("order_id", row.text(Column.TI_ORDERID))
        .attribute("quantity", item.quantity())
        .attribute("value", item.value())
        .attribute("currency", row.text(Column.TI_CURRENCY));
  }

  private static @Nullable Long whole(@Nullable Double number) {
    return number == null ? null : (Long) number.longValue();
  }
}
