package io.waymark.bench.report;

import java.util.List;

/**
 * What a rule did on the log.
 *
 * @param arms events with which its pattern begins
 * @param fires signals
 */
public record RuleCount(String rule, long arms, long fires) {

  /** Rules that do nothing cost little: says in a line how many of these do something. */
  static String summary(String contender, List<RuleCount> rules) {
    return "%s: %s; %s"
        .formatted(
            contender,
            range("armed", rules.stream().map(RuleCount::arms).toList()),
            range("fired", rules.stream().map(RuleCount::fires).toList()));
  }

  private static String range(String what, List<Long> counts) {
    return "%,d of %,d rules %s, from %,d to %,d times"
        .formatted(
            counts.stream().filter(count -> count > 0).count(),
            counts.size(),
            what,
            counts.stream().mapToLong(Long::longValue).min().orElse(0),
            counts.stream().mapToLong(Long::longValue).max().orElse(0));
  }
}
