package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.Predicates;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import io.waymark.domain.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Every layout of a customer's state that was ever released is still understood. The bytes are
 * frozen; a new layout adds its own.
 */
final class ReleasedStateTest {

  @Test
  void version2() throws IOException {
    FrictionEngine engine = Driven.engine(Limits.DEFAULT, rules());
    CustomerState state = engine.read(Driven.CUSTOMER, bytes("customer-state-2.hex"));
    assertThat(state.lastEventTime()).isEqualTo(StoryTime.time("10:05"));
    assertThat(state.openInstances()).isEqualTo(11);
    assertThat(engine.wakeAt(state)).isEqualTo(StoryTime.time("10:08"));
    Driven rest = Driven.resumed(engine, state);
    rest.given(
        log(
            event("10:05", "x").id("e07"),
            event("10:06", "a").with("k", 1).with("v", 4).id("n1"),
            event("10:07", "b").with("k", 1).id("n2"),
            event("10:09", "end").id("n3"),
            event("10:20", "a").with("k", 2).id("n4")));
    rest.until("12:00");
    assertThat(rest.verdicts.get(0)).as("a known id").isEqualTo(Verdict.DUPLICATE);
    assertThat(rest.told())
        .containsExactlyInAnyOrder(
            "10:06 fired medium", // event
            "10:06 fired medium", // sum
            "10:07 resolved medium", // the event of 10:01
            "10:07 resolved medium", // and that of 10:06
            "10:07 fired medium", // sequence
            "10:08 escalated high",
            "10:09 resolved high",
            "10:12 fired medium {k=1}", // absence of the text 1
            "10:20 fired medium", // event
            "10:20 fired medium", // distinct
            "10:30 fired medium {k=2}",
            "11:31 fired medium {k=1}"); // until
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ReleasedStateTest.class.getResourceAsStream(name))) {
      return HexFormat.of()
          .parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\n", ""));
    }
  }

  /**
   * What stood in the catalogue when the bytes were written: each pattern, with each option. Until
   * then there had been {@code start} at 10:00; {@code a} at 10:01, 10:02 (of the text 1) and
   * 10:04:30, by which the first fires came; {@code c}, {@code y} and, at 10:05, {@code x}.
   */
  private static RuleBuilder[] rules() {
    return new RuleBuilder[] {
      rule("event").when(on("a")).resolve("b").cooldown("4m"),
      rule("count").when(count("a").atLeast(3).within("30m")),
      rule("distinct").when(count("a").atLeast(3).within("30m").distinct("k")),
      rule("sum").when(count("a").atLeast(6.5).within("30m").sum("v")),
      rule("sequence")
          .when(
              sequence(
                  "30m", step("a"), none("c"), step(where("b", Predicates.sameAsBefore("k"))))),
      rule("absence").per("k").when(absence("a").of("b").within("10m")),
      rule("until").per("k").when(absence("a").of("b").until("due").plus("1m")).cooldown("1h"),
      rule("after-count").when(absence(count("a").atLeast(2).within("30m")).of("z").within("3h")),
      rule("wait")
          .when(
              waiting("start")
                  .end("end")
                  .level("2m", Severity.LOW)
                  .level("8m", Severity.HIGH)
                  .level("20m", Severity.HIGH)),
      rule("score").when(score().add("a", 1).add("x", -0.25).halfLife("1h").atLeast(2.5)),
      rule("only-if").when(on("a")).onlyIfSeen("x", "3m").onlyIfNotSeen("y", "1h").resolveNever()
    };
  }
}
