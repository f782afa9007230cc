package io.waymark.app.delivery.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.delivery.net.HttpCall;
import io.waymark.domain.delivery.Message;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** CloudEvents 1.0 over HTTP in structured mode (cloudevents.io). */
public record CloudEvents(Map<String, String> headers) implements Dialect {

  @Override
  public HttpCall call(Message message, Instant now) {
    ObjectNode event = Json.object();
    event.put("specversion", "1.0");
    event.put("id", message.id());
    event.put("source", "waymark");
    event.put("type", "io.waymark." + message.type());
    event.put("time", Instant.ofEpochMilli(message.createdAt()).toString());
    if (message.customerId() != null) {
      event.put("subject", message.customerId());
    }
    event.put("datacontenttype", Json.TYPE);
    event.set("data", Json.data(message));
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("content-type", "application/cloudevents+json; charset=UTF-8");
    all.put("idempotency-key", message.id());
    return new HttpCall("POST", all, Json.bytes(event));
  }
}
