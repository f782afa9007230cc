package io.waymark.app.cli;

import io.waymark.app.run.CannotRun;
import io.waymark.app.savepoint.SavedOperator;
import io.waymark.app.savepoint.StateSize;
import io.waymark.app.savepoint.StateSizes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code waymark state stats}. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says how large each state of each operator is in a canonical savepoint.",
      "GROUPS is how many key groups have any, SKEW how many times as large as the average the largest is."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:listed",
      "2:wrong usage",
      "3:there is no savepoint that this release can read"
    })
final class StateStatsCommand implements Callable<Integer> {
  private static final String ROW = "%-32s %-28s %-11s %12s %12s %14s %7s %6s%n";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ChosenSavepoint savepoint = new ChosenSavepoint();

  @Override
  public Integer call() {
    List<StateSize> sizes = new ArrayList<>();
    try {
      for (SavedOperator operator : savepoint.open().operators()) {
        sizes.addAll(StateSizes.of(operator));
      }
    } catch (CannotRun e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "OPERATOR", "STATE", "KIND", "KEYS", "ENTRIES", "BYTES", "GROUPS", "SKEW");
    sizes.forEach(size -> row(out, size));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "%d states, %,d bytes%n",
        sizes.size(),
        sizes.stream().mapToLong(StateSize::bytes).sum());
    err.flush();
    return ExitCode.OK;
  }

  private static void row(PrintWriter out, StateSize size) {
    boolean keyed = size.maxParallelism() > 0;
    out.printf(
        Locale.ROOT,
        ROW,
        size.operator(),
        size.state(),
        size.kind(),
        keyed ? size.keys() : "-",
        size.entries(),
        size.bytes(),
        keyed ? size.keyGroups() : "-",
        keyed ? String.format(Locale.ROOT, "%.1f", size.skew()) : "-");
  }
}
