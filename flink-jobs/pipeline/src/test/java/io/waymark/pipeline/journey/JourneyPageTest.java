package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JourneyPageTest {
  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    JourneyAtHand kept =
        JourneyAtHand.restored("ann ✓", 3, new byte[] {1, 2, 3}, 4_000, 3_000, true);
    JourneyAtHand forgotten =
        JourneyAtHand.restored("", 3, null, Long.MAX_VALUE, PackedJourney.NO_TIMER, false);
    assertThat(JourneyPage.read(JourneyPage.write(List.of(kept, forgotten)), 3))
        .usingRecursiveComparison()
        .isEqualTo(List.of(kept, forgotten));
  }

  @Test
  void aPageOfANewerReleaseIsRefused() throws Exception {
    byte[] page = JourneyPage.write(List.of());
    page[0]++;
    assertThatThrownBy(() -> JourneyPage.read(page, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("layout 1, not 2");
  }
}
