package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.pattern.Moment;
import io.waymark.domain.rule.Rule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Consumers deduplicate by these ids: a change of one here breaks them. */
final class SignalIdTest {
  private static final Rule RULE = rule("checkout-abandoned").per("cart_id").when(on("a")).build();
  private static final Moment LAST = moment("e1", 1_767_261_600_000L);

  @Test
  void staysTheSameForEver() {
    assertThat(id("k1")).isEqualTo("0aeb127f39752e2f623265920c8c3875");
    assertThat(id(1L)).isEqualTo("bfd077ccd784c3c7cb040e802e126a82");
    assertThat(SignalId.of(RULE, "anon:d-1", InstanceKey.SOLE, LAST))
        .isEqualTo("4fca729c796c935b7eabeee2b06851d0");
  }

  @Test
  void tellsInstancesApartByValueAndType() {
    assertThat(
            List.of(
                id(1L),
                id("1"),
                id(true),
                id("true"),
                id(1.5),
                id("1.5"),
                id(new BigInteger("18446744073709551616")),
                id("a", "b"),
                id("ab", ""),
                id("a, sb")))
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsRulesVersionsCustomersAndEventsApart() {
    InstanceKey sole = InstanceKey.SOLE;
    Rule second = rule("checkout-abandoned").version(2).when(on("a")).build();
    Rule other = rule("cart-abandoned").when(on("a")).build();
    assertThat(
            List.of(
                SignalId.of(RULE, "c1", sole, LAST),
                SignalId.of(second, "c1", sole, LAST),
                SignalId.of(other, "c1", sole, LAST),
                SignalId.of(RULE, "c2", sole, LAST),
                SignalId.of(RULE, "c1", sole, moment("e2", LAST.time())),
                SignalId.of(RULE, "c1", sole, moment("e1", LAST.time() + 1))))
        .doesNotHaveDuplicates();
  }

  @Test
  void isTheSameThroughoutTheLifeOfAFire() {
    Driven story =
        Driven.by(rule("queue").when(waiting("a").end("b").level("1m").level("2m")))
            .given(event("10:00", "a"))
            .until("10:01")
            .restoredBy(rule("queue").when(waiting("a").end("b").level("1m").level("2m")))
            .given(log(event("10:05", "b").id("e2"), event("10:00:30", "b").id("e3")));
    assertThat(story.signals)
        .extracting(Signal::status)
        .containsExactly(
            Signal.Status.FIRED,
            Signal.Status.ESCALATED,
            Signal.Status.RESOLVED,
            Signal.Status.RETRACTED);
    assertThat(story.signals)
        .extracting(Signal::signalId)
        .containsOnly(story.signals.get(0).signalId());
  }

  @Test
  void isOfTheEventNotOfItsArrival() {
    String inOrder =
        Driven.by(rule("r").when(absence("a").of("b").within("30m")))
            .given(event("10:00", "a").id("x"), event("10:20", "c").id("y"))
            .until("11:00")
            .signals
            .get(0)
            .signalId();
    String late =
        Driven.by(rule("r").when(absence("a").of("b").within("30m")))
            .given(event("10:20", "c").id("y"), event("10:00", "a").id("x"))
            .until("11:00")
            .signals
            .get(0)
            .signalId();
    assertThat(late).isEqualTo(inOrder);
  }

  private static String id(Object... values) {
    List<String> per = new ArrayList<>();
    Map<String, Object> attributes = new HashMap<>();
    for (Object value : values) {
      per.add("k" + per.size());
      attributes.put(per.get(per.size() - 1), value);
    }
    Event event = new Event("e", "a", 0, "c1", null, null, null, null, attributes);
    return SignalId.of(RULE, "c1", Objects.requireNonNull(InstanceKey.of(per, event)), LAST);
  }

  private static Moment moment(String id, long time) {
    return new Moment(new Evidence(id, "begin_checkout", time, null), null);
  }
}
