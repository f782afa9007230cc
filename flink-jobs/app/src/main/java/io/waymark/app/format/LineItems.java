package io.waymark.app.format;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The items that an event is about, as attributes: all that is known of one, the ids of several.
 */
public record LineItems(List<LineItem> items) {
  private static final int MOST_IDS = 200;

  public LineItems {
    items = List.copyOf(items);
  }

  /**
   * A single item gives {@code item_id}, {@code item_name}, {@code item_category} and {@code
   * price}; several give {@code item_ids}, at most 200 with commas between, and {@code item_count}.
   */
  public void describe(EventDraft draft) {
    if (items.size() == 1) {
      LineItem only = items.get(0);
      draft
          .attribute("item_id", only.id())
          .attribute("item_name", only.name())
          .attribute("item_category", only.category())
          .attribute("price", only.price());
    } else if (!items.isEmpty()) {
      draft.attribute("item_ids", ids()).attribute("item_count", (long) items.size());
    }
  }

  /** The pieces of all items; null without an item. */
  public @Nullable Long quantity() {
    return items.isEmpty() ? null : (Long) items.stream().mapToLong(LineItem::pieces).sum();
  }

  /** Price times quantity over all items; null without an item, or if a price is not known. */
  public @Nullable Double value() {
    double sum = 0;
    for (LineItem item : items) {
      if (item.price() == null) {
        return null;
      }
      sum += item.price() * item.pieces();
    }
    return items.isEmpty() || !Double.isFinite(sum) ? null : (Double) sum;
  }

  private @Nullable String ids() {
    String ids =
        items.stream()
            .map(LineItem::id)
            .filter(Objects::nonNull)
            .limit(MOST_IDS)
            .collect(Collectors.joining(","));
    return ids.isEmpty() ? null : ids;
  }
}
