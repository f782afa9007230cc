package io.waymark.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark interventions}. */
@Command(
    name = "interventions",
    mixinStandardHelpOptions = true,
    description = "Stops the interventions of a rule, and lets them go on.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class InterventionsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private InterventionsCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new InterventionsCommand())
        .addSubcommand(new InterventionsPauseCommand())
        .addSubcommand(new InterventionsResumeCommand())
        .addSubcommand(new InterventionsListCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
