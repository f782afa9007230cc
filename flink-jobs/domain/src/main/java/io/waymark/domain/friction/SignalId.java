package io.waymark.domain.friction;

import io.waymark.domain.pattern.Moment;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * The id of a fire: a hash of the rule's id and version, the customer, the instance and the last
 * event of the match. Consumers deduplicate by it, so it never changes.
 */
final class SignalId {
  private SignalId() {}

  static String of(Rule rule, String customerId, InstanceKey key, Moment last) {
    List<String> parts = new ArrayList<>();
    parts.add(rule.id());
    parts.add(Integer.toString(rule.version()));
    parts.add(customerId);
    parts.add(Long.toString(last.time()));
    parts.add(last.id());
    for (Object value : key.values()) {
      // 1 and "1" are two instances.
      parts.add((value instanceof Number ? "n" : value instanceof Boolean ? "b" : "s") + value);
    }
    return Fingerprint.hex(parts);
  }
}
