package io.waymark.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.backtest.Rerun.Noticed;
import io.waymark.app.simulate.GeneratedLog;
import io.waymark.app.simulate.Label;
import io.waymark.domain.event.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped catalogue over simulated journeys: it finds the friction in them, and only that. */
class CatalogueDetectionITCase {
  private static final int CUSTOMERS = 500;
  private static final int EVENTS = 30_000;
  private static final long TOLERANCE = Duration.ofMinutes(5).toMillis();

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void findsWhatWasPlanted(long seed) throws Exception {
    List<Label> labels = new ArrayList<>();
    Rerun rerun = backtest(new GeneratedLog(CUSTOMERS, EVENTS, seed, 0.3), labels);
    Map<String, List<Noticed>> fires =
        rerun.signals().stream()
            .filter(signal -> signal.status().equals("fired"))
            .collect(Collectors.groupingBy(Noticed::rule));

    Map<String, Recall> byRule = new TreeMap<>();
    for (Label label : labels) {
      boolean found =
          fires.getOrDefault(label.ruleId(), List.of()).stream()
              .anyMatch(fire -> describes(fire, label));
      byRule.merge(label.ruleId(), new Recall(found ? 1 : 0, 1), Recall::plus);
    }

    byRule.forEach((rule, recall) -> System.out.printf("%-20s %s%n", rule, recall));
    assertThat(byRule).as("rules with something to find").hasSize(16);
    assertThat(byRule.values().stream().reduce(Recall.NOTHING, Recall::plus).share())
        .isGreaterThanOrEqualTo(0.95);
    assertThat(byRule).allSatisfy((rule, recall) -> assertThat(recall.share()).isGreaterThan(0.9));
    assertThat(rerun.signals().stream().filter(signal -> signal.status().equals("fired")))
        .as("fires that nobody planted")
        .allMatch(fire -> labels.stream().anyMatch(label -> describes(fire, label)));
  }

  @Test
  void findsNothingWhereAllGoesWell() throws Exception {
    Rerun rerun = backtest(new GeneratedLog(CUSTOMERS, EVENTS, 3, 0), new ArrayList<>());

    assertThat(rerun.signals()).isEmpty();
    assertThat(rerun.said()).contains("No rule fired.", "30,000 records = 30,000 processed");
  }

  private Rerun backtest(GeneratedLog log, List<Label> labels) throws Exception {
    List<Event> events = new ArrayList<>();
    log.write(events::add, labels::add);
    return Rerun.of(dir.resolve("out"), 2, Rerun.write(dir.resolve("events.jsonl"), events));
  }

  private static boolean describes(Noticed fire, Label label) {
    return fire.rule().equals(label.ruleId())
        && fire.customer().equals(label.customer())
        && Math.abs(fire.occurredAt() - label.occurredAt()) <= TOLERANCE
        && fire.instance().entrySet().stream()
            .allMatch(
                named ->
                    label
                        .instance()
                        .getOrDefault(named.getKey(), named.getValue())
                        .equals(named.getValue()));
  }

  private record Recall(long found, long planted) {
    static final Recall NOTHING = new Recall(0, 0);

    Recall plus(Recall other) {
      return new Recall(found + other.found, planted + other.planted);
    }

    double share() {
      return (double) found / planted;
    }

    @Override
    public String toString() {
      return found + " of " + planted;
    }
  }
}
