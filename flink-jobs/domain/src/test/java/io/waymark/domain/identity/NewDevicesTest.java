package io.waymark.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.Limits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On how many devices somebody may be new. */
final class NewDevicesTest {
  private static final Limits.Device THREE_IN_TEN = new Limits.Device(50, 3, 10, 16);

  @Test
  void asManyAsThereMayBeAndNoMore() {
    long[] three = after(after(after(null, 100), 105), 110);
    assertThat(three).hasSize(3);
    assertThat(NewDevices.with(110, three, THREE_IN_TEN)).isNull();
  }

  @Test
  void whatIsLongerAgoDoesNotCount() {
    long[] three = after(after(after(null, 100), 105), 110);
    assertThat(after(three, 111)).containsExactly(105, 110, 111);
  }

  @Test
  void whoComesLateIsCountedWhereTheyBelong() {
    long[] two = after(after(null, 110), 105);
    assertThat(after(two, 99)).isEqualTo(two);
    assertThat(NewDevices.with(100, after(two, 101), THREE_IN_TEN)).isNull();
  }

  private static long[] after(long @Nullable [] known, long time) {
    return Objects.requireNonNull(NewDevices.with(time, known, THREE_IN_TEN));
  }
}
