package io.waymark.app.cli;

import io.waymark.app.backtest.CustomerLog;
import io.waymark.app.backtest.EventFile;
import io.waymark.app.format.Printable;
import io.waymark.app.format.Rfc3339;
import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueRule;
import io.waymark.catalogue.RuleSentence;
import io.waymark.domain.friction.Explanation;
import io.waymark.domain.friction.Explanation.Step;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says why a rule fired for a customer, or which clause kept it from firing, step by step.",
      "The steps come from the engine that the jobs run; time ends with the last event of the files."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:explained",
      "1:a rule was refused, or the customer has no events",
      "2:wrong usage",
      "3:a file cannot be read"
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RecordedEvents events = new RecordedEvents();

  @Mixin private ChosenRules rules = new ChosenRules();

  @Option(
      names = "--customer",
      paramLabel = "C",
      required = true,
      description = "A customer id, or anon: and an anonymous id.")
  private String customer = "";

  @Option(names = "--rule", paramLabel = "R", required = true, description = "Id of the rule.")
  private String rule = "";

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<EventFile> files = events.files();
    Catalogue catalogue = rules.load();
    CatalogueRule found = catalogue.find(rule).orElse(null);
    if (found == null) {
      if (catalogue.hasErrors()) {
        return ExitCode.FINDINGS;
      }
      throw new ParameterException(
          spec.commandLine(),
          "there is no rule "
              + rule
              + "; there are: "
              + catalogue.entries().stream()
                  .map(CatalogueRule::id)
                  .collect(Collectors.joining(", ")));
    }
    CustomerLog log = read(files);
    if (log.unreadable() > 0) {
      err.println(
          "waymark explain: %d %s of the files cannot be read and %s passed over"
              .formatted(
                  log.unreadable(),
                  log.unreadable() == 1 ? "line" : "lines",
                  log.unreadable() == 1 ? "is" : "are"));
      err.flush();
    }
    out.println(Ansi.AUTO.string("@|bold " + found.id() + "|@: ") + RuleSentence.of(found.rule()));
    if (log.events().isEmpty()) {
      err.println("waymark explain: the files have no events of the customer " + customer);
      return ExitCode.FINDINGS;
    }
    print(explain(found.rule(), catalogue, log), log, out);
    return ExitCode.OK;
  }

  private static Explanation explain(Rule rule, Catalogue catalogue, CustomerLog log) {
    return Explanation.of(rule, catalogue.rules(), catalogue.model(), Limits.DEFAULT, log.course());
  }

  private CustomerLog read(List<EventFile> files) {
    try {
      return CustomerLog.read(files, customer);
    } catch (IOException e) {
      throw new CommandFailed("cannot read the events: " + e.getMessage());
    }
  }

  private void print(Explanation explanation, CustomerLog log, PrintWriter out) {
    out.printf(
        "%d events of %s, of them %d told the rule something%n%n",
        log.events().size(),
        customer,
        explanation.steps().stream().map(Step::event).distinct().filter(e -> e != null).count());
    for (Step step : explanation.steps()) {
      out.println(
          Printable.of(
              "%s  %-18s %s%s"
                  .formatted(
                      Rfc3339.format(step.at()),
                      step.event() == null ? "(deadline)" : step.event().type(),
                      step.instance().isEmpty() ? "" : step.instance() + " ",
                      step.words())));
    }
    out.println();
    if (explanation.signals().isEmpty()) {
      out.println(Ansi.AUTO.string("@|bold It did not fire.|@"));
    }
    for (Signal signal : explanation.signals()) {
      out.println(
          Ansi.AUTO.string(
                  "@|bold "
                      + signal.status().name().toLowerCase(Locale.ROOT)
                      + "|@ "
                      + signal.severity().name().toLowerCase(Locale.ROOT)
                      + " at "
                      + Rfc3339.format(signal.occurredAt()))
              + (signal.instance().isEmpty() ? "" : Printable.of(" " + signal.instance())));
    }
    if (explanation.wakeAt() != FrictionEngine.NEVER) {
      out.println(
          "Still open at the end of the log; due at " + Rfc3339.format(explanation.wakeAt()) + ".");
    }
    out.flush();
  }
}
