package io.waymark.app.delivery.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MessageTemplateProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property
  void anyTextComesThroughAsItIs(@ForAll String text) throws Exception {
    MessageTemplate template =
        MessageTemplate.parse("{\"a\": \"{{title}}\"}", Escaping.JSON, Set.of(Subject.ALERT));
    JsonNode filled = JSON.readTree(template.fill(Map.of("title", text)));
    assertThat(filled.size()).isEqualTo(1);
    assertThat(filled.get("a").asText()).isEqualTo(text);
  }
}
