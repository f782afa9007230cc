package io.waymark.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line {@code waymark}. Messages go to stderr, data to stdout or files. */
@Command(
    name = "waymark",
    mixinStandardHelpOptions = true,
    versionProvider = Waymark.Version.class,
    description =
        "Sees the friction in customer journeys while it happens, and says what to do about it.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fine",
      "1:findings: a rule or an example is wrong",
      "2:wrong usage",
      "3:could not run: a file, the broker or the cluster",
      "130:interrupted"
    })
public final class Waymark implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  public static void main(String[] args) {
    boolean terminal = Boolean.getBoolean("waymark.terminal");
    System.exit(commandLine(terminal).execute(args));
  }

  /**
   * The whole command line.
   *
   * @param terminal whether somebody watches stderr
   */
  static CommandLine commandLine(boolean terminal) {
    CommandLine line =
        new CommandLine(new Waymark())
            .addSubcommand(new DemoCommand(terminal))
            .addSubcommand(new CheckCommand())
            .addSubcommand(new TestCommand())
            .addSubcommand(new BacktestCommand(terminal))
            .addSubcommand(new RunCommand(terminal))
            .addSubcommand(ClusterCommand.commandLine())
            .addSubcommand(RulesCommand.commandLine())
            .addSubcommand(TopicsCommand.commandLine())
            .addSubcommand(StateCommand.commandLine())
            .addSubcommand(UpgradeCommand.commandLine())
            .addSubcommand(DeliveriesCommand.commandLine())
            .addSubcommand(DeadLettersCommand.commandLine(terminal))
            .addSubcommand(InterventionsCommand.commandLine())
            .addSubcommand(new ConsoleCommand())
            .addSubcommand(new CanaryCommand())
            .addSubcommand(new ExplainCommand())
            .addSubcommand(new OutcomesCommand())
            .addSubcommand(new GenerateCommand(terminal, new FileOutputStream(FileDescriptor.out)));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          PrintWriter err = command.getErr();
          String said = CommandFailed.said(failure);
          if (said != null) {
            err.println(command.getCommandSpec().qualifiedName() + ": " + said);
          } else {
            err.println(
                command.getCommandSpec().qualifiedName()
                    + ": this is a bug, please report it with:");
            failure.printStackTrace(err);
          }
          err.flush();
          return ExitCode.COULD_NOT_RUN;
        });
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    return line;
  }

  /** The version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Waymark.class.getPackage().getImplementationVersion();
      return new String[] {"waymark " + (version == null ? "(not packaged)" : version)};
    }
  }
}
