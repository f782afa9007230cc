package io.waymark.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark cluster}. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = {
      "A cluster on this machine to rehearse on: Kafka, ZooKeeper, a JobManager and TaskManagers,"
          + " each a process of its own that can be killed and brought back.",
      "Nobody reaches them from another machine, and none asks who you are."
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class ClusterCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private ClusterCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new ClusterCommand())
        .addSubcommand(new ClusterUpCommand())
        .addSubcommand(new ClusterStatusCommand())
        .addSubcommand(new ClusterKillCommand())
        .addSubcommand(new ClusterCutCommand())
        .addSubcommand(new ClusterSavepointCommand())
        .addSubcommand(new ClusterDownCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
