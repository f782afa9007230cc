package io.waymark.app.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentLettersTest {
  private final Shelf shelf = new Shelf();

  @Test
  void theLastOfAllPartitionsAreFoundInTheOrderOfTheirTimes() {
    for (int i = 0; i < 10; i++) {
      RejectReason reason = i % 2 == 0 ? RejectReason.NO_ID : RejectReason.NO_TIME;
      shelf.file(i < 7 ? 0 : 1, 1_000 + i, new DeadLetter("in", 0, i, 1L, reason, "", null, null));
    }
    LetterChoice choice = new LetterChoice(Set.of(RejectReason.NO_ID), Set.of("in"));
    LetterLog log = shelf.open();
    RecentLetters recent = RecentLetters.find(log, choice, log.beginnings(), 3);

    List<Long> shown = new ArrayList<>();
    shelf
        .open()
        .read(
            recent.from(),
            filed -> {
              if (choice.takes(filed)) {
                shown.add(filed.letter().offset());
              }
              return true;
            });

    assertThat(shown).containsExactly(4L, 6L, 8L);
    assertThat(recent.shown()).isEqualTo(3);
    assertThat(recent.counts().total()).isEqualTo(5);
  }
}
