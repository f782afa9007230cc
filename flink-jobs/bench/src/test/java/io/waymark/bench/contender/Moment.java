package io.waymark.bench.contender;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/** All that has been counted in this process up to a moment. */
record Moment(long events, long wallNanos, long cpuNanos, long gcMillis, long reads, long writes) {

  /** What a job has done up to now. */
  static Moment now(Figures figures) {
    return now(figures.sourced(), figures.sum(Figures.READS), figures.sum(Figures.WRITES));
  }

  /** Of something that counts its events itself and keeps no state in a backend. */
  static Moment now(long events) {
    return now(events, 0, 0);
  }

  private static Moment now(long events, long reads, long writes) {
    long cpu =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    long gc =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    return new Moment(events, System.nanoTime(), cpu, gc, reads, writes);
  }

  Span until(Moment later) {
    return new Span(
        later.events - events,
        (later.wallNanos - wallNanos) / 1_000_000,
        (later.cpuNanos - cpuNanos) / 1_000_000,
        later.gcMillis - gcMillis,
        later.reads - reads,
        later.writes - writes);
  }
}
