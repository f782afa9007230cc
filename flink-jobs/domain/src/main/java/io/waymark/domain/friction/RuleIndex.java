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
  private final List<CompiledRule> compiled;
  private final Map<List<String>, Integer> perLists = new HashMap<>();
  private final Map<String, Candidates> byType = new HashMap<>();
  private final Candidates byOtherTypes;

  /** Rules by key, open addressing: looked up for each rule of each state that is read. */
  private final @Nullable CompiledRule[] byKey;

  /**
   * Indexes rules; of several versions of one, the older ones end where a newer becomes effective,
   * even if that is disabled.
   */
  RuleIndex(List<Rule> rules) {
    compiled = compile(rules);
    byKey = new CompiledRule[Integer.highestOneBit(compiled.size() * 4 + 1) * 2];
    Set<String> types = new TreeSet<>();
    for (CompiledRule rule : compiled) {
      CompiledRule other = byKey(rule.key());
      if (other != null) {
        throw new IllegalArgumentException(
            "rules "
                + other.rule().id()
                + " and "
                + rule.rule().id()
                + " have the same key: rename one or raise its version");
      }
      byKey[place(rule.key())] = rule;
      rule.selectors().forEach(selector -> types.addAll(selector.types()));
    }
    for (String type : types) {
      byType.put(type, candidates(type));
    }
    byOtherTypes = candidates(null);
  }

  private List<CompiledRule> compile(List<Rule> rules) {
    List<Rule> newestFirst = new ArrayList<>(rules);
    newestFirst.sort(
        Comparator.comparing(Rule::id).thenComparing(Rule::version, Comparator.reverseOrder()));
    Map<String, Long> effectiveFrom = new HashMap<>();
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule rule : newestFirst) {
      long until = effectiveFrom.getOrDefault(rule.id(), Long.MAX_VALUE);
      effectiveFrom.put(rule.id(), Math.min(until, rule.effectiveFrom()));
      if (rule.mode() != Mode.DISABLED) {
        int perIndex = perLists.computeIfAbsent(rule.per(), per -> perLists.size());
        compiled.add(new CompiledRule(rule, compiled.size(), perIndex, until));
      }
    }
    return compiled;
  }

  private Candidates candidates(@Nullable String type) {
    return new Candidates(
        compiled.stream().map(rule -> rule.partsOf(type)).filter(Parts::any).toArray(Parts[]::new),
        compiled.size());
  }

  /** How many different {@code per} they have. */
  int perLists() {
    return perLists.size();
  }

  /** The rules that could care about events of a type. */
  Candidates of(String type) {
    return byType.getOrDefault(type, byOtherTypes);
  }

  @Nullable CompiledRule byKey(long key) {
    return byKey[place(key)];
  }

  /** Where the rule of the key is, or would be. */
  private int place(long key) {
    int mask = byKey.length - 1;
    int place = (int) (key ^ key >>> 32) & mask;
    for (CompiledRule there = byKey[place]; there != null && there.key() != key; ) {
      place = place + 1 & mask;
      there = byKey[place];
    }
    return place;
  }
}
