package io.waymark.app.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a growing number has grown in the last seconds. */
final class Rate {
  private static final long WINDOW = Duration.ofSeconds(3).toMillis();

  private record Sample(long at, long value) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Takes the number as of now and returns its growth per second. */
  double perSecond(long now, long value) {
    samples.addLast(new Sample(now, value));
    while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    return now == first.at() ? 0 : (value - first.value()) * 1_000.0 / (now - first.at());
  }
}
