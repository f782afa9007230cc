package io.waymark.domain.reference;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Level;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Two or three versions of one rule, which take over in the middle of a log. */
public final class VersionArbitraries {
  private VersionArbitraries() {}

  /**
   * How a version differs from the one before it.
   *
   * @param other what it is if it is another rule altogether
   * @param span what the pattern takes in place of its own, if it is much the same
   * @param alike whether it is
   * @param sameInstances whether it has the same {@code per}
   */
  private record Change(
      Rule other,
      long effectiveFrom,
      OnChange onChange,
      long span,
      boolean alike,
      boolean sameInstances) {}

  public static Arbitrary<RuleCase> cases() {
    return Combinators.combine(
            RuleArbitraries.rule(),
            change().list().ofMinSize(1).ofMaxSize(2),
            LogArbitraries.logs())
        .as((first, changes, log) -> new RuleCase(versions(first, changes), log))
        .withoutEdgeCases();
  }

  private static Arbitrary<Change> change() {
    Arbitrary<Long> effectiveFrom =
        Arbitraries.longs()
            .between(1, LogArbitraries.CELLS)
            .map(cell -> LogArbitraries.START + cell * LogArbitraries.GRID);
    return Combinators.combine(
            RuleArbitraries.rule(),
            effectiveFrom,
            Arbitraries.of(OnChange.class),
            RuleArbitraries.spans(1, 8),
            Arbitraries.of(true, true, false),
            Arbitraries.of(true, true, true, false))
        .as(Change::new);
  }

  private static List<Rule> versions(Rule first, List<Change> changes) {
    List<Rule> versions = new ArrayList<>(List.of(first));
    for (Change change : changes) {
      Rule before = versions.get(versions.size() - 1);
      Pattern when = change.alike ? stretched(before.when(), change.span) : change.other.when();
      List<String> per = change.sameInstances ? before.per() : change.other.per();
      versions.add(version(before.version() + 1, change, per, when));
    }
    return versions;
  }

  private static Rule version(int number, Change change, List<String> per, Pattern when) {
    return RuleBuilder.like(change.other)
        .version(number)
        .effectiveFrom(change.effectiveFrom)
        .per(per)
        .when(when)
        .onChange(change.onChange)
        .build();
  }

  /** The same pattern with another span, where it has one that matters to what is open. */
  private static Pattern stretched(Pattern pattern, long span) {
    if (pattern instanceof Pattern.Absence a) {
      return a.within() == null
          ? a
          : new Pattern.Absence(a.after(), a.of(), span, null, a.plus(), a.clock());
    }
    if (pattern instanceof Pattern.Sequence s) {
      return new Pattern.Sequence(s.steps(), span);
    }
    if (pattern instanceof Pattern.Wait w) {
      return new Pattern.Wait(
          w.start(),
          w.end(),
          w.levels().stream().map(l -> new Level(l.after() + span, l.severity())).toList());
    }
    return pattern;
  }
}
