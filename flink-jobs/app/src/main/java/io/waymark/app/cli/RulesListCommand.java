package io.waymark.app.cli;

import io.waymark.app.kafka.RulesTopic;
import io.waymark.catalogue.RuleDocument;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.rules.RuleUpdate;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code waymark rules list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the rules that jobs follow: id, version, mode, from when, title.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:listed",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses, or there is no such topic"
    })
final class RulesListCommand implements Callable<Integer> {
  private static final String ROW = "%-28s %7s  %-8s  %-24s  %s%n";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    print(place.resolve(false, difference -> {}).open().list());
    return ExitCode.OK;
  }

  private void print(RulesTopic.Catalogue catalogue) {
    PrintWriter out = spec.commandLine().getOut();
    if (!catalogue.rules().isEmpty()) {
      out.printf(Locale.ROOT, ROW, "RULE", "VERSION", "MODE", "EFFECTIVE FROM", "TITLE");
    }
    catalogue.rules().forEach((id, published) -> row(out, id, published.text()));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    long rules =
        catalogue.rules().keySet().stream().filter(id -> !id.equals(RuleUpdate.JOURNEY)).count();
    err.printf("%d rules, revision %d%n", rules, catalogue.revision());
    err.flush();
  }

  private static void row(PrintWriter out, String id, String text) {
    if (id.equals(RuleUpdate.JOURNEY)) {
      out.printf(Locale.ROOT, ROW, id, "-", "-", "-", "what journeys are");
      return;
    }
    try {
      Rule rule = RuleDocument.parse(id, text).rule();
      out.printf(
          Locale.ROOT,
          ROW,
          id,
          rule.version(),
          rule.mode().name().toLowerCase(Locale.ROOT),
          rule.effectiveFrom() == Long.MIN_VALUE
              ? "always"
              : Instant.ofEpochMilli(rule.effectiveFrom()),
          rule.title());
    } catch (IllegalArgumentException e) {
      out.printf(Locale.ROOT, ROW, id, "?", "?", "?", "not understood by this release");
    }
  }
}
