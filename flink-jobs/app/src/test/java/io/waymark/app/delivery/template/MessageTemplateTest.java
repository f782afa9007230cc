package io.waymark.app.delivery.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageTemplateTest {
  private static final Set<Subject> BOTH = Set.of(Subject.TRIGGER, Subject.ALERT);
  private static final Set<Subject> ALERTS = Set.of(Subject.ALERT);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void valuesStayWithinTheirQuotes() throws Exception {
    MessageTemplate template = json("{\"text\": \"{{title}}\", \"who\": \"{{customer_id}}\"}");
    for (String hostile :
        List.of(
            "\"",
            "\\",
            "\n\r\t\0",
            "</script>",
            "{{title}}",
            "\",\"admin\":true,\"x\":\"",
            "\u2028")) {
      String filled = template.fill(Map.of("title", hostile, "customer_id", "c"));
      assertThat(JSON.readTree(filled))
          .isEqualTo(JSON.createObjectNode().put("text", hostile).put("who", "c"));
      assertThat(filled).doesNotContain("</script>").doesNotContain("\u2028");
    }
  }

  @Test
  void slackIsNotToldToCallAnybody() throws Exception {
    MessageTemplate template = MessageTemplate.parse("*{{title}}*", Escaping.SLACK, BOTH);
    assertThat(template.fill(Map.of("title", "<!channel> & <https://evil.example|bank>")))
        .isEqualTo("*&lt;!channel&gt; &amp; &lt;https://evil.example|bank&gt;*");
  }

  @Test
  void sectionsAndListsWork() throws Exception {
    MessageTemplate template =
        MessageTemplate.parse(
            "{{title}}{{#touchpoint}} on {{touchpoint}}{{/touchpoint}}:{{#rule_ids}} {{.}}{{/rule_ids}}",
            Escaping.NONE,
            ALERTS);
    assertThat(template.fill(Map.of("title", "T", "rule_ids", List.of("a", "b"))))
        .isEqualTo("T: a b");
    assertThat(template.fill(Map.of("title", "T", "touchpoint", "/pay", "rule_ids", List.of())))
        .isEqualTo("T on /pay:");
  }

  @Test
  void numbersMayStandAlone() throws Exception {
    assertThat(
            MessageTemplate.parse("{\"n\": {{count}}}", Escaping.JSON, ALERTS)
                .fill(Map.of("count", 3)))
        .isEqualTo("{\"n\": 3}");
  }

  @Test
  void whatCannotBeUnderstoodIsRefused() {
    refused("{\"a\": \"{{title\"}", "");
    refused("{{#title}}{}", "");
    refused("{\"a\": \"{{titel}}\"}", "did you mean \"title\"?");
  }

  @Test
  void whatWouldLetValuesOutIsRefused() {
    refused("{\"a\": {{title}}}", "does not give JSON");
    refused("{\"a\": \"{{{title}}}\"}", "are refused");
    refused("{\"a\": \"{{&title}}\"}", "are refused");
    refused("{\"a\": \"{{#group}}\", \"b\": {{cart}}{{/group}}}", "does not give JSON");
    refused("{\"a\": \"{{>/etc/passwd}}\"}", "cannot be included");
    refused("{\"a\": \"{{<other}}{{/other}}\"}", "cannot be extended");
  }

  @Test
  void whatIsMissingSometimesNeedsASection() throws Exception {
    refused("{\"a\": [\"{{title}}\"{{#touchpoint}}, \"t\"]{{/touchpoint}}}", "does not give JSON");
    MessageTemplate.parse(
        "{\"a\": [\"{{title}}\"{{#touchpoint}}, \"{{touchpoint}}\"{{/touchpoint}}]}",
        Escaping.JSON,
        BOTH);
  }

  @Test
  void nothingIsCalledOnValues() throws Exception {
    assertThat(
            MessageTemplate.parse("[{{title.length}}{{title.class}}]", Escaping.NONE, BOTH)
                .fill(Map.of("title", "abc")))
        .isEqualTo("[]");
  }

  private static MessageTemplate json(String text) throws InvalidTemplate {
    return MessageTemplate.parse(text, Escaping.JSON, BOTH);
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> json(text))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessageContaining(why);
  }
}
