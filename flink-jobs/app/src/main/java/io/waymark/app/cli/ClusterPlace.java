package io.waymark.app.cli;

import io.waymark.app.cluster.ClusterFailed;
import io.waymark.app.cluster.LocalCluster;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which cluster a command is about. */
final class ClusterPlace {
  private static final Path USUAL = Path.of(".waymark", "cluster");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = ".waymark/cluster",
      description =
          "The cluster's folder: configuration, data, logs, and which process is what"
              + " (default: ${DEFAULT-VALUE}).")
  private Path work = USUAL;

  Path path() {
    return work;
  }

  /**
   * The cluster that is there.
   *
   * @throws CommandFailed if there is none
   */
  LocalCluster cluster() {
    try {
      return LocalCluster.in(work);
    } catch (ClusterFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }

  /** How other commands are told of the same one; empty if they need not be. */
  String option() {
    return work.equals(USUAL) ? "" : " --work " + work;
  }

  /** Says something to whoever called. */
  void say(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("waymark cluster: " + message);
    err.flush();
  }
}
