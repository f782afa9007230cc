package io.waymark.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark topics}. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Compares the topics of a broker with what they should be, and mends them.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private TopicsCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new TopicsCommand())
        .addSubcommand(new TopicsDiffCommand())
        .addSubcommand(new TopicsApplyCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
