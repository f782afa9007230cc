package io.waymark.domain.reference;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.reference.Story.story;
import static io.waymark.domain.rule.Severity.CRITICAL;
import static io.waymark.domain.rule.Severity.HIGH;
import static io.waymark.domain.rule.Severity.LOW;
import static io.waymark.domain.rule.Severity.MEDIUM;

import io.waymark.domain.RuleBuilder;
import java.util.List;

/** {@code wait}. */
final class WaitStories {
  private WaitStories() {}

  private static RuleBuilder queue() {
    return rule("r").when(waiting("a").end("b").level("60s", LOW).level("180s", HIGH));
  }

  static List<Story> all() {
    return List.of(
        story("fires at the first level and escalates at the next", queue())
            .given(event("10:00", "a").at("q1").by("chat"))
            .expect(
                "10:01 fired low waited=60s by=chat at=q1",
                "10:03 escalated high waited=180s by=chat at=q1 fire=10:01"),
        story("the end resolves and stops it", queue())
            .given(event("10:00", "a").at("q1"), event("10:02:30", "b").at("q2"))
            .expect(
                "10:01 fired low waited=60s at=q1",
                "10:02:30 resolved low waited=150s at=q1 fire=10:01"),
        story("an end at a level's time comes before the level", queue())
            .given(event("10:00", "a"), event("10:01", "b"))
            .expect(),
        story("an end at the second level's time resolves at the first's severity", queue())
            .given(event("10:00", "a"), event("10:03", "b"))
            .expect("10:01 fired low waited=60s", "10:03 resolved low waited=180s fire=10:01"),
        story("unless closes it", queue().unless("u"))
            .given(event("10:00", "a"), event("10:00:59", "u"))
            .expect(),
        story(
                "severities default to the rule's",
                rule("r").severity(CRITICAL).when(waiting("a").end("b").level("60s")))
            .given(event("10:00", "a"))
            .expect("10:01 fired critical waited=60s"),
        story(
                "severities may fall",
                rule("r").when(waiting("a").end("b").level("60s", HIGH).level("120s", LOW)))
            .given(event("10:00", "a"), event("10:03", "b"))
            .expect(
                "10:01 fired high waited=60s",
                "10:02 escalated low waited=120s fire=10:01",
                "10:03 resolved low waited=180s fire=10:01"),
        story("a resolved wait stays open in silence", queue().resolve("r"))
            .given(
                event("10:00", "a"),
                event("10:02", "r"),
                event("10:02:30", "a"),
                event("10:04", "b"))
            .expect("10:01 fired low waited=60s", "10:02 resolved low waited=120s fire=10:01"),
        story("an end that does not resolve stops the levels all the same", queue().resolveNever())
            .given(event("10:00", "a"), event("10:02", "b"))
            .expect("10:01 fired low waited=60s"),
        story("further starts are ignored, at the last level's time still", queue().resolveNever())
            .given(event("10:00", "a"), event("10:02", "a"), event("10:03", "a"))
            .expect("10:01 fired low waited=60s", "10:03 escalated high waited=180s fire=10:01"),
        story("after the last level's time a start opens anew", queue().resolveNever())
            .given(event("10:00", "a"), event("10:03:00.001", "a"), event("10:04", "b"))
            .expect("10:01 fired low waited=60s", "10:03 escalated high waited=180s fire=10:01"),
        story("and counts from itself", queue().resolveNever())
            .given(event("10:00", "a"), event("10:04", "a"), event("10:06", "b"))
            .expect(
                "10:01 fired low waited=60s",
                "10:03 escalated high waited=180s fire=10:01",
                "10:05 fired low waited=60s"),
        story("an end resolves every unresolved fire, each with its own wait", queue())
            .given(event("10:00", "a"), event("10:04", "a"), event("10:06", "b"))
            .expect(
                "10:01 fired low waited=60s",
                "10:03 escalated high waited=180s fire=10:01",
                "10:05 fired low waited=60s",
                "10:06 resolved high waited=360s fire=10:01",
                "10:06 resolved low waited=120s fire=10:05"),
        story(
                "an event that matches both ends first, then starts",
                rule("r").when(waiting(type("a", "x")).end(type("b", "x")).level("60s")))
            .given(event("10:00", "a").at("/1"), event("10:00:30", "x").at("/2"))
            .expect("10:01:30 fired medium waited=60s at=/2"),
        story(
                "an unless event may start",
                rule("r").unless("a").resolveNever().when(waiting("a").end("b").level("60s")))
            .given(event("10:00", "a"), event("10:00:30", "a"))
            .expect("10:01:30 fired medium waited=60s"),
        story(
                "only_if is asked again at the next level, which is then the fire",
                queue().onlyIfSeen("c", "1h"))
            .given(event("10:00", "a"), event("10:02", "c"), event("10:04", "b"))
            .expect("10:03 fired high waited=180s", "10:04 resolved high waited=240s fire=10:03"),
        story("only_if does not hold an escalation back", queue().onlyIfNotSeen("c", "1h"))
            .given(event("10:00", "a"), event("10:02", "c"))
            .expect("10:01 fired low waited=60s", "10:03 escalated high waited=180s fire=10:01"),
        story("within the cooldown the first higher level is the fire", queue().cooldown("1h"))
            .given(event("10:00", "a"), event("10:02", "b"), event("10:10", "a"))
            .expect(
                "10:01 fired low waited=60s",
                "10:02 resolved low waited=120s fire=10:01",
                "10:13 fired high waited=180s"),
        story("an escalation counts for the highest emitted", queue().cooldown("1h"))
            .given(event("10:00", "a"), event("10:04", "b"), event("10:10", "a"))
            .expect(
                "10:01 fired low waited=60s",
                "10:03 escalated high waited=180s fire=10:01",
                "10:04 resolved high waited=240s fire=10:01"),
        story("an escalation does not move the cooldown", queue().cooldown("10m").resolveNever())
            .given(
                event("10:00", "a"), event("10:04", "b"), event("10:10", "a"), event("10:12", "b"))
            .expect(
                "10:01 fired low waited=60s",
                "10:03 escalated high waited=180s fire=10:01",
                "10:11 fired low waited=60s"),
        story(
                "a higher fire within the cooldown moves it",
                rule("r")
                    .cooldown("10m")
                    .resolveNever()
                    .when(waiting("a").end("b").level("60s", LOW).level("120s", MEDIUM)))
            .given(
                event("10:00", "a"), event("10:01:30", "b"),
                event("10:05", "a"), event("10:08", "b"),
                event("10:12", "a"), event("10:13:30", "b"),
                event("10:16", "a"), event("10:17:30", "b"))
            .expect(
                "10:01 fired low waited=60s",
                "10:07 fired medium waited=120s",
                "10:17 fired low waited=60s"),
        story(
                "a level at which the cooldown is over is the fire",
                queue().cooldown("11m").resolveNever())
            .given(event("10:00", "a"), event("10:04", "b"), event("10:10", "a"))
            .expect(
                "10:01 fired low waited=60s",
                "10:03 escalated high waited=180s fire=10:01",
                "10:13 fired high waited=180s"),
        story(
                "an unresolved fire too old to be resolved still escalates",
                queue().resolve("r").resolveWithin("30s"))
            .given(event("10:00", "a"), event("10:02", "r"))
            .expect("10:01 fired low waited=60s", "10:03 escalated high waited=180s fire=10:01"));
  }
}
