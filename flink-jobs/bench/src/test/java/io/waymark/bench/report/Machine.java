package io.waymark.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** On what, when and how it was measured: what somebody needs who wants to repeat it. */
public record Machine(
    int cores,
    long memoryBytes,
    String system,
    String jdk,
    String flink,
    String date,
    String commandLine,
    long seed) {

  /** This one, now. */
  public static Machine here(List<String> commandLine, long seed) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        "%s %s".formatted(system.getName(), system.getArch()),
        Runtime.version().toString(),
        EnvironmentInformation.getVersion(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        String.join(" ", commandLine),
        seed);
  }

  /** In a line, below a table or a chart. */
  @Override
  public String toString() {
    return "%d cores, %d GiB, JDK %s, Flink %s, %s"
        .formatted(cores, Math.round(memoryBytes / 1024.0 / 1024 / 1024), jdk, flink, date);
  }
}
