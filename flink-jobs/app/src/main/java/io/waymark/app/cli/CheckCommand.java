package io.waymark.app.cli;

import io.waymark.app.delivery.config.DestinationConfig;
import io.waymark.app.delivery.config.InvalidDestinations;
import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueRule;
import io.waymark.catalogue.JourneySentence;
import io.waymark.catalogue.Problem;
import io.waymark.catalogue.RuleSentence;
import io.waymark.catalogue.SettingsDocument;
import io.waymark.domain.intervention.ContactPolicy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Validates rules and says of each in a sentence what it does; likewise a file of destinations, or a"
          + " contact policy.",
      "Every mistake is reported with file, line and column; rules that can be understood are explained all the same."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no errors", "1:a rule was refused", "2:wrong usage", "3:cannot be read"})
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RULES", description = "A YAML file, or a directory of them.")
  private Path rules = Path.of("");

  @Override
  public Integer call() {
    if (ContactPolicyFiles.isOne(rules)) {
      return checkContactPolicy();
    }
    return DestinationsFile.isOne(rules) ? checkDestinations() : checkRules();
  }

  private int checkContactPolicy() {
    PrintWriter out = spec.commandLine().getOut();
    SettingsDocument.Loaded<ContactPolicy> loaded = ContactPolicyFiles.load(rules);
    RuleFiles.printProblems(loaded.problems(), spec.commandLine().getErr());
    ContactPolicy policy = loaded.settings();
    if (policy != null) {
      out.printf(
          "a contact policy: %d caps, %d quiet hours, times of %s where nothing else is known%n",
          policy.caps().size(), policy.quietHours().size(), policy.timeZone());
    }
    int errors = loaded.problems().size();
    out.printf("%d %s, 0 warnings%n", errors, errors == 1 ? "error" : "errors");
    out.flush();
    return errors > 0 ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private int checkDestinations() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      List<DestinationConfig> destinations = DestinationsFile.of(rules).load();
      for (DestinationConfig destination : destinations) {
        out.println(Ansi.AUTO.string("@|bold " + destination.name() + "|@"));
        out.println("  " + destination.sentence());
      }
      out.printf("%n%d destinations understood, 0 errors%n", destinations.size());
      out.flush();
      return ExitCode.OK;
    } catch (InvalidDestinations e) {
      RuleFiles.printProblems(e.problems(), spec.commandLine().getErr());
      out.printf(
          "0 destinations understood, %d %s%n",
          e.problems().size(), e.problems().size() == 1 ? "error" : "errors");
      out.flush();
      return ExitCode.FINDINGS;
    }
  }

  private int checkRules() {
    PrintWriter out = spec.commandLine().getOut();
    Catalogue catalogue = RuleFiles.load(rules);
    for (CatalogueRule rule : catalogue.entries()) {
      out.println(Ansi.AUTO.string("@|bold " + rule.id() + "|@"));
      out.println("  " + RuleSentence.of(rule.rule()));
    }
    if (catalogue.journey() != null) {
      out.println(Ansi.AUTO.string("@|bold journey|@"));
      JourneySentence.of(catalogue.model()).forEach(line -> out.println("  " + line));
    }
    out.flush();
    RuleFiles.printProblems(catalogue.problems(), spec.commandLine().getErr());
    long errors = count(catalogue, Problem.Level.ERROR);
    long warnings = count(catalogue, Problem.Level.WARNING);
    out.printf(
        "%s%d %s understood, %d %s, %d %s%n",
        catalogue.entries().isEmpty() ? "" : "\n",
        catalogue.entries().size(),
        catalogue.entries().size() == 1 ? "rule" : "rules",
        errors,
        errors == 1 ? "error" : "errors",
        warnings,
        warnings == 1 ? "warning" : "warnings");
    out.flush();
    return errors > 0 ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private static long count(Catalogue catalogue, Problem.Level level) {
    return catalogue.problems().stream().filter(problem -> problem.level() == level).count();
  }
}
