package io.waymark.domain.friction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Of the times at which something was seen, the latest are kept, whatever their arrival. */
final class SeenTimesTest {

  @Test
  void areInOrderWhateverTheirArrival() {
    assertThat(known(seen(5, 20, 10, 40, 30))).containsExactly(10L, 20L, 30L, 40L);
  }

  @Test
  void areKeptOnceEach() {
    assertThat(known(seen(3, 10, 20, 10, 20, 30))).containsExactly(10L, 20L, 30L);
  }

  @Test
  void theOldestMakesRoom() {
    assertThat(known(seen(3, 10, 20, 30, 40))).containsExactly(20L, 30L, 40L);
    assertThat(known(seen(3, 10, 20, 40, 30))).containsExactly(20L, 30L, 40L);
    assertThat(known(seen(3, 10, 30, 40, 20))).containsExactly(20L, 30L, 40L);
  }

  @Test
  void anOlderOneThanAllKeptIsNotRemembered() {
    assertThat(known(seen(3, 20, 30, 40, 10))).containsExactly(20L, 30L, 40L);
  }

  @Test
  void whatLiesBeforeATimeIsDropped() {
    SeenTimes times = seen(3, 10, 20, 30);
    times.dropBefore(10);
    assertThat(known(times)).containsExactly(10L, 20L, 30L);
    times.dropBefore(11);
    assertThat(known(times)).containsExactly(20L, 30L);
    times.dropBefore(30);
    assertThat(known(times)).containsExactly(30L);
    times.dropBefore(31);
    assertThat(times.isEmpty()).isTrue();
  }

  private static SeenTimes seen(int capacity, long... times) {
    SeenTimes seen = new SeenTimes(capacity);
    for (long time : times) {
      seen.add(time);
    }
    return seen;
  }

  private static List<Long> known(SeenTimes times) {
    return LongStream.range(0, 50).filter(time -> times.anyIn(time, time)).boxed().toList();
  }
}
