package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAttributesTest {

  @Test
  void amountsAreDoublesAndIdsAreTexts() throws Exception {
    assertThat(taken("{'value':3,'price':'2.50','tax':'none','order_id':7,'id':8,'size':42}"))
        .containsOnly(
            entry("value", 3.0),
            entry("price", 2.5),
            entry("tax", "none"),
            entry("order_id", "7"),
            entry("id", "8"),
            entry("size", 42L));
  }

  @Test
  void personalDataIsLeftOut() throws Exception {
    assertThat(taken("{'firstName':'Ann','iban':'DE02','item_name':'shoe'}"))
        .containsOnly(entry("item_name", "shoe"));
  }

  private static Map<String, Object> taken(String json) throws Exception {
    EventDraft draft = new EventDraft().id("e1").type("x").time(1_772_359_200_000L).anonymous("a");
    for (Map.Entry<String, JsonNode> field :
        JsonTree.object(json.replace('\'', '"')).properties()) {
      OpenAttributes.take(draft, field.getKey(), field.getValue());
    }
    return draft.admit().attributes();
  }
}
