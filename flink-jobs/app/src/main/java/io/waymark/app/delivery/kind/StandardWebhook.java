package io.waymark.app.delivery.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.delivery.net.HttpCall;
import io.waymark.domain.delivery.Message;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Standard Webhooks 1.0 (standardwebhooks.com): {@code {type, timestamp, data}}, signed with each
 * of the secrets.
 */
public record StandardWebhook(List<WebhookSecret> secrets, Map<String, String> headers)
    implements Dialect {

  @Override
  public HttpCall call(Message message, Instant now) {
    ObjectNode envelope = Json.object();
    envelope.put("type", message.type());
    envelope.put("timestamp", Instant.ofEpochMilli(message.createdAt()).toString());
    envelope.set("data", Json.data(message));
    byte[] body = Json.bytes(envelope);
    long timestamp = now.getEpochSecond();
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("content-type", Json.TYPE);
    all.put("webhook-id", message.id());
    all.put("webhook-timestamp", Long.toString(timestamp));
    all.put(
        "webhook-signature",
        secrets.stream()
            .map(secret -> secret.sign(message.id(), timestamp, body))
            .collect(Collectors.joining(" ")));
    all.put("idempotency-key", message.id());
    return new HttpCall("POST", all, body);
  }
}
