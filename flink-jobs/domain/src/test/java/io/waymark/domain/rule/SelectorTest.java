package io.waymark.domain.rule;

import static io.waymark.domain.Predicates.attributeAbove;
import static io.waymark.domain.Stories.event;
import static io.waymark.domain.Stories.log;
import static io.waymark.domain.Stories.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.EventLine;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which events a rule means. */
final class SelectorTest {

  @Test
  void anyMeansEveryEvent() {
    assertThat(Selector.any().anyType()).isTrue();
    assertThat(test(Selector.any(), event("10:00", "a"))).isEqualTo(Truth.TRUE);
  }

  @Test
  void anotherTypeChannelOrTouchpointIsNotMeant() {
    Selector selector = new Selector(Set.of("a"), Set.of("web"), Set.of("/x"), null);
    assertThat(test(selector, event("10:00", "a").by("web").at("/x"))).isEqualTo(Truth.TRUE);
    assertThat(test(selector, event("10:00", "b").by("web").at("/x"))).isEqualTo(Truth.FALSE);
    assertThat(test(selector, event("10:00", "a").by("app").at("/x"))).isEqualTo(Truth.FALSE);
    assertThat(test(selector, event("10:00", "a").by("web").at("/y"))).isEqualTo(Truth.FALSE);
    assertThat(test(selector, event("10:00", "a"))).isEqualTo(Truth.FALSE);
  }

  @Test
  void anErrorIsToldApart() {
    Selector selector = where("a", attributeAbove("v", 1));
    assertThat(test(selector, event("10:00", "a").with("v", 2))).isEqualTo(Truth.TRUE);
    assertThat(test(selector, event("10:00", "a").with("v", 1))).isEqualTo(Truth.FALSE);
    assertThat(test(selector, event("10:00", "a"))).isEqualTo(Truth.ERROR);
    assertThat(test(selector, event("10:00", "b"))).isEqualTo(Truth.FALSE);
  }

  private static Truth test(Selector selector, EventLine line) {
    return selector.test(Scope.of(log(line).get(0)));
  }
}
