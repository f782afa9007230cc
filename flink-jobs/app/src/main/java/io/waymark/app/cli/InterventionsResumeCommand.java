package io.waymark.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code waymark interventions resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {"Lets the interventions of a rule go on."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:said",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses"
    })
final class InterventionsResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private PauseWord word = new PauseWord();

  @Override
  public Integer call() {
    return word.say(false, spec.commandLine().getErr());
  }
}
