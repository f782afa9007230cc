package io.waymark.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order of events, and when two values are equal. */
final class EventOrderTest {

  @Test
  void idsAreOrderedByCodePoints() {
    List<String> ascending =
        List.of(
            "",
            "A",
            "a",
            "a ",
            "aa",
            "b",
            "\u00E9",
            "\uD7FF",
            "\uE000",
            "\uFF5E",
            "\uD83D\uDE00",
            "\uD83D\uDE01",
            "\uDBFF\uDFFF");
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        assertThat(Integer.signum(CodePoints.compare(ascending.get(i), ascending.get(j))))
            .as(ascending.get(i) + " and " + ascending.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void timeComesBeforeTheId() {
    assertThat(Event.ORDER.compare(event("b", 1), event("a", 2))).isNegative();
    assertThat(Event.ORDER.compare(event("b", 2), event("a", 2))).isPositive();
    assertThat(Event.ORDER.compare(event("a", 2), event("a", 2))).isZero();
  }

  @Test
  void numbersAreEqualByValue() {
    assertThat(Scalar.equal(1L, 1.0)).isTrue();
    assertThat(Scalar.equal(1L, 1.5)).isFalse();
    assertThat(Scalar.equal(1L, "1")).isFalse();
    assertThat(Scalar.equal(0.0, -0.0)).isTrue();
    assertThat(Scalar.canonical(-0x1p63)).isEqualTo(Long.MIN_VALUE);
    assertThat(Scalar.canonical(0x1p63)).isEqualTo(BigInteger.TWO.pow(63));
    assertThat(Scalar.canonical(-0x1p64)).isEqualTo(BigInteger.TWO.pow(64).negate());
    assertThat(Scalar.canonical(1.5)).isEqualTo(1.5);
    assertThat(Scalar.canonical(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Scalar.canonical("x")).isEqualTo("x");
    assertThat(Scalar.number(2L)).isEqualTo(2.0);
    assertThat(Scalar.number("2")).isNull();
    assertThat(Scalar.number(null)).isNull();
  }

  @Test
  void anEventBelongsToSomebody() {
    assertThat(new Event("e", "t", 0, "c1", "d1", null, null, null, Map.of()).customer())
        .isEqualTo("c1");
    assertThat(new Event("e", "t", 0, null, "d1", null, null, null, Map.of()).customer())
        .isEqualTo("anon:d1");
    assertThatThrownBy(() -> new Event("e", "t", 0, null, null, null, null, null, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("e");
  }

  @Test
  void namesAreFieldsOrAttributes() {
    Map<String, @Nullable Object> attributes = new HashMap<>();
    attributes.put("k", 1L);
    attributes.put("none", null);
    attributes.put("channel", "attribute");
    Event event = new Event("e", "t", 0, "c", null, "s1", "web", "/x", attributes);
    assertThat(event.named("session_id")).isEqualTo("s1");
    assertThat(event.named("channel")).isEqualTo("web");
    assertThat(event.named("touchpoint")).isEqualTo("/x");
    assertThat(event.named("k")).isEqualTo(1L);
    assertThat(event.named("x")).isNull();
    assertThat(event.has("none")).isTrue();
    assertThat(event.has("x")).isFalse();
    assertThat(event.attribute("k")).isEqualTo(1L);
    assertThat(Evidence.of(event)).isEqualTo(new Evidence("e", "t", 0, "/x"));
  }

  private static Event event(String id, long time) {
    return new Event(id, "t", time, "c", null, null, null, null, Map.of());
  }
}
