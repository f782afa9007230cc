package io.waymark.app.cli;

import io.waymark.app.job.JobSettings;
import io.waymark.app.redelivery.DeliveryLog;
import io.waymark.app.redelivery.Redeliveries;
import io.waymark.domain.delivery.Attempt;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waymark deliveries replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Has messages sent once more that are dead, or whose destination was disabled, once the cause is mended: under the same id,"
          + " with the same body. The delivery job asks again whether they have expired and whether the customer has refused;"
          + " a disabled destination is tried again.",
      "Each is sent once: what is in the topic PREFIXredeliveries is not asked for again unless it died again since.",
      "Two replays at the same time may ask for one twice."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all were asked for, or there was nothing to ask for",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses"
    })
final class DeliveriesReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ChosenDeliveries deliveries = new ChosenDeliveries();

  @Option(names = "--dry-run", description = "Says what would be sent; sends nothing.")
  private boolean dryRun;

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    JobSettings settings = place.settings();
    return replay(settings, new DeliveryLog(settings.client(), settings.topics()));
  }

  private int replay(JobSettings settings, DeliveryLog log) {
    List<Attempt> dead =
        log.undelivered(deliveries.choice(Set.of()), deliveries.since().orElse(null));
    if (!dryRun && !dead.isEmpty()) {
      new Redeliveries(settings.client(), settings.topics()).ask(dead);
    }
    PrintWriter out = spec.commandLine().getOut();
    DeliveryTable.counts(out, dead);
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        dryRun
            ? "%,d messages would be sent once more; nothing was sent%n"
            : "%,d messages will be sent once more%n",
        dead.size());
    err.flush();
    return ExitCode.OK;
  }
}
