package io.waymark.app.demo;

import io.waymark.app.job.AnomaliesFile;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen: whose events, in what time.
 *
 * @param log the log to replay; null for the simulated shop
 */
record Program(ShopClock clock, @Nullable EventLog log) {
  /** How long a faster shop keeps its speed, if nobody says how long the demo is to run. */
  private static final Duration FAST = Duration.ofHours(1);

  /** How long the replay of a log takes, if nobody says how fast it is to be. */
  private static final Duration REPLAY = Duration.ofMinutes(3);

  private static final String NORMAL = "/demo/anomalies.yaml";

  /**
   * Makes the program.
   *
   * @param now wall clock
   */
  static Program of(DemoSettings settings, @Nullable EventLog log, long now) {
    if (log != null) {
      double speed =
          Objects.requireNonNullElseGet(
              settings.speed(), () -> Math.max(1, (double) log.span() / REPLAY.toMillis()));
      return new Program(
          ShopClock.fast(now, speed, Duration.ofMillis((long) (log.span() / speed))), log);
    }
    return new Program(
        ShopClock.fast(
            now,
            Objects.requireNonNullElse(settings.speed(), 1.0),
            Objects.requireNonNullElse(settings.length(), FAST)),
        null);
  }

  Shop open(List<Rule> rules) {
    if (log == null) {
      return new SimulatedShop(clock.opening());
    }
    try {
      return new ReplayedLog(log, clock.opening(), deadlines(rules));
    } catch (IOException e) {
      throw new DemoFailed("cannot read " + log.file().name() + ": " + e.getMessage(), e);
    }
  }

  /** What is normal: in a log, what is shipped says; at the simulated shop, what is said of it. */
  AnomaliesFile anomalies() {
    if (log != null) {
      return AnomaliesFile.SHIPPED;
    }
    try (var in = Program.class.getResourceAsStream(NORMAL)) {
      return new AnomaliesFile(
          NORMAL, new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Attributes that rules take times from. */
  private static Set<String> deadlines(List<Rule> rules) {
    return rules.stream()
        .map(rule -> rule.when() instanceof Pattern.Absence absence ? absence.until() : null)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }
}
