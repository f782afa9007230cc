package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.OpenAttributes;
import io.waymark.app.format.SnakeCase;
import io.waymark.app.format.TrustedTypes;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Map;

/**
 * Self-describing events. The ones of Snowplow's own trackers become Waymark's; any other keeps its
 * name and the single values of its data.
 */
final class SelfDescribing {
  private SelfDescribing() {}

  static void tell(Entity event, Told told) throws UndecodableException {
    JsonNode data = event.data();
    switch (event.key()) {
      case Entities.ECOMMERCE + "snowplow_ecommerce_action" -> ShopActions.tell(data, told);
      case Entities.SNOWPLOW + "add_to_cart" ->
          Products.legacyCart(data, told.event("add_to_cart"));
      case Entities.SNOWPLOW + "remove_from_cart" ->
          Products.legacyCart(data, told.event("remove_from_cart"));
      case Entities.SNOWPLOW + "link_click" -> Interactions.linkClick(data, told.event("click"));
      case Entities.SNOWPLOW + "button_click" ->
          Interactions.buttonClick(data, told.event("click"));
      case Entities.SNOWPLOW + "focus_form" -> Interactions.field(data, told.event("focus_form"));
      case Entities.SNOWPLOW + "change_form" -> Interactions.field(data, told.event("form_field"));
      case Entities.SNOWPLOW + "submit_form" -> Interactions.form(data, told.event("form_submit"));
      case Entities.SNOWPLOW + "site_search" -> Interactions.search(data, told);
      case Entities.SNOWPLOW + "application_error" -> AppError.describe(data, told.event("error"));
      case Entities.SNOWPLOW + "web_vitals" -> WebVitals.tell(data, told);
      case Entities.SNOWPLOW + "screen_view", Entities.MOBILE + "screen_view" ->
          Screens.view(data, told);
      case Entities.MOBILE + "screen_end" -> Screens.end(told);
      case Entities.SNOWPLOW + "application_foreground" ->
          told.event("app_open").attribute("kind", "warm");
      case Entities.SNOWPLOW + "application_background" -> told.event("app_background");
      case Entities.SNOWPLOW + "identify" -> identify(data, told.event("identify"));
      default -> other(event, told);
    }
  }

  private static void identify(JsonNode data, EventDraft draft) {
    String customer = text(data, "id");
    if (customer != null) {
      draft.customer(customer);
    }
  }

  private static void other(Entity event, Told told) throws UndecodableException {
    String type = SnakeCase.of(event.name());
    TrustedTypes.refuse(type);
    EventDraft draft = told.event(type);
    for (Map.Entry<String, JsonNode> field : event.data().properties()) {
      OpenAttributes.take(draft, SnakeCase.of(field.getKey()), field.getValue());
    }
  }
}
