package io.waymark.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark upgrade}. */
@Command(
    name = "upgrade",
    mixinStandardHelpOptions = true,
    description = "From one release of a job to another, with all it knows, and back.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class UpgradeCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private UpgradeCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new UpgradeCommand()).addSubcommand(new UpgradePlanCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
