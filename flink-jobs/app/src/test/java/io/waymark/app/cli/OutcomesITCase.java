package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.ExperimentJsonReader;
import io.waymark.app.format.Rfc3339;
import io.waymark.domain.experiment.ExperimentResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From recorded events to whether the intervention helped. */
class OutcomesITCase {
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final int CUSTOMERS = 600;
  private static final String RULE_ID = "checkout-begun";

  private static final String RULE =
      """
      rules:
        - id: checkout-begun
          title: Checkout begun
          kind: opportunity
          when: { event: begin_checkout }
          intervene:
            action: offer-help
            channel: web
            purpose: service
            useful_for: 10m
            holdout: 50%
            goals: [purchase]
            outcome_within: 1h
      """;

  @TempDir Path dir;

  private final StringWriter out = new StringWriter();

  /**
   * A fifth of them are not known yet when they begin; a third of all buy, with help or without.
   */
  @Test
  void everybodyAssignedCountsOnceWhoeverTheyTurnOutToBe() throws Exception {
    Path rules = Files.writeString(dir.resolve("rules.yaml"), RULE);
    Path events = Files.write(dir.resolve("events.jsonl"), events());
    Path results = dir.resolve("out");
    assertThat(
            run(
                "backtest",
                "--events",
                events.toString(),
                "--rules",
                rules.toString(),
                "--out",
                results.toString()))
        .isZero();
    assertThat(out.toString()).contains("EXPERIMENT", "checkout-begun");

    Path file = results.resolve("experiments.jsonl");
    List<ExperimentResult> all = ExperimentJsonReader.readAll(file);
    assertThat(all).extracting(ExperimentResult::experiment).containsExactly(RULE_ID, "global");
    ExperimentResult ofRule = all.get(0);
    ExperimentResult global = all.get(1);
    assertThat(assigned(global)).isEqualTo(CUSTOMERS);
    assertThat(assigned(ofRule)).isEqualTo(global.treatment().assigned());
    // The window of the last customer is still open.
    assertThat(measured(global)).isEqualTo(CUSTOMERS - 1);
    assertThat(reached(global)).isEqualTo(CUSTOMERS / 3 - 1);
    assertThat(ofRule.treatment().issued()).isEqualTo(ofRule.treatment().measured());
    assertThat(ofRule.holdout().issued()).isZero();
    assertThat(all)
        .allSatisfy(
            result -> {
              assertThat(result.contaminated()).isZero();
              assertThat(result.sampleRatioP()).isGreaterThan(0.01);
            });

    assertThat(run("outcomes", "--from", file.toString(), "--experiment", RULE_ID)).isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .last()
        .asString()
        .contains("+28.58 [0.22, 56.93]")
        .endsWith("no difference found so far");
  }

  private static long assigned(ExperimentResult result) {
    return result.treatment().assigned() + result.holdout().assigned();
  }

  private static long measured(ExperimentResult result) {
    return result.treatment().measured() + result.holdout().measured();
  }

  private static long reached(ExperimentResult result) {
    return result.treatment().reached() + result.holdout().reached();
  }

  private static List<String> events() {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= CUSTOMERS; i++) {
      boolean unknown = i % 5 == 0;
      long begun = i == CUSTOMERS ? 7_200_000L - 60_000 : i * 1_000L;
      String device = "\"anonymous_id\":\"d" + i + "\"";
      String customer = "\"customer_id\":\"c" + i + "\"";
      lines.add(event(begun, "begin_checkout", unknown ? device : customer, ""));
      if (unknown) {
        lines.add(event(begun + 500, "identify", device + "," + customer, ""));
      }
      if (i % 3 == 0) {
        lines.add(event(begun + 900, "purchase", customer, "\"value\":" + i));
      }
    }
    lines.add(event(7_200_000L, "page_view", "\"customer_id\":\"c1\"", ""));
    lines.sort(String::compareTo);
    return lines;
  }

  private static String event(long after, String type, String ids, String attributes) {
    String time = Rfc3339.format(TEN.toEpochMilli() + after);
    return "{\"event_time\":\"%s\",\"event_id\":\"%s-%s\",\"event_type\":\"%s\",%s,\"attributes\":{%s}}"
        .formatted(time, type, time, type, ids, attributes);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out));
    return line.execute(arguments);
  }
}
