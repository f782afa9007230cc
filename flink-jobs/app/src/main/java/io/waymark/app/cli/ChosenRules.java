package io.waymark.app.cli;

import io.waymark.catalogue.Catalogue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that says which rules to go by. */
final class ChosenRules {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description = "A YAML file or a directory of them (default: the shipped catalogue).")
  private @Nullable Path rules;

  /**
   * Loads them and prints what is wrong with them.
   *
   * @throws CommandFailed if they cannot be read
   */
  Catalogue load() {
    Catalogue catalogue = rules == null ? Catalogue.shipped() : RuleFiles.load(rules);
    RuleFiles.printProblems(catalogue.problems(), spec.commandLine().getErr());
    return catalogue;
  }
}
