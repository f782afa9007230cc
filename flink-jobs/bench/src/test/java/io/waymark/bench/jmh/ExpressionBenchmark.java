package io.waymark.bench.jmh;

import io.waymark.catalogue.expression.Evaluators;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Truth;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A rule's condition on one event: our closures against the CEL library. */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class ExpressionBenchmark {
  /** Conditions as rules have them, by what is special about them. */
  public enum Condition {
    COMPARISON("attr.value >= 480"),
    BAND("event.channel == 'web' && attr.value >= 100.0 && attr.value < 500.0"),
    WORDS("attr.category in ['shoes', 'hats', 'bags'] && attr.query.contains('refund')"),
    PREVIOUS("has(attr.cart_id) && attr.cart_id == prev.attr.cart_id");

    final String text;

    Condition(String text) {
      this.text = text;
    }
  }

  @Param Condition condition = Condition.COMPARISON;

  private Function<Scope, Truth> closures = scope -> Truth.ERROR;
  private Function<Scope, Truth> library = scope -> Truth.ERROR;
  private final Scope scope = Scope.of(event("a")).after(event("b"));

  @Setup
  public void prepare() throws Exception {
    closures = Evaluators.closures(condition.text);
    library = Evaluators.library(condition.text);
    if (closures.apply(scope) != Truth.TRUE || library.apply(scope) != Truth.TRUE) {
      throw new IllegalStateException(condition + " should hold, so that all of it is evaluated");
    }
  }

  private static Event event(String id) {
    return new Event(
        id,
        "add_to_cart",
        1_767_225_600_000L,
        "c1",
        null,
        "s-1",
        "web",
        "/c1",
        Map.of(
            "value", 490.5,
            "cart_id", "s-1-k",
            "category", "bags",
            "query", "how to get a refund"));
  }

  @Benchmark
  public Truth closures() {
    return closures.apply(scope);
  }

  @Benchmark
  public Truth library() {
    return library.apply(scope);
  }
}
