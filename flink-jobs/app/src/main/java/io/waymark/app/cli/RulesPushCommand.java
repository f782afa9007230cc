package io.waymark.app.cli;

import io.waymark.app.rules.PublishedDocuments;
import io.waymark.catalogue.Catalogue;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waymark rules push}. */
@Command(
    name = "push",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a catalogue the one that all jobs follow: all of it at once, or nothing if a rule is refused.",
      "A rule that is new to a running catalogue, or has a higher version than before, takes effect 10 s later, unless it"
          + " says from when; until then the version before goes on. Any other change takes effect as it arrives. A"
          + " published rule that the catalogue lacks is withdrawn."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:published, or it was already",
      "1:a rule was refused and nothing published",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses"
    })
final class RulesPushCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ChosenRules rules = new ChosenRules();

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Option(
      names = "--if-none",
      description = "Do nothing if rules are published already, whichever they are.")
  private boolean ifNone;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Catalogue catalogue = rules.load();
    if (catalogue.hasErrors()) {
      err.println("nothing was published");
      err.flush();
      return ExitCode.FINDINGS;
    }
    TopicsPlace.Place topics = place.resolve(true, err::println);
    if (ifNone && isPublished(topics, err)) {
      return ExitCode.OK;
    }
    PushedRules.push(topics, PublishedDocuments.of(catalogue), spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private static boolean isPublished(TopicsPlace.Place topics, PrintWriter err) {
    long revision = topics.open().list().revision();
    if (revision > 0) {
      err.println("revision " + revision + " is published: nothing is done");
      err.flush();
    }
    return revision > 0;
  }
}
