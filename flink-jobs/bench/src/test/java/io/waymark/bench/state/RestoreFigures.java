package io.waymark.bench.state;

/**
 * How a population came back in a new process.
 *
 * @param parallelism of the restored job; the checkpoint was taken with two
 * @param firstEventMillis from the job's submission until the first event was done
 * @param perSecond events a second of customers chosen at random after that, all at once there
 */
public record RestoreFigures(
    long customers, String timers, int parallelism, long firstEventMillis, double perSecond) {}
