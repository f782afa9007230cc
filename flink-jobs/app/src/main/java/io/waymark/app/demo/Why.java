package io.waymark.app.demo;

import io.waymark.app.format.Printable;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule fired, from the evidence of its signal, in a few words: {@code 3 × click within 0.8 s
 * · #pay}.
 */
final class Why {
  /** Runs of equal events that are told apart before the middle is left out. */
  private static final int RUNS = 4;

  private static final int VALUE_WIDTH = 24;

  private final Map<String, Rule> rules;
  private final LongFunction<String> time;

  /**
   * @param rules by id
   * @param time how a time of day is written
   */
  Why(Map<String, Rule> rules, LongFunction<String> time) {
    this.rules = rules;
    this.time = time;
  }

  /** The reason of a {@code fired} or {@code escalated} signal. */
  String of(Signal signal) {
    Rule rule = rules.get(signal.ruleId());
    String reason = reason(signal, rule == null ? null : rule.when());
    String instance = instance(signal.instance());
    return instance.isEmpty() ? reason : reason + " · " + instance;
  }

  private String reason(Signal signal, @Nullable Pattern pattern) {
    List<Evidence> evidence = signal.evidence();
    if (evidence.isEmpty()) {
      return "";
    }
    Evidence last = evidence.get(evidence.size() - 1);
    if (signal.waitedMs() != null) {
      return "waiting for %s, since %s"
          .formatted(Spans.format(signal.waitedMs()), time.apply(evidence.get(0).eventTime()));
    }
    if (pattern instanceof Pattern.Absence absence) {
      return "%s, then no %s for %s"
          .formatted(
              happened(evidence),
              types(absence.of()),
              Spans.format(signal.occurredAt() - last.eventTime()));
    }
    return happened(evidence);
  }

  /** Events in their order, equal ones together: {@code 3 × click within 0.8 s}. */
  private String happened(List<Evidence> evidence) {
    List<List<Evidence>> runs = runs(evidence);
    if (runs.size() == 1) {
      return run(runs.get(0), true);
    }
    List<String> told = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (runs.size() > RUNS && i == 1) {
        told.add("…");
        i = runs.size() - RUNS + 2;
      }
      told.add(run(runs.get(i), false));
    }
    return String.join(", ", told);
  }

  private String run(List<Evidence> run, boolean alone) {
    Evidence first = run.get(0);
    Evidence last = run.get(run.size() - 1);
    if (run.size() == 1) {
      return Printable.of(first.eventType()) + " " + time.apply(first.eventTime());
    }
    String many = run.size() + " × " + Printable.of(first.eventType());
    return alone
        ? many + " within " + Spans.format(last.eventTime() - first.eventTime())
        : many + " " + time.apply(last.eventTime());
  }

  private static List<List<Evidence>> runs(List<Evidence> evidence) {
    List<List<Evidence>> runs = new ArrayList<>();
    String type = null;
    for (Evidence next : evidence) {
      if (!next.eventType().equals(type)) {
        type = next.eventType();
        runs.add(new ArrayList<>());
      }
      runs.get(runs.size() - 1).add(next);
    }
    return runs;
  }

  private static String types(Selector selector) {
    return selector.anyType()
        ? "event"
        : selector.types().stream().sorted().collect(Collectors.joining(" or "));
  }

  private static String instance(Map<String, Object> instance) {
    return instance.values().stream()
        .map(value -> Columns.cut(value.toString(), VALUE_WIDTH))
        .collect(Collectors.joining(", "));
  }
}
