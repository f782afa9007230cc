package io.waymark.app.cli;

import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueRule;
import io.waymark.catalogue.ExampleRun;
import io.waymark.catalogue.ExampleRun.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark test}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the examples that stand beside the rules: given events, expected signals.",
      "Each rule is run by itself, through the engine that the jobs run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all examples hold",
      "1:an example does not hold, or a rule was refused",
      "2:wrong usage",
      "3:cannot be read"
    })
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RULES", description = "A YAML file, or a directory of them.")
  private Path rules = Path.of("");

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Catalogue catalogue = RuleFiles.load(rules);
    List<Outcome> outcomes = ExampleRun.onEngine(catalogue.model()).run(catalogue);
    outcomes.forEach(outcome -> print(outcome, out));
    for (CatalogueRule rule : catalogue.entries()) {
      if (rule.examples().isEmpty()) {
        out.println(Ansi.AUTO.string("@|yellow -|@ ") + rule.id() + " has no examples");
      }
    }
    long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
    out.printf("%d passed, %d failed%n", outcomes.size() - failed, failed);
    out.flush();
    RuleFiles.printProblems(catalogue.problems(), spec.commandLine().getErr());
    return failed > 0 || catalogue.hasErrors() ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private static void print(Outcome outcome, PrintWriter out) {
    out.println(
        Ansi.AUTO.string(outcome.passed() ? "@|green ✓|@ " : "@|bold,red ✗|@ ")
            + outcome.rule().id()
            + ": "
            + outcome.example().name());
    for (String difference : outcome.differences()) {
      out.println("    " + difference.replace("\n", "\n    "));
    }
  }
}
