package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RuleTableTest {
  private static final List<CompiledRule> RULES =
      IntStream.range(0, 300)
          .mapToObj(
              i ->
                  new CompiledRule(
                      rule("r" + i).when(absence("x").of("y").within("1h")).build(),
                      i,
                      0,
                      Superseded.NEVER,
                      0,
                      false,
                      List.of()))
          .toList();

  @Test
  void aRuleIsFoundAsLongAsItIsThereHoweverManyCameAndWent() {
    Random random = new Random(1);
    RuleTable table = new RuleTable();
    List<CompiledRule> there = new ArrayList<>();
    for (int step = 0; step < 2_000; step++) {
      if (random.nextInt(20) == 0) {
        int kept = random.nextInt(RULES.size());
        there.removeIf(rule -> rule.index() > kept);
        table.removeIf(state -> state.rule().index() > kept);
      } else {
        CompiledRule rule = RULES.get(random.nextInt(RULES.size()));
        if (!there.contains(rule)) {
          there.add(rule);
          table.add(new RuleState(rule));
        }
      }
      assertThat(table.all()).extracting(RuleState::rule).isEqualTo(there);
      for (CompiledRule rule : RULES) {
        RuleState found = table.get(rule);
        assertThat(found == null ? null : found.rule())
            .isSameAs(there.contains(rule) ? rule : null);
      }
    }
  }
}
