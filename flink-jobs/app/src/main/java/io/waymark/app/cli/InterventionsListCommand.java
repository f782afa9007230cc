package io.waymark.app.cli;

import io.waymark.domain.intervention.Pause;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code waymark interventions list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the rules whose interventions were ever stopped: since when, and why.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:listed",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses"
    })
final class InterventionsListCommand implements Callable<Integer> {
  private static final String ROW = "%-28s %-8s  %-24s  %s%n";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    Collection<Pause> pauses = PauseAccess.list(place.settings());
    PrintWriter out = spec.commandLine().getOut();
    if (!pauses.isEmpty()) {
      out.printf(Locale.ROOT, ROW, "RULE", "STATE", "SINCE", "REASON");
    }
    for (Pause pause : pauses) {
      out.printf(
          Locale.ROOT,
          ROW,
          pause.ruleId(),
          pause.paused() ? "paused" : "resumed",
          Instant.ofEpochMilli(pause.at()),
          pause.reason());
    }
    out.flush();
    return ExitCode.OK;
  }
}
