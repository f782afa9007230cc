package io.waymark.bench;

import io.waymark.app.broker.LocalBroker;
import io.waymark.app.work.WorkFolder;
import io.waymark.bench.contender.Assignment;
import io.waymark.bench.contender.BenchTopic;
import io.waymark.bench.contender.ContenderName;
import io.waymark.bench.contender.ContenderProcess;
import io.waymark.bench.contender.Measurement;
import io.waymark.bench.contender.Span;
import io.waymark.bench.log.BenchLog;
import io.waymark.bench.log.LivePace;
import io.waymark.bench.log.LiveProducer;
import io.waymark.bench.log.LogTopic;
import io.waymark.bench.log.Window;
import io.waymark.bench.report.Chart;
import io.waymark.bench.report.Report;
import io.waymark.bench.report.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Live: what an event costs a contender that keeps up with a log while it is being written. */
@Command(
    name = "live",
    description = "Live: CPU per event at the pace at which events happen.",
    mixinStandardHelpOptions = true)
final class Live implements Callable<Integer> {
  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private ContestOptions contest = new ContestOptions();

  @Option(
      names = "--rate",
      defaultValue = "20000",
      description = "Events a second. Default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--warm-up",
      defaultValue = "30s",
      converter = DurationOption.class,
      description = "From the first event on, not measured. Default: ${DEFAULT-VALUE}")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--measure",
      defaultValue = "60s",
      converter = DurationOption.class,
      description = "How long it is measured after that. Default: ${DEFAULT-VALUE}")
  private Duration measure = Duration.ZERO;

  private final Map<String, List<Measurement>> runs = new LinkedHashMap<>();
  private final Map<String, List<LivePace>> paces = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    List<ContenderName> contenders = contest.contenders();
    if (rate < 1) {
      throw new ParameterException(command.commandLine(), "--rate: at least 1 event a second");
    }
    if (!contenders.stream().allMatch(ContenderName::isJob)) {
      throw new ParameterException(
          command.commandLine(), "--contenders: esper follows no log, it only reads one");
    }
    contest.requireCustomersFor(rate);
    Files.createDirectories(contest.out);
    try (WorkFolder work = WorkFolder.create("waymark-bench");
        LocalBroker broker =
            LocalBroker.start(
                System.getProperty("java.class.path"), work.path().resolve("broker"), "1g")) {
      for (int round = 1; round <= contest.rounds; round++) {
        for (ContenderName contender : contenders) {
          Progress.begin(round, contest.rounds, contender.text());
          run(
              contender,
              broker.bootstrapServers(),
              "live-%d-%s".formatted(round, contender.text()),
              work.path());
        }
      }
    }
    Report report = Report.ofLive(contest.machine(), runs, paces);
    report.write(contest.out, "live", Chart.ofLive(report));
    System.out.print(Table.ofLive(report));
    Progress.say("results are in %s", contest.out.toAbsolutePath());
    return paces.values().stream().flatMap(List::stream).allMatch(LivePace::wasHeld) ? 0 : 1;
  }

  private void run(ContenderName contender, String servers, String topic, Path work)
      throws Exception {
    Window window = new Window(warmUp.toMillis(), measure.toMillis());
    LogTopic.create(servers, topic);
    try (RunFolder own = RunFolder.in(work);
        ContenderProcess process =
            ContenderProcess.start(
                new Assignment(
                    contender.text(),
                    new BenchTopic(servers, topic, true),
                    0,
                    window.warmUpMillis() + window.millis(),
                    window,
                    contest.parallelism,
                    own.path().toString()),
                contest.java,
                contest.out.resolve(contender.text() + ".log"))) {
      process.awaitRunning();
      try (LiveProducer producer =
          LiveProducer.start(servers, topic, this::logBeginningAt, window)) {
        Measurement measured = process.await();
        LivePace pace = producer.stop();
        runs.computeIfAbsent(contender.text(), name -> new ArrayList<>()).add(measured);
        paces.computeIfAbsent(contender.text(), name -> new ArrayList<>()).add(pace);
        Progress.end(outcome(measured, pace));
      }
    }
    LogTopic.delete(servers, topic);
  }

  private BenchLog logBeginningAt(long start) {
    return new BenchLog(contest.seed, contest.customers, rate, Long.MAX_VALUE, start, 0);
  }

  private static String outcome(Measurement measured, LivePace pace) {
    Span window = Objects.requireNonNull(measured.steady());
    return "%.1f us of CPU per event, %,.0f events/s, written at %,.0f/s, at most %,d ms late%s"
        .formatted(
            window.microsPerEvent(),
            window.perSecond(),
            pace.perSecond(),
            pace.mostBehindMillis(),
            pace.wasHeld() ? "" : ": THE RATE WAS NOT HELD");
  }
}
