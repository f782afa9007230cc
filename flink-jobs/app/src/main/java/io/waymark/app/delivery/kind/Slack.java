package io.waymark.app.delivery.kind;

import io.waymark.app.delivery.net.HttpCall;
import io.waymark.app.delivery.template.MessageTemplate;
import io.waymark.domain.delivery.Message;
import java.time.Instant;
import java.util.Map;

/** Slack's incoming webhooks. */
public record Slack(MessageTemplate template) implements Dialect {
  /** Longer texts are cut by Slack itself, in places of its own choice. */
  private static final int LONGEST_TEXT = 40_000;

  /** If the configuration has none. */
  public static final String TEXT =
      """
      *{{title}}{{action}}* {{status}} · {{severity}}{{#touchpoint}} · {{touchpoint}}{{/touchpoint}}\
      {{^measure}}{{#customers}} · {{count}} times, {{customers}} customers{{/customers}}\
      {{#recent}} · {{recent}} customers in 5 minutes\
      {{#expected}}, {{expected}} is normal{{/expected}}{{/recent}}{{/measure}}\
      {{#customer_id}} · {{customer_id}}{{/customer_id}}\
      {{#runbook}} · {{runbook}}{{/runbook}}""";

  @Override
  public HttpCall call(Message message, Instant now) {
    String text = Texts.cut(template.fill(Fields.forPeople(message)), LONGEST_TEXT);
    return new HttpCall(
        "POST", Map.of("content-type", Json.TYPE), Json.bytes(Json.object().put("text", text)));
  }
}
