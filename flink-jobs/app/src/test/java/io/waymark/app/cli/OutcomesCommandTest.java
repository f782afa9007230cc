package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.JsonRecordWriter;
import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Experiment;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.domain.experiment.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OutcomesCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path file;

  @BeforeEach
  void file() {
    file = directory.resolve("experiments.jsonl");
  }

  @Test
  void aRowSaysHowAnExperimentStands() throws Exception {
    write(result("checkout-abandoned", 9000, 1080, 1000, 100), result("few", 10, 3, 2, 0));

    assertThat(run("--from", file.toString())).isZero();
    assertThat(out.toString().lines())
        .hasSize(3)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("checkout-abandoned")
                    .contains(
                        "9,000 / 1,000",
                        "12.00 % / 10.00 %",
                        "+2.00 [-0.12, 3.84]",
                        "+20.0 %",
                        "no difference found so far"))
        .anySatisfy(line -> assertThat(line).startsWith("few").endsWith("too few to say"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void worthHasAnIntervalOfItsOwnAndIsADashWhereAnArmHasTooFewToTell() throws Exception {
    write(result("checkout-abandoned", 9000, 1080, 1000, 100), result("few", 10, 3, 1, 0));

    assertThat(run("--from", file.toString())).isZero();
    List<String> lines = out.toString().lines().toList();
    int end = lines.get(0).indexOf("WORTH (95 %)") + "WORTH (95 %)".length();
    assertThat(lines.get(1).substring(0, end)).endsWith("  +2.40 [0.03, 4.77]");
    assertThat(lines.get(2).substring(0, end)).endsWith("  -");
  }

  @Test
  void oneExperimentMayBeAskedForAndOneThatIsNotThereIsSaid() throws Exception {
    write(result("a", 10, 3, 2, 0), result("b", 10, 3, 2, 0));
    assertThat(run("--from", file.toString(), "--experiment", "b")).isZero();
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(run("--from", file.toString(), "--experiment", "c")).isZero();
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("There is no experiment c; there are a, b");
  }

  @Test
  void thatThereIsNothingIsSaid() throws Exception {
    write();
    assertThat(run("--from", file.toString())).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("No experiments yet");
  }

  @Test
  void whatCannotBeReadIsSaidWithItsPlace() throws Exception {
    assertThat(run("--from", file.toString())).isEqualTo(3);
    Files.writeString(file, "{\"experiment\":\"a\"}\n");
    assertThat(run("--from", file.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("line 1: no experiment: there is no rule_version");
  }

  private int run(String... arguments) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "outcomes";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }

  private void write(ExperimentResult... results) throws IOException {
    JsonRecordWriter writer = new JsonRecordWriter();
    StringBuilder lines = new StringBuilder();
    for (ExperimentResult result : results) {
      lines.append(new String(writer.experiment(result), StandardCharsets.UTF_8)).append('\n');
    }
    Files.writeString(file, lines);
  }

  private static ExperimentResult result(
      String name, int treatment, int reached, int holdout, int reachedWithout) {
    Experiment experiment =
        Experiment.of(outcome(name, Arm.TREATMENT, Outcome.Status.OPENED, false));
    experiment = with(experiment, Arm.TREATMENT, treatment, reached);
    experiment = with(experiment, Arm.HOLDOUT, holdout, reachedWithout);
    return ExperimentResult.of(experiment);
  }

  private static Experiment with(Experiment before, Arm arm, int customers, int reached) {
    Experiment experiment = before;
    for (int i = 0; i < customers; i++) {
      boolean success = (long) i * reached / customers < (i + 1L) * reached / customers;
      String name = before.experiment();
      experiment = experiment.with(outcome(name, arm, Outcome.Status.OPENED, false));
      experiment = experiment.with(outcome(name, arm, Outcome.Status.CLOSED, success));
    }
    return experiment;
  }

  private static Outcome outcome(String name, Arm arm, Outcome.Status status, boolean reached) {
    return new Outcome(
        "o",
        status,
        name,
        1,
        "c1",
        arm,
        0.1,
        0,
        10,
        10,
        true,
        reached ? "purchase" : null,
        reached ? 5L : null,
        reached ? 120 : 0,
        null,
        Set.of(),
        false);
  }
}
