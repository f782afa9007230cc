package io.waymark.app.cli;

import io.waymark.app.job.InvalidConfig;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.job.JobSettings;
import io.waymark.app.job.UnreadableConfig;
import io.waymark.app.kafka.InteractionSource;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.run.CannotRun;
import io.waymark.app.run.CheckpointDirectory;
import io.waymark.app.run.ClusterAddress;
import io.waymark.app.run.LocalRun;
import io.waymark.app.run.RemoteRun;
import io.waymark.app.run.Start;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a job against Kafka: in this process, or on a Flink cluster with --target.",
      "It resumes from its newest complete checkpoint and says so. Topics that are missing are made."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:printed, or submitted and running",
      "2:wrong usage, or a configuration that won't do",
      "3:cannot run: a file, the broker, the cluster, or the job failed",
      "130:interrupted"
    })
final class RunCommand implements Callable<Integer> {
  private final boolean terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB", description = "journey, intervention, pulse or delivery.")
  private String job = "";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Flat YAML with waymark.* and Flink's own keys; see --print-config.")
  private @Nullable Path config;

  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "Submits the job to the Flink cluster with this web page: http://host:port.")
  private @Nullable String target;

  @Option(
      names = "--fresh",
      description = "Starts without any state; later starts ignore the checkpoints of before, too.")
  private boolean fresh;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "Starts from this checkpoint or savepoint, which is left as it is.")
  private @Nullable String from;

  @Option(
      names = "--print-config",
      description = "Writes a configuration with every option explained, and ends.")
  private boolean printConfig;

  RunCommand(boolean terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Job known = job();
    if (printConfig) {
      spec.commandLine().getOut().print(known.template());
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
    if (config == null) {
      throw usage("--config FILE is missing; --print-config writes one to start from");
    }
    if (fresh && from != null) {
      throw usage("--fresh and --from can't be used together");
    }
    try {
      RemoteRun remote = target == null ? null : new RemoteRun(address(target), JobJar.locate());
      JobConfig read = JobConfig.load(known, config);
      if (remote != null) {
        remote.ensureReachable();
      }
      prepare(read);
      return remote == null ? here(read) : there(read, remote);
    } catch (UnreadableConfig e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    } catch (InvalidConfig e) {
      e.problems().forEach(this::say);
      return ExitCode.USAGE;
    } catch (CannotRun e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }

  private int here(JobConfig read) throws CannotRun {
    CheckpointDirectory checkpoints =
        new CheckpointDirectory(read.flink().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
    checkpoints.ensureWritable();
    checkpoints.claim();
    Start start = start(read);
    say(start.message());
    AtomicBoolean ending = new AtomicBoolean();
    LocalRun run = LocalRun.start(start.config());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ending.set(true);
                  run.close();
                },
                "end-of-run"));
    say("%s is running; Flink's web page: %s; Ctrl-C ends it".formatted(job, run.web()));
    try (TickingLine line = StatusLine.start(spec.commandLine().getErr(), terminal, run)) {
      run.await();
    } catch (CannotRun e) {
      if (!ending.get()) {
        throw e;
      }
    }
    return ending.get() ? ExitCode.INTERRUPTED : ExitCode.OK;
  }

  private int there(JobConfig read, RemoteRun remote) throws CannotRun {
    Start start = fresh || from != null ? start(read) : Start.newest(read, remote.target());
    say(start.message());
    JobID id = remote.submit(start.config());
    say("%s is running on %s".formatted(job, remote.target()));
    spec.commandLine().getOut().println(id);
    return ExitCode.OK;
  }

  private Start start(JobConfig read) throws CannotRun {
    if (fresh) {
      return Start.fresh(read);
    }
    return from == null ? Start.newest(read) : Start.from(read, from);
  }

  private ClusterAddress address(String text) {
    return ClusterAddress.parse(text)
        .orElseThrow(
            () ->
                usage(
                    "--target %s is not an address such as http://localhost:8081".formatted(text)));
  }

  private void prepare(JobConfig read) throws CannotRun {
    JobSettings settings = read.settings();
    try (TopicAdmin admin = TopicAdmin.connect(settings.client())) {
      admin.ensure(settings.topics().all()).forEach(this::say);
      List<String> missing =
          read.job().readsEvents()
              ? admin.missing(
                  settings.sources().stream().map(InteractionSource.Topic::name).toList())
              : List.of();
      if (!missing.isEmpty()) {
        throw new CannotRun(
            "there is no topic %s; the configuration names it as a source"
                .formatted(String.join(", ", missing)));
      }
    }
    if (read.job().needsRules()) {
      lookForRules(settings);
    }
  }

  private void lookForRules(JobSettings settings) {
    RulesTopic rules =
        new RulesTopic(settings.client(), settings.topics().rules(), InstantSource.system());
    if (rules.list().rules().isEmpty()) {
      say(
          "there are no rules in topic %s: events wait; publish rules with: waymark rules push"
              .formatted(settings.topics().rules()));
    }
  }

  private Job job() {
    return Job.named(job)
        .orElseThrow(
            () ->
                usage(
                    "there is no job %s; there are %s"
                        .formatted(
                            job,
                            Arrays.stream(Job.values())
                                .map(Job::title)
                                .collect(Collectors.joining(", ")))));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void say(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("waymark run: " + message);
    err.flush();
  }
}
