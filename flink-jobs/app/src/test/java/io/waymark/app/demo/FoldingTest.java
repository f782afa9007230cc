package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.demo.Folding.Folded;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FoldingTest {
  private final Folding folding = new Folding();

  @Test
  void aFewOfAKindAreShown() {
    assertThat(folding.shows("a", 0)).isTrue();
    assertThat(folding.shows("a", 1)).isTrue();
    assertThat(folding.shows("a", 2)).isTrue();
    assertThat(folding.due(10_000)).isEmpty();
  }

  @Test
  void ofManyAtOnceTheRestIsToldTogether() {
    for (int i = 0; i < 40; i++) {
      folding.shows("a", 0);
    }

    assertThat(folding.due(4_999)).isEmpty();
    assertThat(folding.due(5_000)).containsExactly(new Folded("a", 37, 5_000));
    assertThat(folding.due(20_000)).isEmpty();
  }

  @Test
  void oneKindDoesNotHideAnother() {
    for (int i = 0; i < 40; i++) {
      folding.shows("a", 0);
    }

    assertThat(folding.shows("b", 0)).isTrue();
  }

  @Test
  void whatComesNowAndThenIsAlwaysShown() {
    for (int i = 0; i < 100; i++) {
      assertThat(folding.shows("a", i * 4_000L)).isTrue();
    }
  }

  @Property
  void everyLineIsEitherShownOrCounted(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 3_000) Integer> gaps) {
    Folding fresh = new Folding();
    long now = 0;
    long told = 0;
    for (int gap : gaps) {
      now += gap;
      told += fresh.shows("kind" + gap % 3, now) ? 1 : 0;
      told += fresh.due(now).stream().mapToLong(Folded::count).sum();
    }
    told += fresh.rest(now).stream().mapToLong(Folded::count).sum();

    assertThat(told).isEqualTo(gaps.size());
  }
}
