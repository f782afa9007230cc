package io.waymark.app.format.snowplow;

import static io.waymark.app.format.JsonTree.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import org.jspecify.annotations.Nullable;

/** Who it was, as far as the columns and entities say. */
final class Visitor {
  /** What trackers and collector send in place of an id if they are told not to know anybody. */
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private Visitor() {}

  static void name(EnrichedRow row, Entities entities, EventDraft draft) {
    JsonNode session = entities.first(Entities.SNOWPLOW + "client_session");
    draft
        .customer(firstKnown(row.text(Column.USER_ID), shopUser(entities)))
        .anonymous(
            firstKnown(
                row.text(Column.DOMAIN_USERID), text(session, "userId"), collectorCookie(row)))
        .session(firstKnown(row.text(Column.DOMAIN_SESSIONID), text(session, "sessionId")));
  }

  /** The collector's cookie: of a server it would be one for all of its customers. */
  private static @Nullable String collectorCookie(EnrichedRow row) {
    return "srv".equals(row.text(Column.PLATFORM)) ? null : row.text(Column.NETWORK_USERID);
  }

  /** The e-commerce plugin's user, who may be a guest: then the id is the checkout's. */
  private static @Nullable String shopUser(Entities entities) {
    JsonNode user = entities.first(Entities.ECOMMERCE + "user");
    return user.path("is_guest").booleanValue() ? null : text(user, "id");
  }

  private static @Nullable String firstKnown(@Nullable String... ids) {
    for (String id : ids) {
      if (id != null && !id.equals(NOBODY)) {
        return id;
      }
    }
    return null;
  }
}
