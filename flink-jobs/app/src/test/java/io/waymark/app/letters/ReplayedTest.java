package io.waymark.app.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.letters.Replayed.Run;
import io.waymark.pipeline.wire.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayedTest {
  private static final LetterChoice OVERSIZE =
      new LetterChoice(Set.of(RejectReason.OVERSIZE), Set.of());
  private static final LetterChoice CLICKS = new LetterChoice(Set.of(), Set.of("clicks"));

  @Test
  void runsStandBesideTheOffsetAsText() {
    Replayed replayed = new Replayed(7, List.of(new Run(OVERSIZE, 9, 20), new Run(CLICKS, 7, 12)));

    assertThat(replayed.text()).isEqualTo("oversize/*/9-20 */clicks/7-12");
    assertThat(Replayed.parse(7, replayed.text())).isEqualTo(replayed);
  }

  @Test
  void aRunThatGoesOnIsOneRun() {
    Replayed replayed =
        new Replayed(0, List.of()).and(new Run(OVERSIZE, 0, 5)).and(new Run(OVERSIZE, 5, 9));

    assertThat(replayed.runs()).containsExactly(new Run(OVERSIZE, 0, 9));
    assertThat(replayed.and(9).runs()).isEmpty();
  }

  @Test
  void textThatIsNotUnderstoodTellsOfNoRuns() {
    for (String text : List.of("x", "oversize/*/9", "no_such_reason/*/1-2", "*/*/1-2 {")) {
      assertThat(Replayed.parse(7, text)).isEqualTo(new Replayed(7, List.of()));
    }
  }

  @Test
  void ofMoreRunsThanTheBrokerKeepsTheOldestAreForgotten() {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      runs.add(new Run(new LetterChoice(Set.of(), Set.of("t".repeat(100) + i)), 0, i + 1));
    }
    Replayed replayed = new Replayed(0, runs);

    assertThat(replayed.text()).hasSizeLessThanOrEqualTo(4000);
    List<Run> kept = Replayed.parse(0, replayed.text()).runs();
    assertThat(kept).hasSizeGreaterThan(30).isEqualTo(runs.subList(100 - kept.size(), 100));
  }
}
