package io.waymark.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark rules}. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description =
        "Publishes rules to running jobs, says what is published, what a push would change and what two rules noticed, and goes back.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private RulesCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new RulesCommand())
        .addSubcommand(new RulesPushCommand())
        .addSubcommand(new RulesListCommand())
        .addSubcommand(new RulesDiffCommand())
        .addSubcommand(new RulesCompareCommand())
        .addSubcommand(new RulesRollbackCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
