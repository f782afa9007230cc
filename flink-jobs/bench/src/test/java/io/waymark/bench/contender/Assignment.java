package io.waymark.bench.contender;

import io.waymark.bench.log.Window;
import org.jspecify.annotations.Nullable;

/**
 * One run of a contender, for the process that runs it.
 *
 * @param contender its name
 * @param events how many the log has; 0 if it goes on for ever
 * @param deadlineMillis after which it is ended, finished or not
 * @param window when to measure; null if the whole of a log that is there
 * @param parallelism of a job on Flink
 * @param work an empty folder of its own
 */
public record Assignment(
    String contender,
    BenchTopic topic,
    long events,
    long deadlineMillis,
    @Nullable Window window,
    int parallelism,
    String work) {}
