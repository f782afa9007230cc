package io.waymark.app.format.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Amounts;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.LineItem;
import io.waymark.app.format.LineItems;
import io.waymark.app.format.OpenAttributes;
import io.waymark.app.format.PagePath;
import io.waymark.app.format.SnakeCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The properties of a message: some have a name of ours, the rest keep theirs. */
final class Properties {
  private static final Set<String> AMOUNTS = Set.of("total", "subtotal");

  /** A query that may say anything, and what has its place already. */
  private static final Set<String> UNTOLD = Set.of("search", "session_id");

  private final JsonNode object;
  private final Set<String> taken = new HashSet<>();

  Properties(JsonNode object) {
    this.object = object;
  }

  /** The first of the fields that says something; none of them is left for {@link #rest}. */
  @Nullable String text(String... fields) {
    String found = null;
    for (String field : fields) {
      taken.add(field);
      found = found == null ? JsonTree.text(object, field) : found;
    }
    return found;
  }

  /** Like {@link #text}, but it is left for {@link #rest}. */
  @Nullable String peek(String field) {
    return JsonTree.text(object, field);
  }

  /** The path of an address without its query. */
  @Nullable String path(String... fields) {
    return PagePath.of(text(fields));
  }

  /** The first of the fields that is a number; they are left for {@link #rest}. */
  @Nullable Double amount(String... fields) {
    for (String field : fields) {
      Double amount = Amounts.of(object.path(field));
      if (amount != null) {
        return amount;
      }
    }
    return null;
  }

  /** A whole number. */
  @Nullable Long count(String field) {
    taken.add(field);
    return count(object.path(field));
  }

  /** The properties of one that has some of its own. */
  Properties within(String field) {
    return new Properties(object.path(field));
  }

  boolean isTrue(String field) {
    taken.add(field);
    return object.path(field).asBoolean();
  }

  /** Nobody wants them. */
  void drop(String... fields) {
    taken.addAll(List.of(fields));
  }

  /** The product that all properties are about. */
  LineItems product() {
    drop("product_id", "name", "category", "price");
    return new LineItems(List.of(item(object)));
  }

  /** The {@code products}. */
  LineItems products() {
    List<LineItem> items = new ArrayList<>();
    object.path("products").forEach(product -> items.add(item(product)));
    return new LineItems(items);
  }

  private static LineItem item(JsonNode product) {
    String id = JsonTree.text(product, "product_id");
    return new LineItem(
        id == null ? JsonTree.text(product, "sku") : id,
        JsonTree.text(product, "name"),
        JsonTree.text(product, "category"),
        Amounts.of(product.path("price")),
        count(product.path("quantity")));
  }

  private static @Nullable Long count(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong() ? (Long) value.longValue() : null;
  }

  /** Attributes of all that was not taken and is a single value, under its name in snake_case. */
  void rest(EventDraft draft) {
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      String name = SnakeCase.of(property.getKey());
      if (!name.isEmpty() && !taken.contains(property.getKey()) && !UNTOLD.contains(name)) {
        rest(draft, name, property.getValue());
      }
    }
  }

  private static void rest(EventDraft draft, String name, JsonNode value) {
    if (value.isTextual() && isAddress(name)) {
      draft.attribute(name, PagePath.of(JsonTree.scalar(value) instanceof String url ? url : null));
    } else if (value.isNumber() && AMOUNTS.contains(name)) {
      draft.attribute(name, Amounts.of(value));
    } else {
      OpenAttributes.take(draft, name, value);
    }
  }

  private static boolean isAddress(String name) {
    return name.equals("url") || name.endsWith("_url") || name.endsWith("referrer");
  }
}
