package io.waymark.app.cli;

import io.waymark.app.cluster.ClusterStatus;
import io.waymark.app.cluster.FlinkJob;
import io.waymark.app.format.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cluster for people.
 *
 * @param now epoch milliseconds
 */
record ClusterTable(long now) {
  private static final String PROCESS = "%-16s %-8s %8s %8s %6s  %-22s %-30s %s%n";
  private static final String JOB = "%-14s %-12s %7s %8s  %-28s %6s  %s%n";
  private static final int KILO = 1024;

  void print(ClusterStatus status, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        PROCESS,
        "PROCESS",
        "STATE",
        "PID",
        "FOR",
        "STARTS",
        "ADDRESS",
        "METRICS",
        "LOG");
    status.processes().forEach(process -> print(process, out));
    out.println();
    List<FlinkJob> jobs = status.jobs();
    if (jobs == null) {
      out.println("No JobManager answers.");
    } else if (jobs.isEmpty()) {
      out.println("No job is on the cluster.");
    } else {
      out.printf(
          Locale.ROOT, JOB, "JOB", "STATE", "TASKS", "RESTARTS", "CHECKPOINT", "FAILED", "ID");
      jobs.forEach(job -> print(job, out));
    }
    out.flush();
  }

  private void print(ClusterStatus.Process process, PrintWriter out) {
    Long startedAt = process.startedAt();
    out.printf(
        Locale.ROOT,
        PROCESS,
        process.name(),
        process.state().name().toLowerCase(Locale.ROOT),
        process.pid() == null ? "-" : process.pid().toString(),
        startedAt == null ? "-" : since(startedAt),
        process.starts(),
        process.address().isEmpty() ? "-" : process.address(),
        process.metrics().isEmpty() ? "-" : process.metrics(),
        process.log());
  }

  private void print(FlinkJob job, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        JOB,
        Printable.of(job.name()),
        Printable.of(job.state()),
        job.running() + "/" + job.tasks(),
        job.restarts(),
        checkpoint(job.checkpoint()),
        job.failedCheckpoints(),
        Printable.of(job.id()));
  }

  private String checkpoint(FlinkJob.@Nullable Checkpoint last) {
    return last == null
        ? "none yet"
        : "%d, %s ago, %d KiB"
            .formatted(last.number(), since(last.completedAt()), last.bytes() / KILO);
  }

  private String since(long at) {
    Duration time = Duration.ofMillis(Math.max(0, now - at));
    if (time.toHours() > 0) {
      return "%d h %02d".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d m %02d".formatted(time.toMinutes(), time.toSecondsPart())
        : time.toSeconds() + " s";
  }
}
