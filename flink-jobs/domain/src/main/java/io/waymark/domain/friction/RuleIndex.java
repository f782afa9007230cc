package io.waymark.domain.friction;

import io.waymark.domain.friction.CompiledRule.Parts;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules by the event types they name, so that an event costs the rules that could care about
 * it.
 */
final class RuleIndex {
  private final Map<String, Parts[]> byType = new HashMap<>();
  private final Parts[] byOtherTypes;
  private final Map<Long, CompiledRule> byKey = new HashMap<>();

  /**
   * Indexes rules; of several versions of one, the older ones end where a newer becomes effective,
   * even if that is disabled.
   */
  RuleIndex(List<Rule> rules) {
    List<CompiledRule> compiled = compile(rules);
    Set<String> types = new TreeSet<>();
    for (CompiledRule rule : compiled) {
      CompiledRule other = byKey.put(rule.key(), rule);
      if (other != null) {
        throw new IllegalArgumentException(
            "rules "
                + other.rule().id()
                + " and "
                + rule.rule().id()
                + " have the same key: rename one or raise its version");
      }
      rule.selectors().forEach(selector -> types.addAll(selector.types()));
    }
    for (String type : types) {
      byType.put(type, parts(compiled, type));
    }
    byOtherTypes = parts(compiled, null);
  }

  private static List<CompiledRule> compile(List<Rule> rules) {
    List<Rule> newestFirst = new ArrayList<>(rules);
    newestFirst.sort(
        Comparator.comparing(Rule::id).thenComparing(Rule::version, Comparator.reverseOrder()));
    Map<String, Long> effectiveFrom = new HashMap<>();
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule rule : newestFirst) {
      long until = effectiveFrom.getOrDefault(rule.id(), Long.MAX_VALUE);
      effectiveFrom.put(rule.id(), Math.min(until, rule.effectiveFrom()));
      if (rule.mode() != Mode.DISABLED) {
        compiled.add(new CompiledRule(rule, until));
      }
    }
    return compiled;
  }

  private static Parts[] parts(List<CompiledRule> rules, @Nullable String type) {
    return rules.stream().map(rule -> rule.partsOf(type)).filter(Parts::any).toArray(Parts[]::new);
  }

  /** The rules that could care about events of a type. */
  Parts[] of(String type) {
    return byType.getOrDefault(type, byOtherTypes);
  }

  @Nullable CompiledRule byKey(long key) {
    return byKey.get(key);
  }
}
