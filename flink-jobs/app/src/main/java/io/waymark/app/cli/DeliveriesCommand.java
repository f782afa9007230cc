package io.waymark.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark deliveries}. */
@Command(
    name = "deliveries",
    mixinStandardHelpOptions = true,
    description = "Lists what became of messages, and has those that got lost sent once more.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class DeliveriesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private DeliveriesCommand() {}

  /** The command and those below it. */
  static CommandLine commandLine() {
    return new CommandLine(new DeliveriesCommand())
        .addSubcommand(new DeliveriesListCommand())
        .addSubcommand(new DeliveriesReplayCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
