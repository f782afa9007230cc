package io.waymark.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

  @Parameters(paramLabel = "RULE", description = "The rule's id.")
  private String rule = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for people.")
  private String reason = "";

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    PauseAccess.say(place.settings(), rule, false, reason, spec.commandLine().getErr());
    return ExitCode.OK;
  }
}
