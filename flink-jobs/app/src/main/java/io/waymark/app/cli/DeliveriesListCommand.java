package io.waymark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.app.format.JsonRecordWriter;
import io.waymark.app.job.JobSettings;
import io.waymark.app.redelivery.DeliveryLog;
import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.wire.UndecodableException;
import io.waymark.pipeline.wire.Words;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark deliveries list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists what became of messages at their destinations, the newest last: each attempt is a line."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:listed",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses"
    })
final class DeliveriesListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ChosenDeliveries deliveries = new ChosenDeliveries();

  @Option(
      names = "--status",
      paramLabel = "S",
      description =
          "Only those with this status: delivered, failed, dead, expired, cancelled, suppressed, disabled; may be"
              + " repeated.")
  private List<String> statuses = List.of();

  @Option(names = "--limit", paramLabel = "N", description = "The last so many (default: 100).")
  private int limit = 100;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit has to be at least 1");
    }
    var choice = deliveries.choice(statuses());
    Long since = deliveries.since().orElse(null);
    JobSettings settings = place.settings();
    DeliveryLog log = new DeliveryLog(settings.client(), settings.topics());
    return print(log.recent(choice, since, limit));
  }

  private int print(DeliveryLog.Recent recent) {
    PrintWriter out = spec.commandLine().getOut();
    JsonRecordWriter writer = new JsonRecordWriter();
    if (!json && !recent.attempts().isEmpty()) {
      DeliveryTable.heading(out);
    }
    for (Attempt attempt : recent.attempts()) {
      if (json) {
        out.println(new String(writer.delivery(attempt), UTF_8));
      } else {
        DeliveryTable.row(out, attempt);
      }
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.printf(Locale.ROOT, "%,d attempts", recent.total());
    long more = recent.total() - recent.attempts().size();
    if (more > 0) {
      err.printf(Locale.ROOT, ", %,d more than listed; --limit %d lists all", more, recent.total());
    }
    err.println();
    err.flush();
    return ExitCode.OK;
  }

  private Set<Attempt.Status> statuses() {
    Set<Attempt.Status> chosen = new HashSet<>();
    for (String word : statuses) {
      try {
        chosen.add(Words.parse(Attempt.Status.class, "status", word));
      } catch (UndecodableException e) {
        throw new ParameterException(
            spec.commandLine(),
            "--status %s: there is no such status; there are %s"
                .formatted(
                    word,
                    Arrays.stream(Attempt.Status.values())
                        .map(Words::of)
                        .collect(Collectors.joining(", "))));
      }
    }
    return chosen;
  }
}
