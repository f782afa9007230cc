package io.waymark.app.demo.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The triggers that have come, each in its last status, and how they came. Serves many threads. */
final class Inbox {
  private static final int MOST = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> ids = new HashSet<>();
  private final Map<String, ObjectNode> triggers = new LinkedHashMap<>();
  private long issued;
  private long cancelled;
  private long repeated;
  private long refused;

  /** A message whose signature is none of ours. */
  synchronized void refuse() {
    refused++;
  }

  /**
   * Takes a trigger in.
   *
   * @param id of the message: one that has come before is counted, and changes nothing
   * @param trigger as it is published
   */
  synchronized void take(String id, JsonNode trigger, long now) {
    if (!ids.add(id)) {
      repeated++;
      return;
    }
    boolean isCancelled = trigger.path("status").asText().equals("cancelled");
    if (isCancelled) {
      cancelled++;
    } else {
      issued++;
    }
    ObjectNode shown = JSON.createObjectNode();
    for (String field :
        Set.of(
            "status",
            "reason",
            "customer_id",
            "action",
            "channel",
            "purpose",
            "rule_id",
            "priority",
            "arm",
            "experiment",
            "decided_at",
            "expires_at")) {
      if (trigger.hasNonNull(field)) {
        shown.set(field, trigger.get(field));
      }
    }
    shown.put("received_at", now);
    triggers.put(trigger.path("trigger_id").asText(), shown);
    if (triggers.size() > MOST) {
      triggers.remove(triggers.keySet().iterator().next());
    }
  }

  /** All of it as JSON, the latest trigger last. */
  synchronized String json() {
    ObjectNode all = JSON.createObjectNode();
    all.put("issued", issued);
    all.put("cancelled", cancelled);
    all.put("repeated", repeated);
    all.put("refused", refused);
    ArrayNode list = all.putArray("triggers");
    triggers.values().forEach(list::add);
    return all.toString();
  }
}
