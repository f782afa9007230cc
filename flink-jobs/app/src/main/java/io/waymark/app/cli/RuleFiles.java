package io.waymark.app.cli;

import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Rules named on the command line. */
final class RuleFiles {
  private RuleFiles() {}

  /**
   * Loads a file or directory.
   *
   * @throws CommandFailed if it cannot be read
   */
  static Catalogue load(Path rules) {
    if (!Files.exists(rules)) {
      throw new CommandFailed("there is no file or directory " + rules);
    }
    try {
      return CatalogueLoader.load(rules);
    } catch (IOException e) {
      throw new CommandFailed("cannot read " + rules + ": " + e.getMessage());
    }
  }

  /** Prints what is wrong with a file, a line each. */
  static void printProblems(List<Problem> problems, PrintWriter err) {
    for (Problem problem : problems) {
      String style = problem.level() == Problem.Level.ERROR ? "red" : "yellow";
      String level = problem.level() == Problem.Level.ERROR ? "error" : "warning";
      err.println(
          problem.place()
              + ": "
              + Ansi.AUTO.string("@|bold," + style + " " + level + "|@")
              + ": "
              + problem.message());
    }
    err.flush();
  }
}
