package io.waymark.domain.alert;

import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomersTest {

  @Test
  void fewAreCountedExactly() {
    assertThat(some(0, 64).with(hash(3)).count()).isEqualTo(64);
  }

  @Test
  void manyAreCountedInABoundedSketch() {
    Customers many = some(0, 20_000);
    assertThat(many.count()).isCloseTo(20_000, within(1_200L));
    assertThat(many.sketch()).hasSizeLessThan(1_200);
    assertThat(many.with(hash(7)).count()).isEqualTo(many.count());
  }

  @Test
  void togetherEachCountsOnceWhetherFewOrMany() {
    assertThat(Customers.count(List.of(some(0, 10), some(5, 20)))).isEqualTo(20);
    assertThat(Customers.count(List.of(some(0, 10), some(5, 3_000))))
        .isCloseTo(3_000, within(180L));
  }

  @Test
  void whoIsForgottenStaysCounted() {
    Customers two = some(0, 2).without(hash(0));
    assertThat(two.count()).isEqualTo(2);
    assertThat(two.isNobody()).isFalse();
    assertThat(two.without(hash(1)).isNobody()).isTrue();
    assertThat(two.without(hash(9))).isSameAs(two);
  }

  @Test
  void recentIsTheLastFiveMinutesOfTheClock() {
    RecentCustomers recent = RecentCustomers.NONE;
    for (int minute = 0; minute < 30; minute++) {
      recent = recent.with(hash(minute), TEN + minute * MINUTE);
    }
    long now = TEN + 29 * MINUTE + 59_999;
    assertThat(recent.count(now)).isEqualTo(5);
    assertThat(recent.before(now)).isEqualTo(5);
    assertThat(recent.count(now + 3 * MINUTE)).isEqualTo(2);
    assertThat(recent.minutes()).hasSize(10);
    assertThat(recent.with(hash(99), TEN)).as("long ago").isSameAs(recent);
  }

  @Test
  void aFifthMoreIsRisingAFifthFewerFalling() {
    assertThat(Impact.Trend.of(12, 10)).isEqualTo(Impact.Trend.RISING);
    assertThat(Impact.Trend.of(11, 10)).isEqualTo(Impact.Trend.STEADY);
    assertThat(Impact.Trend.of(8, 10)).isEqualTo(Impact.Trend.FALLING);
    assertThat(Impact.Trend.of(0, 0)).isEqualTo(Impact.Trend.STEADY);
  }

  @Test
  void oneTestOrderDoesNotMakeAnIncident() {
    List<OpenFire> fires = new ArrayList<>();
    for (int i = 0; i < 199; i++) {
      fires.add(new OpenFire("s" + i, i, 0, new CartValue(10, "THB")));
    }
    fires.add(new OpenFire("s", 999, 0, new CartValue(1e9, "THB")));
    assertThat(ValueAtRisk.of(fires)).isEqualTo(new CartValue(2_000, "THB"));
  }

  private static Customers some(int from, int to) {
    Customers some = Customers.NONE;
    for (int i = from; i < to; i++) {
      some = some.with(hash(i));
    }
    return some;
  }

  private static long hash(int customer) {
    return Customers.hash("customer-" + customer);
  }
}
