package io.waymark.app.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which rule's interventions stop or go on, why, and where it is to be said. */
final class PauseWord {
  @Parameters(paramLabel = "RULE", description = "The rule's id.")
  private String rule = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for people.")
  private String reason = "";

  @Mixin private TopicsPlace place = new TopicsPlace();

  int say(boolean paused, PrintWriter err) {
    PauseAccess.say(place.settings(), rule, paused, reason, err);
    return ExitCode.OK;
  }
}
