package io.waymark.app.delivery.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.delivery.net.HttpCall;
import io.waymark.domain.delivery.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** A track call of Segment's HTTP API, which RudderStack and others take too. Of triggers only. */
public record SegmentTrack(String writeKey) implements Dialect {
  /** Where it is unless the configuration says otherwise. */
  public static final String URL = "https://api.segment.io/v1/track";

  private static final String ANONYMOUS = "anon:";

  @Override
  public HttpCall call(Message message, Instant now) {
    ObjectNode trigger = Json.data(message);
    // Who was erased is not in the body any more, but it takes nothing of nobody.
    String customer = Objects.requireNonNullElse(message.customerId(), "");
    ObjectNode track = Json.object();
    track.put("type", "track");
    if (customer.startsWith(ANONYMOUS)) {
      track.put("anonymousId", customer.substring(ANONYMOUS.length()));
    } else {
      track.put("userId", customer);
    }
    boolean issued = message.type().equals("trigger.issued");
    track.put("event", issued ? "Trigger Issued" : "Trigger Cancelled");
    track.put("messageId", message.id());
    track.put("timestamp", Instant.ofEpochMilli(message.createdAt()).toString());
    track.putObject("context").putObject("library").put("name", "waymark");
    track.set("properties", trigger);
    String basic =
        Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    return new HttpCall(
        "POST",
        Map.of("content-type", Json.TYPE, "authorization", "Basic " + basic),
        Json.bytes(track));
  }
}
