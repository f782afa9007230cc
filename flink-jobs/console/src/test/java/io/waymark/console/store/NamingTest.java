package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What in a text is an id, and what only looks like one. */
final class NamingTest {
  @Test
  void anIdIsFoundHoweverItIsSetApart() {
    for (String text :
        List.of(
            "c-1",
            "c-1 called",
            "called: c-1.",
            "(c-1)",
            "customer=c-1;",
            "{\"value\":\"c-1\"}",
            "ลูกค้า c-1 โทรมา",
            "c-1's cart",
            "/customers/c-1/cart",
            "a\nc-1\nb")) {
      assertThat(Naming.words(text)).as(text).contains("c-1");
      assertThat(Naming.names(text, "c-1")).as(text).isTrue();
      assertThat(Naming.without(text, "c-1", "#")).as(text).doesNotContain("c-1").contains("#");
    }
    assertThat(Naming.words("see anna.b@shop.example, please")).contains("anna.b@shop.example");
    assertThat(Naming.words("anon:1f2e:")).contains("anon:1f2e");
  }

  @Test
  void anIdThatGoesOnIsAnothers() {
    for (String text : List.of("c-10", "xc-1", "c-1-x", "c-1_x", "cc-1", "C-1")) {
      assertThat(Naming.names(text, "c-1")).as(text).isFalse();
      assertThat(Naming.words(text)).as(text).doesNotContain("c-1");
    }
  }

  @Test
  void whatStandsInItsPlaceIsTakenToTheLetter() {
    assertThat(Naming.without("c.1 and cx1", "c.1", "$0\\")).isEqualTo("$0\\ and cx1");
  }
}
