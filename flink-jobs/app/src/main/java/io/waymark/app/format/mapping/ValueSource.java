package io.waymark.app.format.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.JsonTree;
import org.jspecify.annotations.Nullable;

/** Where a field or an attribute gets its value from. */
sealed interface ValueSource {

  /** The value as text; null if there is none. */
  @Nullable String text(JsonNode record, JsonNode thing);

  /** Gives the value to the attribute of that name. */
  void attribute(String name, JsonNode record, JsonNode thing, EventDraft draft);

  /**
   * The same value always.
   *
   * @param value a string, long, double or boolean
   */
  record Constant(Object value) implements ValueSource {
    @Override
    public String text(JsonNode record, JsonNode thing) {
      return value.toString();
    }

    @Override
    public void attribute(String name, JsonNode record, JsonNode thing, EventDraft draft) {
      draft.attribute(name, value);
    }
  }

  /**
   * What stands in the record.
   *
   * @param type what an attribute is made; null: as JSON has it
   */
  record Field(JsonPath path, @Nullable ValueType type) implements ValueSource {
    @Override
    public @Nullable String text(JsonNode record, JsonNode thing) {
      return JsonTree.text(path.find(record, thing));
    }

    @Override
    public void attribute(String name, JsonNode record, JsonNode thing, EventDraft draft) {
      JsonNode value = path.find(record, thing);
      if (type == null || value.isNull()) {
        draft.attribute(name, value);
      } else {
        draft.attribute(name, type.of(value));
      }
    }
  }
}
