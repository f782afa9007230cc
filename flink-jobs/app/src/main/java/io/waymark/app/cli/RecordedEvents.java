package io.waymark.app.cli;

import io.waymark.app.backtest.EventFile;
import io.waymark.app.format.Format;
import io.waymark.app.format.FormatNames;
import io.waymark.app.format.NamedFormat;
import io.waymark.app.format.UnknownFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which recorded events to go through. */
final class RecordedEvents {
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
      paramLabel = "[FILE=]F",
      completionCandidates = FormatNames.class,
      description = {
        "Format of the events, or of one of the files; may be repeated.",
        "One of: ${COMPLETION-CANDIDATES} (default: waymark)."
      })
  private List<String> formats = List.of();

  /**
   * The files they name, all of which are there.
   *
   * @throws CommandFailed if one is not
   */
  List<EventFile> files() {
    files.forEach(RecordedEvents::ensureFile);
    Format others = NamedFormat.WAYMARK;
    boolean said = false;
    Map<Path, Format> byFile = new HashMap<>();
    for (String choice : formats) {
      int name = choice.lastIndexOf('=') + 1;
      Format format = format(spec, choice.substring(name));
      if (name > 0) {
        Path file = Path.of(choice.substring(0, name - 1));
        require(files.contains(file), choice + ": that file is not among --events");
        require(byFile.put(file, format) == null, choice + ": that file has a format already");
      } else {
        require(!said, choice + ": there is a format for all files already");
        said = true;
        others = format;
      }
    }
    Format otherwise = others;
    return files.stream()
        .map(file -> EventFile.of(file, byFile.getOrDefault(file, otherwise)))
        .toList();
  }

  private void require(boolean met, String what) {
    if (!met) {
      throw new ParameterException(spec.commandLine(), "--format " + what);
    }
  }

  /**
   * The format that an option names.
   *
   * @throws ParameterException if there is none
   */
  static Format format(CommandSpec spec, String name) {
    try {
      return Format.named(name);
    } catch (UnknownFormat e) {
      throw new ParameterException(spec.commandLine(), "--format " + name + ": " + e.getMessage());
    }
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
