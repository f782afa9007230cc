package io.waymark.bench;

import io.waymark.app.broker.LocalBroker;
import io.waymark.app.work.WorkFolder;
import io.waymark.bench.contender.Assignment;
import io.waymark.bench.contender.BenchTopic;
import io.waymark.bench.contender.ContenderName;
import io.waymark.bench.contender.ContenderProcess;
import io.waymark.bench.contender.Measurement;
import io.waymark.bench.contender.Span;
import io.waymark.bench.log.Arms;
import io.waymark.bench.log.BenchLog;
import io.waymark.bench.log.LogTopic;
import io.waymark.bench.log.Patterns;
import io.waymark.bench.report.Chart;
import io.waymark.bench.report.Report;
import io.waymark.bench.report.RuleCount;
import io.waymark.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Catch-up: how fast each contender goes through a log that is already there. */
@Command(
    name = "throughput",
    description = "Catch-up: events per second and per CPU second over a log that is there.",
    mixinStandardHelpOptions = true)
final class Throughput implements Callable<Integer> {
  private static final long LOG_START = 1_767_225_600_000L;

  @Mixin private ContestOptions contest = new ContestOptions();

  @Option(
      names = "--events",
      defaultValue = "10000000",
      description = "Of the log. Default: ${DEFAULT-VALUE}")
  private long events;

  @Option(
      names = "--peer-events",
      defaultValue = "200000",
      description =
          "Of the log, for contenders that would take hours for the whole: cep-N and"
              + " match-recognize. Default: ${DEFAULT-VALUE}")
  private long peerEvents;

  @Option(
      names = "--deadline",
      defaultValue = "10min",
      converter = DurationOption.class,
      description = "When a run is ended that has not finished. Default: ${DEFAULT-VALUE}")
  private Duration deadline = Duration.ZERO;

  /** A log in a topic. */
  private record Log(BenchTopic topic, long events) {}

  private final Map<String, List<Measurement>> runs = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    List<ContenderName> contenders = contest.contenders();
    contest.requireLength("--events", events);
    contest.requireLength("--peer-events", peerEvents);
    contest.requireCustomersFor(BenchLog.EVENTS_PER_SECOND);
    Files.createDirectories(contest.out);
    try (WorkFolder work = WorkFolder.create("waymark-bench");
        LocalBroker broker =
            LocalBroker.start(
                System.getProperty("java.class.path"), work.path().resolve("broker"), "1g")) {
      Map<Boolean, Log> logs = new LinkedHashMap<>();
      for (ContenderName contender : contenders) {
        if (!logs.containsKey(contender.isSlow())) {
          logs.put(contender.isSlow(), write(broker, contender.isSlow()));
        }
      }
      for (int round = 1; round <= contest.rounds; round++) {
        for (ContenderName contender : contenders) {
          Progress.begin(round, contest.rounds, contender.text());
          Measurement measured = measure(contender, logs.get(contender.isSlow()), work.path());
          runs.computeIfAbsent(contender.text(), name -> new ArrayList<>()).add(measured);
          Progress.end(outcome(measured));
        }
      }
    }
    Report report = Report.ofCatchUp(contest.machine(), runs, rules(contenders));
    report.write(contest.out, "throughput", Chart.ofCatchUp(report));
    System.out.print(Table.ofCatchUp(report));
    Progress.say("results are in %s", contest.out.toAbsolutePath());
    return Verdict.of(report);
  }

  private Log write(LocalBroker broker, boolean forSlow) throws Exception {
    long length = forSlow ? Math.min(peerEvents, events) : events;
    String name = forSlow ? "peer-log" : "log";
    Progress.say("writing %,d events of %,d customers", length, contest.customers);
    long start = System.nanoTime();
    LogTopic.create(broker.bootstrapServers(), name);
    long bytes = LogTopic.write(broker.bootstrapServers(), name, log(length));
    Progress.say(
        "written: %d bytes each, in %d s",
        bytes / length, (System.nanoTime() - start) / 1_000_000_000);
    return new Log(new BenchTopic(broker.bootstrapServers(), name, false), length);
  }

  private BenchLog log(long length) {
    return new BenchLog(contest.seed, contest.customers, length, LOG_START, LogTopic.PARTITIONS);
  }

  private Measurement measure(ContenderName contender, Log log, Path work)
      throws IOException, InterruptedException {
    try (RunFolder own = RunFolder.in(work);
        ContenderProcess process =
            ContenderProcess.start(
                new Assignment(
                    contender.text(),
                    log.topic,
                    log.events,
                    deadline.toMillis(),
                    null,
                    contest.parallelism,
                    own.path().toString()),
                contest.java,
                contest.out.resolve(contender.text() + ".log"))) {
      return process.await();
    }
  }

  private static String outcome(Measurement measured) {
    Span whole = measured.whole();
    Span steady = measured.steady();
    String rate =
        "%,.0f events/s, %,.0f a CPU second%s, %,d found"
            .formatted(
                whole.perSecond(),
                whole.perCpuSecond(),
                steady == null ? "" : " (steady %,.0f)".formatted(steady.perCpuSecond()),
                measured.findings());
    return measured.finished()
        ? rate
        : "not finished, %,d of %,d events in %d s: %s"
            .formatted(whole.events(), measured.logEvents(), whole.wallMillis() / 1_000, rate);
  }

  private Map<String, List<RuleCount>> rules(List<ContenderName> contenders) {
    Map<String, List<RuleCount>> rules = new LinkedHashMap<>();
    int most =
        contenders.stream()
            .filter(ContenderName::isWaymark)
            .mapToInt(ContenderName::patterns)
            .max()
            .orElse(0);
    if (most == 0) {
      return rules;
    }
    Progress.say("counting what arms the rules");
    List<Map.Entry<String, Long>> arms =
        List.copyOf(Arms.of(log(events), Patterns.first(most)).entrySet());
    for (ContenderName contender : contenders) {
      if (contender.isWaymark()) {
        Map<String, Long> found = runs.get(contender.text()).get(0).found();
        rules.put(
            contender.text(),
            arms.subList(0, contender.patterns()).stream()
                .map(
                    rule ->
                        new RuleCount(
                            rule.getKey(), rule.getValue(), found.getOrDefault(rule.getKey(), 0L)))
                .toList());
      }
    }
    return rules;
  }
}
