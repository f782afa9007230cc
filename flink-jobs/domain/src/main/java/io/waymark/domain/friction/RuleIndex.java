package io.waymark.domain.friction;

import io.waymark.domain.friction.CompiledRule.Parts;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.journey.Meaning;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules by the event types they name, so that an event costs the rules that could care about
 * it.
 */
final class RuleIndex {
  private final List<CompiledRule> compiled;
  private final Map<List<String>, Integer> perLists = new HashMap<>();
  private final Map<String, OfType> byType = new HashMap<>();
  private final OfType byOtherTypes;
  private final boolean endsWhatIsOpen;

  /** Rules by key, open addressing: looked up for each rule of each state that is read. */
  private final @Nullable CompiledRule[] byKey;

  /** What versions have in common that have the same instances. */
  private record Instances(String ruleId, List<String> per) {}

  /** The rules and the cues that could care about events of one type. */
  record OfType(Candidates rules, Candidates cues) {}

  /**
   * Indexes rules; of several versions of one, the older ones open nothing any more where a newer
   * becomes effective, even if that is disabled.
   *
   * @param model whose cues are indexed too; null for none
   */
  RuleIndex(List<Rule> rules, @Nullable JourneyModel model) {
    compiled = compile(rules, model);
    endsWhatIsOpen =
        compiled.stream().map(CompiledRule::superseded).anyMatch(Superseded::endsWhatIsOpen);
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
      byType.put(type, new OfType(candidates(type, false), candidates(type, true)));
    }
    byOtherTypes = new OfType(candidates(null, false), candidates(null, true));
  }

  private List<CompiledRule> compile(List<Rule> rules, @Nullable JourneyModel model) {
    List<Rule> newestFirst = new ArrayList<>(rules);
    newestFirst.sort(
        Comparator.comparing(Rule::id).thenComparing(Rule::version, Comparator.reverseOrder()));
    Map<String, Superseded> byNewer = new HashMap<>();
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule rule : newestFirst) {
      Superseded superseded = byNewer.getOrDefault(rule.id(), Superseded.NEVER);
      byNewer.put(rule.id(), superseded.by(rule));
      if (rule.mode() != Mode.DISABLED) {
        List<Meaning> meanings =
            rule.mode() == Mode.LIVE ? Cues.ofRule(model, rule.id()) : List.of();
        List<Segment> segments = rule.segments();
        int first = compiled.size();
        for (int i = 0; i <= segments.size(); i++) {
          Rule form = i == segments.size() ? rule : rule.of(segments.get(i));
          compiled.add(
              new CompiledRule(
                  form, compiled.size(), perIndex(rule), superseded, i, false, meanings));
        }
        CompiledRule.join(compiled.subList(first, compiled.size()));
      }
    }
    compiled.stream()
        .collect(Collectors.groupingBy(rule -> new Instances(rule.rule().id(), rule.per())))
        .values()
        .forEach(CompiledRule::joinVersions);
    for (Cues.CueRule cue : Cues.ofEvents(model)) {
      compiled.add(
          new CompiledRule(
              cue.rule(),
              compiled.size(),
              perIndex(cue.rule()),
              Superseded.NEVER,
              0,
              true,
              List.of(cue.meaning())));
    }
    return compiled;
  }

  private int perIndex(Rule rule) {
    return perLists.computeIfAbsent(rule.per(), per -> perLists.size());
  }

  private Candidates candidates(@Nullable String type, boolean cues) {
    return new Candidates(
        compiled.stream()
            .filter(rule -> rule.isCue() == cues)
            .map(rule -> rule.partsOf(type))
            .filter(Parts::any)
            .toArray(Parts[]::new),
        compiled.size());
  }

  /** How many different {@code per} they have. */
  int perLists() {
    return perLists.size();
  }

  /** Those that could care about events of a type. */
  OfType of(String type) {
    return byType.getOrDefault(type, byOtherTypes);
  }

  /** Those that name the type of an event that follows from a journey. */
  @Nullable OfType ofDerived(String type) {
    return byType.get(type);
  }

  /** Whether there is a version that ends what an older one has open; mostly not. */
  boolean endsWhatIsOpen() {
    return endsWhatIsOpen;
  }

  /** The form for all customers of a version; null if that is not evaluated. */
  @Nullable CompiledRule of(Rule version) {
    for (CompiledRule rule : compiled) {
      if (rule.rule().equals(version)) {
        return rule;
      }
    }
    return null;
  }

  /** Leaves out a version, in all its forms. */
  void fail(Rule version) {
    for (CompiledRule rule : compiled) {
      if (rule.rule().id().equals(version.id()) && rule.rule().version() == version.version()) {
        rule.fail();
      }
    }
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
