package io.waymark.e2e;

import io.waymark.app.kafka.RulesTopic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Four rules that get a new version each second, and by plain arithmetic what they find. Each
 * version states from when it is effective, ten seconds after it is published. Every third one of
 * {@code left} is nonsense, so that the one before it stays.
 *
 * @param start when the first change is published, in epoch milliseconds
 * @param changes how many there are
 */
record ChangingRules(long start, int changes) {
  static final long NOTICE = 10_000;
  static final long BETWEEN = 1_000;

  private static final long DROPPED_WITHIN = 700;
  private static final long AGAIN_WITHIN = 1_500;

  /** Makes the topic say that version; 0 is the one from the start. */
  void publish(Installation installation, int version) {
    Properties client = new Properties();
    client.put("bootstrap.servers", installation.servers());
    new RulesTopic(client, installation.topics().rules(), InstantSource.system())
        .push(documents(version), (id, text, millis) -> text);
  }

  /** When a version is published. */
  long publishedAt(int version) {
    return start + (version - 1) * BETWEEN;
  }

  /** When the last one has been effective for a while. */
  long end() {
    return effectiveFrom(changes) + 3 * BETWEEN;
  }

  private long effectiveFrom(int version) {
    return version == 0 ? Long.MIN_VALUE : publishedAt(version) + NOTICE;
  }

  private Map<String, String> documents(int version) {
    Map<String, String> documents = new TreeMap<>();
    documents.put("each", document("each", version, "finish", "event: ping"));
    documents.put(
        "left",
        isNonsense(version)
            ? "rules: [{id: left, when: {absence: {after: begin}}]"
            : document("left", version, "finish", absence(leftWithin(version))));
    documents.put("dropped", document("dropped", version, "drop", absence(DROPPED_WITHIN)));
    documents.put("again", document("again", version, "restart", absence(AGAIN_WITHIN)));
    return documents;
  }

  private String document(String id, int version, String onChange, String when) {
    String from =
        version == 0
            ? ""
            : "    effective_from: " + Instant.ofEpochMilli(effectiveFrom(version)) + "\n";
    return """
        rules:
          - id: %s
            version: %d
            title: %s
        %s    on_change: %s
            resolve: []
            when: { %s }
        """
        .formatted(id, version + 1, id, from, onChange, when);
  }

  private static String absence(long within) {
    return "absence: { after: begin, of: done, within: " + within + "ms }";
  }

  private static long leftWithin(int version) {
    return version % 2 == 0 ? 2_000 : 3_000;
  }

  private static boolean isNonsense(int version) {
    return version % 3 == 2;
  }

  private int inForce(long time, boolean nonsenseToo) {
    int version = changes;
    while (effectiveFrom(version) > time || (!nonsenseToo && isNonsense(version))) {
      version--;
    }
    return version;
  }

  /** What comes of one {@code ping}. */
  String ofPing(String customer, long time) {
    return signal("each", inForce(time, true), customer, time);
  }

  /** What comes of a {@code begin} with no {@code done} behind it. */
  List<String> ofBegin(String customer, long time) {
    List<String> found = new ArrayList<>();
    int left = inForce(time, false);
    found.add(signal("left", left, customer, time + leftWithin(left)));
    int dropped = inForce(time, true);
    if (inForce(time + DROPPED_WITHIN, true) == dropped) {
      found.add(signal("dropped", dropped, customer, time + DROPPED_WITHIN));
    }
    int again = inForce(time + AGAIN_WITHIN, true);
    found.add(signal("again", again, customer, time + AGAIN_WITHIN));
    return found;
  }

  /** How a signal is named in what is expected. */
  static String signal(String ruleId, int version, String customer, long occurredAt) {
    return ruleId + " by " + version + " of " + customer + " at " + occurredAt;
  }
}
