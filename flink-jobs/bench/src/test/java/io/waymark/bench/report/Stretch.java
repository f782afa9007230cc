package io.waymark.bench.report;

import io.waymark.bench.contender.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The same stretch of all runs of a contender. Where the machine was disturbed, all contenders of a
 * round were: a ratio is the median of the ratios within the rounds.
 *
 * @param perSecond events
 * @param perCpuSecond events
 * @param microsPerEvent of CPU
 * @param eventsPerAccess events for each read or write of state; null if the contender does not
 *     tell
 * @param gcShare of the time on the wall
 * @param toFloor events per CPU second by those of the floor; null if it did not run
 */
public record Stretch(
    Spread perSecond,
    Spread perCpuSecond,
    Spread microsPerEvent,
    @Nullable Spread eventsPerAccess,
    Spread gcShare,
    @Nullable Spread toFloor) {

  /**
   * Of a contender's runs, by round, with the floor's. A run that did not get so far is null.
   *
   * @return null if no run got so far
   */
  static @Nullable Stretch of(List<@Nullable Span> runs, List<@Nullable Span> floor) {
    List<Span> there = runs.stream().filter(Objects::nonNull).toList();
    Spread perSecond = Spread.of(there.stream().map(Span::perSecond).toList());
    Spread perCpuSecond = Spread.of(there.stream().map(Span::perCpuSecond).toList());
    Spread microsPerEvent = Spread.of(there.stream().map(Span::microsPerEvent).toList());
    Spread gcShare =
        Spread.of(there.stream().map(run -> run.gcMillis() / (double) run.wallMillis()).toList());
    if (perSecond == null || perCpuSecond == null || microsPerEvent == null || gcShare == null) {
      return null;
    }
    return new Stretch(
        perSecond,
        perCpuSecond,
        microsPerEvent,
        Spread.of(there.stream().filter(Span::tellsAccesses).map(Span::eventsPerAccess).toList()),
        gcShare,
        Spread.of(ratios(runs, floor)));
  }

  private static List<Double> ratios(List<@Nullable Span> runs, List<@Nullable Span> floor) {
    List<Double> ratios = new java.util.ArrayList<>();
    for (int round = 0; round < Math.min(runs.size(), floor.size()); round++) {
      Span run = runs.get(round);
      Span least = floor.get(round);
      if (run != null && least != null) {
        ratios.add(run.perCpuSecond() / least.perCpuSecond());
      }
    }
    return ratios;
  }
}
