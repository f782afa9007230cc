package io.waymark.domain.reference;

import static io.waymark.domain.Predicates.attributeAbove;
import static io.waymark.domain.Stories.*;
import static io.waymark.domain.reference.Story.story;

import io.waymark.domain.RuleBuilder;
import java.util.List;

/** {@code score}. */
final class ScoreStories {
  private ScoreStories() {}

  private static RuleBuilder plain() {
    return rule("r").when(score().add("a", 4).add("b", -3).atLeast(8));
  }

  static List<Story> all() {
    return List.of(
        story("points add up and fire once", plain())
            .given(event("10:00", "a"), event("12:00", "a").at("/x"), event("12:01", "a"))
            .expect("12:00 fired medium at=/x"),
        story("re-arms below half before adding", plain())
            .given(
                event("10:00", "a"),
                event("10:01", "a"), // 8, fires
                event("10:02", "b"),
                event("10:03", "a"), // 5, 9: 5 is not below 4
                event("10:04", "b"),
                event("10:05", "b"),
                event("10:06", "a"), // 6, 3, 7: armed
                event("10:07", "a")) // 11
            .expect("10:01 fired medium", "10:07 fired medium"),
        story(
                "falling below is seen at the next event only",
                rule("r").when(score().add("a", 8).add("b", -8).atLeast(8).rearmBelow(0)))
            .given(event("10:00", "a"), event("10:01", "b"), event("10:02", "a"))
            .expect("10:00 fired medium"),
        story(
                "the score halves with every half-life",
                rule("r").when(score().add("a", 4).atLeast(7).halfLife("10m")))
            .given(
                event("10:00", "a"), event("10:10", "a"), event("10:20", "a"), event("10:20", "a"))
            .expect("10:20 fired medium"),
        story(
                "decay re-arms, to the bound it does not",
                rule("r").when(score().add("a", 8).atLeast(8).rearmBelow(4).halfLife("10m")))
            .given(event("10:00", "a"), event("10:10", "a"), event("10:40", "a"))
            .expect("10:00 fired medium", "10:40 fired medium"),
        story(
                "decay is continuous",
                rule("r").when(score().add("a", 4).atLeast(6.8).halfLife("10m")))
            .given(event("10:00", "a"), event("10:05", "a").at("/1"))
            .expect("10:05 fired medium at=/1"),
        story(
                "an event that matches several adds their sum at once",
                rule("r").when(score().add(type("a"), 8).add(type("a", "b"), -4).atLeast(8)))
            .given(event("10:00", "a"), event("10:01", "a"))
            .expect("10:01 fired medium"),
        story(
                "where narrows what adds",
                rule("r").when(score().add(where("a", attributeAbove("v", 1)), 4).atLeast(8)))
            .given(
                event("10:00", "a").with("v", 2),
                event("10:01", "a").with("v", 1),
                event("10:02", "a"),
                event("10:03", "a").with("v", 2))
            .expect("10:03 fired medium"),
        story("unless returns it to zero and arms it", plain().unless("u"))
            .given(
                event("10:00", "a"),
                event("10:01", "a"),
                event("10:02", "u"),
                event("10:03", "a"),
                event("10:04", "a"))
            .expect("10:01 fired medium", "10:02 resolved medium fire=10:01", "10:04 fired medium"),
        story("the unless event itself may add", plain().unless("a").resolveNever())
            .given(event("10:00", "a"), event("10:01", "a"), event("10:02", "a"))
            .expect());
  }
}
