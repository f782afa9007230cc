package io.waymark.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which recorded events to go through. */
final class RecordedEvents {
  private static final String WAYMARK = "waymark";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--events",
      paramLabel = "FILE",
      arity = "1..*",
      required = true,
      description = "JSON Lines, plain or .gz; several are merged by time.")
  private List<Path> files = List.of();

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = WAYMARK,
      description = "Format of the events; so far: waymark (default).")
  private String format = WAYMARK;

  /**
   * The files they name, all of which are there.
   *
   * @throws CommandFailed if one is not
   */
  List<Path> files() {
    if (!format.equals(WAYMARK)) {
      throw new ParameterException(
          spec.commandLine(), "--format " + format + " is not known; known: " + WAYMARK);
    }
    files.forEach(RecordedEvents::ensureFile);
    return files;
  }

  /**
   * Makes sure that there is such a file.
   *
   * @throws CommandFailed if there is not
   */
  static void ensureFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new CommandFailed(
          "%s is a directory; name the files in it: %s".formatted(file, file.resolve("*.jsonl")));
    }
    if (!Files.isRegularFile(file)) {
      throw new CommandFailed("there is no file " + file);
    }
  }
}
