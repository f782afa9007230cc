package io.waymark.app.delivery.kind;

import io.waymark.app.delivery.net.HttpCall;
import io.waymark.app.delivery.template.MessageTemplate;
import io.waymark.domain.delivery.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whatever takes JSON.
 *
 * @param template of the body; null for the trigger or alert as it is
 */
public record PlainHttp(
    String method, @Nullable MessageTemplate template, Map<String, String> headers)
    implements Dialect {

  @Override
  public HttpCall call(Message message, Instant now) {
    String body = template == null ? message.body() : template.fill(Fields.of(message));
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("content-type", Json.TYPE);
    all.put("idempotency-key", message.id());
    return new HttpCall(method, all, body.getBytes(StandardCharsets.UTF_8));
  }
}
