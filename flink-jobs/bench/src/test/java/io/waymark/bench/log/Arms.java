package io.waymark.bench.log;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often each rule is armed by a log: how many events are one with which its pattern begins. */
public final class Arms {
  private Arms() {}

  /** By rule, in the order of the rules. */
  public static Map<String, Long> of(BenchLog log, List<BenchRule> rules) {
    Map<String, Long> arms = new LinkedHashMap<>();
    Map<String, List<BenchRule>> byType = new HashMap<>();
    for (BenchRule rule : rules) {
      arms.put(rule.id(), 0L);
      byType.computeIfAbsent(rule.pattern().steps().get(0), type -> new ArrayList<>()).add(rule);
    }
    while (log.hasNext()) {
      Event event = log.next();
      for (BenchRule rule : byType.getOrDefault(event.type(), List.of())) {
        if (rule.isArmedBy(event)) {
          arms.merge(rule.id(), 1L, Long::sum);
        }
      }
    }
    return arms;
  }
}
