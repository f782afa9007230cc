package io.waymark.app.cli;

import io.waymark.app.run.CannotRun;
import io.waymark.app.savepoint.Savepoint;
import picocli.CommandLine.Option;

/** The savepoint that a command looks into. */
final class ChosenSavepoint {
  @Option(
      names = "--savepoint",
      required = true,
      paramLabel = "PATH",
      description = "The savepoint: its directory, wherever Flink's file systems reach.")
  private String path = "";

  Savepoint open() throws CannotRun {
    return Savepoint.open(path);
  }
}
