package io.waymark.bench.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.CatalogueRule;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmsTest {
  private static final long START = 1_767_225_600_000L;

  @Test
  void anEventArmsARuleIfTheEngineOpensAnInstanceForItOrFires() {
    List<BenchRule> rules = Patterns.first(Patterns.RULES);
    List<FrictionEngine> engines =
        CatalogueLoader.load("bench", Patterns.rules(Patterns.RULES)).entries().stream()
            .map(CatalogueRule::rule)
            .map(rule -> new FrictionEngine(List.of(rule), Limits.DEFAULT))
            .toList();
    BenchLog log = log(2_000);
    while (log.hasNext()) {
      Event event = log.next();
      for (int i = 0; i < rules.size(); i++) {
        assertThat(rules.get(i).isArmedBy(event))
            .as("%s by %s", rules.get(i).id(), event)
            .isEqualTo(begins(engines.get(i), event));
      }
    }
  }

  @Test
  void eachRuleIsArmed() {
    assertThat(Arms.of(log(500_000), Patterns.first(Patterns.RULES)).values())
        .hasSize(Patterns.RULES)
        .allMatch(arms -> arms > 0);
  }

  private static BenchLog log(long events) {
    return new BenchLog(1, 50_000, events, START, LogTopic.PARTITIONS);
  }

  private static boolean begins(FrictionEngine engine, Event event) {
    CustomerState nobody = engine.newCustomer(event.customer());
    Signals signals = new Signals();
    engine.accept(nobody, event, signals);
    return nobody.openInstances() > 0 || !signals.all.isEmpty();
  }

  private static final class Signals implements Effects {
    private final List<Signal> all = new ArrayList<>();

    @Override
    public void signal(Signal signal) {
      all.add(signal);
    }

    @Override
    public void fact(Fact fact) {}
  }
}
