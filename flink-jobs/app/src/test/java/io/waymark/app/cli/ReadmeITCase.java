package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the README shows is what the commands do. */
final class ReadmeITCase {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  @TempDir private Path directory;
  private String readme;
  private Path rules;

  @BeforeEach
  void writeTheRuleOfTheTutorial() throws IOException {
    readme = Files.readString(ROOT.resolve("README.md"));
    Matcher yaml = Pattern.compile("```yaml\n(rules:.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(yaml.find()).isTrue();
    assertThat(readme).doesNotContain("@@");
    rules = Files.writeString(directory.resolve("my-rules.yaml"), yaml.group(1));
  }

  @Test
  void theRuleOfTheTutorialIsUnderstoodAndItsExamplesHold() {
    assertThat(run("check", rules.toString()).code).isEqualTo(ExitCode.OK);
    assertThat(run("test", rules.toString()).out).contains("2 passed, 0 failed");
  }

  @Test
  void everyCatalogueThatIsShownIsUnderstood() throws IOException {
    Matcher yaml =
        Pattern.compile("```yaml\n((?:rules|journey|policy):.*?)```", Pattern.DOTALL)
            .matcher(readme);
    int shown = 0;
    while (yaml.find()) {
      Path file = Files.writeString(directory.resolve("shown-" + shown++ + ".yaml"), yaml.group(1));
      Result result = run("check", file.toString());
      assertThat(result.code).as(result.err).isEqualTo(ExitCode.OK);
      assertThat(result.out).contains("0 errors, 0 warnings");
    }
    assertThat(shown).isEqualTo(5);
  }

  @Test
  void theBacktestOfTheTutorialFindsWhatTheReadmeShows() {
    Result result =
        run(
            "backtest",
            "--events",
            events(),
            "--rules",
            rules.toString(),
            "--out",
            directory.resolve("out").toString());

    assertThat(result.code).as(result.err).isEqualTo(ExitCode.OK);
    assertThat(shownAfter("--out out\n```")).isNotEmpty();
    assertThat(result.out.lines().toList()).containsAll(shownAfter("--out out\n```"));
  }

  @Test
  void theExplanationOfTheTutorialIsTheOneShown() {
    Matcher customer = Pattern.compile("--customer (anon:\\w+)").matcher(readme);
    assertThat(customer.find()).isTrue();

    Result result =
        run(
            "explain",
            "--events",
            events(),
            "--rules",
            rules.toString(),
            "--customer",
            customer.group(1),
            "--rule",
            "cart-forgotten");

    assertThat(result.code).as(result.err).isEqualTo(ExitCode.OK);
    assertThat(shownAfter("--rule cart-forgotten\n```")).isNotEmpty();
    assertThat(result.out.lines().toList())
        .containsSubsequence(shownAfter("--rule cart-forgotten\n```"));
  }

  private String events() {
    Matcher path = Pattern.compile("--events (\\S+real-shop.jsonl)").matcher(readme);
    assertThat(path.find()).isTrue();
    return ROOT.resolve(path.group(1)).toString();
  }

  /** The lines of the first block after a command. */
  private List<String> shownAfter(String command) {
    int from = readme.indexOf("```\n", readme.indexOf(command) + command.length()) + 4;
    return Arrays.asList(readme.substring(from, readme.indexOf("\n```", from)).split("\n"));
  }

  private record Result(int code, String out, String err) {}

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return new Result(line.execute(arguments), out.toString(), err.toString());
  }
}
