package io.waymark.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code waymark interventions pause}. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Stops the interventions of a rule: what is on its way is taken back, what comes is withheld.",
      "It goes on noticing, and alerting."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:said",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses"
    })
final class InterventionsPauseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private PauseWord word = new PauseWord();

  @Override
  public Integer call() {
    return word.say(true, spec.commandLine().getErr());
  }
}
