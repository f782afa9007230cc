package io.waymark.app.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.rules.DocumentDating;
import io.waymark.app.rules.PublishedDocuments;
import io.waymark.catalogue.Catalogue;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waymark rules diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what a push would change, as a unified diff of each rule that is published or would be. Publishes nothing.",
      "A rule that is new to a running catalogue, or a higher version, shows the time from which it would take effect if it"
          + " were pushed now."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing would change",
      "1:something would, or a rule would be refused",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses, or there is no such topic"
    })
final class RulesDiffCommand implements Callable<Integer> {
  private static final int CONTEXT = 3;
  private static final String NOTHING = "/dev/null";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ChosenRules rules = new ChosenRules();

  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "What going back to this revision would change, instead of a push of files.")
  private @Nullable Long revision;

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    TopicsPlace.Place topics = place.resolve(false, difference -> {});
    Map<String, String> documents =
        revision == null ? ofFiles() : KeptRevision.documents(topics, revision);
    if (documents == null) {
      return ExitCode.FINDINGS;
    }
    return print(topics.open().changes(documents, new DocumentDating()));
  }

  private @Nullable Map<String, String> ofFiles() {
    Catalogue catalogue = rules.load();
    return catalogue.hasErrors() ? null : PublishedDocuments.of(catalogue);
  }

  private int print(RulesTopic.Changes changes) {
    PrintWriter out = spec.commandLine().getOut();
    changes
        .changes()
        .forEach((id, change) -> unified(id, change).forEach(line -> out.println(line)));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%d new, %d changed, %d withdrawn, %d unchanged%n",
        changes.added().size(),
        changes.changed().size(),
        changes.withdrawn().size(),
        changes.unchanged().size());
    err.flush();
    return changes.changes().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private static List<String> unified(String id, RulesTopic.Change change) {
    List<String> before = lines(change.before());
    return UnifiedDiffUtils.generateUnifiedDiff(
        change.before() == null ? NOTHING : "published/" + id,
        change.after() == null ? NOTHING : "pushed/" + id,
        before,
        DiffUtils.diff(before, lines(change.after())),
        CONTEXT);
  }

  private static List<String> lines(@Nullable String text) {
    return text == null ? List.of() : text.lines().toList();
  }
}
