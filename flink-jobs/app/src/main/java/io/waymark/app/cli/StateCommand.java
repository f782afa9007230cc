package io.waymark.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark state}. */
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    description = "Looks into a savepoint of a job: how much is kept, and what of one customer.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class StateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private StateCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new StateCommand())
        .addSubcommand(new StateStatsCommand())
        .addSubcommand(new StateShowCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
