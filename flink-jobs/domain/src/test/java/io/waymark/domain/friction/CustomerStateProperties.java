package io.waymark.domain.friction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.domain.event.Event;
import io.waymark.domain.reference.RuleArbitraries;
import io.waymark.domain.reference.RuleCase;
import io.waymark.domain.rule.Rule;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The written form of a customer's state, over generated rules and logs. */
final class CustomerStateProperties {
  private static final EngineEvaluator.Collected SILENT = new EngineEvaluator.Collected();

  @Property(tries = 500)
  void whatIsReadWritesTheSameBytes(@ForAll("cases") RuleCase given) {
    FrictionEngine engine = engine(given.rules());
    byte[] written = written(engine, given.events());
    byte[] again = engine.write(engine.read("c1", written), SILENT);
    assertThat(again).as(given.toString()).isEqualTo(written);
    assertThat(again[0]).isEqualTo((byte) 3);
  }

  @Property(tries = 500)
  void aRuleThatIsGoneTakesOnlyItsOwnStateWithIt(@ForAll("cases") RuleCase given) {
    List<Rule> others = given.rules().subList(1, given.rules().size());
    byte[] ofAll = written(engine(given.rules()), given.events());
    FrictionEngine fewer = engine(others);
    byte[] left = fewer.write(fewer.read("c1", ofAll), SILENT);
    EngineEvaluator.Collected expected = new EngineEvaluator.Collected();
    EngineEvaluator.Collected actual = new EngineEvaluator.Collected();
    FrictionEngine all = engine(given.rules());
    all.advance(all.read("c1", ofAll), FrictionEngine.NEVER - 1, expected);
    fewer.advance(fewer.read("c1", left), FrictionEngine.NEVER - 1, actual);
    expected.signals.removeIf(signal -> signal.ruleId().equals("r1"));
    assertThat(actual.signals).as(given.toString()).isEqualTo(expected.signals);
  }

  @Property(tries = 1000)
  void aDamagedByteIsTold(
      @ForAll("cases") RuleCase given,
      @ForAll int where,
      @ForAll @IntRange(min = 1, max = 255) int how) {
    FrictionEngine engine = engine(given.rules());
    byte[] bytes = written(engine, given.events());
    bytes[Math.floorMod(where, bytes.length)] ^= (byte) how;
    assertThatThrownBy(() -> engine.read("c1", bytes)).isInstanceOf(IllegalStateException.class);
  }

  @Property(tries = 500)
  void missingBytesAreTold(@ForAll("cases") RuleCase given, @ForAll int length) {
    FrictionEngine engine = engine(given.rules());
    byte[] bytes = written(engine, given.events());
    byte[] cut = Arrays.copyOf(bytes, Math.floorMod(length, bytes.length));
    assertThatThrownBy(() -> engine.read("c1", cut)).isInstanceOf(IllegalStateException.class);
  }

  private static FrictionEngine engine(List<Rule> rules) {
    return new FrictionEngine(rules, Limits.DEFAULT);
  }

  private static byte[] written(FrictionEngine engine, List<Event> events) {
    CustomerState state = engine.newCustomer("c1");
    events.stream()
        .filter(event -> event.customer().equals("c1"))
        .forEach(event -> engine.accept(state, event, SILENT));
    return engine.write(state, SILENT);
  }

  @Provide
  Arbitrary<RuleCase> cases() {
    return RuleArbitraries.cases();
  }
}
