package io.waymark.app.cli;

import io.waymark.app.job.InvalidConfig;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.job.UnreadableConfig;
import io.waymark.app.run.CannotRun;
import io.waymark.app.run.ClusterAddress;
import io.waymark.app.run.RunningJob;
import io.waymark.app.savepoint.Savepoint;
import io.waymark.app.savepoint.TakeOver;
import io.waymark.app.savepoint.UpgradePlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark upgrade plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks whether this release takes over what a savepoint has, and writes the upgrade of a running job as a script:"
          + " stop with a savepoint, check, restore, verify, roll back. Changes nothing itself.",
      "With --savepoint it checks, with --target it writes the script; with both, both."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:this release can go on from the savepoint, or there was none to look at",
      "1:it can't: each reason is said",
      "2:wrong usage, or a configuration that won't do",
      "3:there is no such savepoint, cluster or job"
    })
final class UpgradePlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB", description = "journey, intervention, pulse or delivery.")
  private String title = "";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration that the new release will run with.")
  private Path file = Path.of("");

  @Option(
      names = "--savepoint",
      paramLabel = "PATH",
      description = "A canonical savepoint of the job that runs, or of the one that was stopped.")
  private @Nullable String savepoint;

  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "The Flink cluster that the job runs on: http://host:port.")
  private @Nullable String target;

  @Option(
      names = "--savepoint-dir",
      paramLabel = "URI",
      description = "Where the script puts its savepoint; with --target.")
  private @Nullable String directory;

  @Override
  public Integer call() {
    Job job = Job.named(title).orElseThrow(() -> usage("there is no job %s".formatted(title)));
    if (savepoint == null && target == null) {
      throw usage("--savepoint or --target is missing: what is to be checked, what to be planned?");
    }
    if ((target == null) != (directory == null)) {
      throw usage("--target and --savepoint-dir go together");
    }
    try {
      JobConfig config = JobConfig.load(job, file);
      int code = savepoint == null ? ExitCode.OK : check(savepoint, config);
      if (target != null && directory != null) {
        write(job, address(target), directory);
      }
      return code;
    } catch (UnreadableConfig | CannotRun e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    } catch (InvalidConfig e) {
      e.problems().forEach(this::say);
      return ExitCode.USAGE;
    }
  }

  private int check(String path, JobConfig config) throws CannotRun {
    TakeOver result = TakeOver.of(Savepoint.open(path), config);
    result.notes().forEach(this::say);
    result.findings().forEach(this::say);
    say(
        result.findings().isEmpty()
            ? "this release can go on from " + path
            : "this release can't go on from " + path);
    return result.findings().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private void write(Job job, ClusterAddress cluster, String savepoints) throws CannotRun {
    UpgradePlan plan =
        new UpgradePlan(
            job,
            RunningJob.named(job.title(), cluster),
            cluster,
            file.toAbsolutePath(),
            savepoints);
    PrintWriter out = spec.commandLine().getOut();
    out.print(plan.script());
    out.flush();
  }

  private ClusterAddress address(String text) {
    return ClusterAddress.parse(text)
        .orElseThrow(
            () ->
                usage(
                    "--target %s is not an address such as http://localhost:8081".formatted(text)));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void say(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("waymark upgrade plan: " + message);
    err.flush();
  }
}
