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
   * Indexes rules; of several versions of one, the older ones end where the next becomes effective.
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
    List<Rule> active =
        new ArrayList<>(rules.stream().filter(rule -> rule.mode() != Mode.DISABLED).toList());
    active.sort(Comparator.comparing(Rule::id).thenComparing(Rule::version));
    List<CompiledRule> compiled = new ArrayList<>();
    for (int i = 0; i < active.size(); i++) {
      Rule rule = active.get(i);
      boolean superseded = i + 1 < active.size() && active.get(i + 1).id().equals(rule.id());
      compiled.add(
          new CompiledRule(rule, superseded ? active.get(i + 1).effectiveFrom() : Long.MAX_VALUE));
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
