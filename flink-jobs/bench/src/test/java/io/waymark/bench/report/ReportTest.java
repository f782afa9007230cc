package io.waymark.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.bench.contender.Measurement;
import io.waymark.bench.contender.Span;
import io.waymark.bench.log.LivePace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final long EVENTS = 1_000_000;
  private static final Machine MACHINE =
      new Machine(2, 24L << 30, "Linux", "17", "2.2.1", "2026-01-01T00:00:00Z", "throughput", 1);

  static {
    // As the command does.
    Locale.setDefault(Locale.ROOT);
  }

  private final Map<String, List<Measurement>> runs = new LinkedHashMap<>();

  @Test
  void aRatioIsTheMedianOfTheRatiosWithinTheRounds() {
    // The machine gets slower: the ratio of the medians would be 0.5.
    runs.put("floor", List.of(run("floor", 10), run("floor", 20), run("floor", 40)));
    runs.put(
        "waymark-16", List.of(run("waymark-16", 20), run("waymark-16", 25), run("waymark-16", 50)));

    Stretch waymark = catchUp().standings().get(1).whole();

    assertThat(waymark.toFloor()).isEqualTo(new Spread(0.8, 0.5, 0.8));
    assertThat(waymark.perCpuSecond()).isEqualTo(new Spread(40_000, 20_000, 50_000));
  }

  @Test
  void aRoundThatARunDidNotGetToTheSteadyPartOfHasNoRatio() {
    runs.put("floor", List.of(run("floor", 10), run("floor", 10)));
    Measurement stuck = unfinished("cep-4", 50_000, 100);
    runs.put("cep-4", List.of(stuck, run("cep-4", 100)));

    Standing cep = catchUp().standings().get(1);

    assertThat(cep.steady().toFloor()).isEqualTo(new Spread(0.1, 0.1, 0.1));
    assertThat(cep.whole().toFloor().least()).isEqualTo(0.005);
    assertThat(cep.unfinished()).isEqualTo(1);
  }

  @Test
  void withoutTheFloorThereAreNoRatios() {
    runs.put("waymark-1", List.of(run("waymark-1", 10)));

    assertThat(catchUp().standings().get(0).whole().toFloor()).isNull();
    assertThat(Table.ofCatchUp(catchUp())).contains("100k");
  }

  @Test
  void theTableHasALineForEachAndSaysWhatIsDifferentAboutIt() {
    runs.put("floor", List.of(run("floor", 10), run("floor", 20)));
    runs.put("waymark-1", List.of(run("waymark-1", 16), run("waymark-1", 16)));
    runs.put("cep-4", List.of(unfinished("cep-4", 50_000, 100)));
    Report report =
        Report.ofCatchUp(
            MACHINE, runs, Map.of("waymark-1", List.of(new RuleCount("rage-click", 1_234, 7))));

    assertThat(Table.ofCatchUp(report))
        .isEqualTo(
            """
            contender    steady: events/CPU-s   x floor   events/s   events/access    GC     whole: events/CPU-s   x floor   events/s   findings   memory
            floor       75.0k (50.0k to 100k)      1.00       250k            0.50   5 %   75.0k (50.0k to 100k)      1.00       200k          0   512 MB
            waymark-1                   62.5k      0.94       250k            0.50   5 %                   62.5k      0.94       200k          0   512 MB
            cep-4                           -         -          -               -     -                     500     0.005        500          0   512 MB
            waymark-1: 1 of 1 rules armed, from 1,234 to 1,234 times; 1 of 1 rules fired, from 7 to 7 times
            cep-4: 1 of 1 runs not finished, 50,000 of 1,000,000 events in 100 s
            2 cores, 24 GiB, JDK 17, Flink 2.2.1, 2026-01-01T00:00:00Z
            """);
  }

  @Test
  void theLiveTableSaysWhereTheRateWasNotHeld() {
    runs.put("floor", List.of(run("floor", 10), run("floor", 20)));
    runs.put("waymark-1", List.of(run("waymark-1", 16), run("waymark-1", 16)));
    List<LivePace> held =
        List.of(new LivePace(20_000, 19_990, 40), new LivePace(20_000, 20_010, 999));
    List<LivePace> tooLittleAndTooLate =
        List.of(new LivePace(20_000, 19_000, 40), new LivePace(20_000, 20_000, 1_001));

    assertThat(
            Table.ofLive(
                Report.ofLive(
                    MACHINE, runs, Map.of("floor", held, "waymark-1", tooLittleAndTooLate))))
        .contains("16.0")
        .contains("waymark-1: the producer held the rate in only 0 of 2 rounds")
        .doesNotContain("floor: the producer");
  }

  @Test
  void contendersThatLookForTheSameHaveToFindTheSame() {
    runs.put("waymark-4", List.of(found("waymark-4", EVENTS, Map.of("rage-click", 7L), 1)));
    runs.put("esper-4", List.of(found("esper-4", EVENTS, Map.of("rage-click", 8L), 2)));

    assertThat(catchUp().disagreements())
        .containsExactly(
            "waymark-4 and esper-4 looked for the same and did not find the same"
                + " (rage-click: 7 and 8)");
  }

  @Test
  void asManyOfEachButOthersIsNotTheSame() {
    runs.put("waymark-1", List.of(found("waymark-1", EVENTS, Map.of("rage-click", 7L), 1)));
    runs.put(
        "match-recognize-heap",
        List.of(found("match-recognize-heap", EVENTS, Map.of("rage-click", 7L), 2)));

    assertThat(catchUp().disagreements())
        .containsExactly(
            "waymark-1 and match-recognize-heap looked for the same and did not find the same"
                + " (as many of each pattern, but others)");
  }

  @Test
  void otherPatternsAnotherLogOrARunThatWasEndedSayNothing() {
    runs.put("waymark-4", List.of(found("waymark-4", EVENTS, Map.of("rage-click", 7L), 1)));
    runs.put("waymark-1", List.of(found("waymark-1", EVENTS, Map.of("rage-click", 7L), 2)));
    runs.put("cep-4", List.of(found("cep-4", EVENTS / 2, Map.of("rage-click", 3L), 3)));
    runs.put("cep-heap-4", List.of(unfinished("cep-heap-4", EVENTS, 100)));

    assertThat(catchUp().disagreements()).isEmpty();
  }

  @Test
  void rulesThatDoNothingAreSeen() {
    assertThat(
            RuleCount.summary(
                "waymark-3",
                List.of(
                    new RuleCount("a", 1_200, 3),
                    new RuleCount("b", 5, 0),
                    new RuleCount("c", 0, 0))))
        .isEqualTo(
            "waymark-3: 2 of 3 rules armed, from 0 to 1,200 times;"
                + " 1 of 3 rules fired, from 0 to 3 times");
  }

  private Report catchUp() {
    return Report.ofCatchUp(MACHINE, runs, Map.of());
  }

  private static Measurement run(String contender, int cpuSeconds) {
    Span whole = new Span(EVENTS, 5_000, cpuSeconds * 1_000L, 100, EVENTS, EVENTS);
    Span steady = new Span(EVENTS / 2, 2_000, cpuSeconds * 500L, 100, EVENTS / 2, EVENTS / 2);
    return measured(contender, EVENTS, true, whole, steady, Map.of(), 0);
  }

  private static Measurement unfinished(String contender, long read, int cpuSeconds) {
    Span whole = new Span(read, 100_000, cpuSeconds * 1_000L, 0, 0, 0);
    return measured(contender, EVENTS, false, whole, null, Map.of(), 9);
  }

  private static Measurement found(
      String contender, long events, Map<String, Long> found, long digest) {
    Span span = new Span(events, 1, 1, 0, 0, 0);
    return measured(contender, events, true, span, span, found, digest);
  }

  private static Measurement measured(
      String contender,
      long logEvents,
      boolean finished,
      Span whole,
      @Nullable Span steady,
      Map<String, Long> found,
      long digest) {
    return new Measurement(
        contender, logEvents, finished, whole, steady, found, digest, Map.of(), 512L << 20);
  }
}
