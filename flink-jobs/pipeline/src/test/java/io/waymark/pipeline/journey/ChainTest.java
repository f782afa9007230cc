package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A chain keeps what a linked set would. */
class ChainTest {
  private static final class Thing {
    final Chain.Link<Thing> link = new Chain.Link<>(this);
  }

  @Test
  void itHoldsWhatASetInOrderOfInsertionHolds() {
    Random random = new Random(1);
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      things.add(new Thing());
    }
    Chain<Thing> chain = new Chain<>();
    Set<Thing> set = new LinkedHashSet<>();
    for (int i = 0; i < 10_000; i++) {
      Thing thing = things.get(random.nextInt(things.size()));
      if (random.nextBoolean()) {
        assertThat(chain.add(thing.link)).isEqualTo(set.add(thing));
      } else {
        assertThat(chain.remove(thing.link)).isEqualTo(set.remove(thing));
      }
      assertThat(thing.link.isLinked()).isEqualTo(set.contains(thing));
      assertThat(all(chain)).containsExactlyElementsOf(set);
    }
  }

  private static List<Thing> all(Chain<Thing> chain) {
    List<Thing> all = new ArrayList<>();
    for (Thing next = chain.first(); next != null; next = chain.after(next.link)) {
      all.add(next);
    }
    return all;
  }
}
