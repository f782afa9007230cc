package io.waymark.domain.reference;

import static io.waymark.domain.Predicates.attributeAbove;
import static io.waymark.domain.Stories.*;
import static io.waymark.domain.reference.Story.story;

import java.util.List;

/** {@code count}. */
final class CountStories {
  private CountStories() {}

  static List<Story> all() {
    return List.of(
        story(
                "three clicks in two seconds, the window inclusive",
                rule("r").when(count("a").atLeast(3).within("2s")))
            .given(event("10:00:00", "a"), event("10:00:01", "a"), event("10:00:02", "a").at("/x"))
            .expect("10:00:02 fired medium at=/x"),
        story(
                "a millisecond outside the window does not count",
                rule("r").when(count("a").atLeast(3).within("2s")))
            .given(event("10:00:00", "a"), event("10:00:01", "a"), event("10:00:02.001", "a"))
            .expect(),
        story("once per burst", rule("r").when(count("a").atLeast(2).within("10m")))
            .given(event("10:00", "a"), event("+10m", "a"), event("+10m", "a"), event("+10m", "a"))
            .expect("10:10 fired medium"),
        story(
                "a gap longer than the window ends the burst",
                rule("r").when(count("a").atLeast(2).within("10m")))
            .given(
                event("10:00", "a"),
                event("10:05", "a"),
                event("10:15:00.001", "a"),
                event("10:16", "a"))
            .expect("10:05 fired medium", "10:16 fired medium"),
        story(
                "within a burst again after the span",
                rule("r").when(count("a").atLeast(2).within("10m").again("15m")))
            .given(
                event("10:00", "a"),
                event("10:05", "a"),
                event("10:10", "a"),
                event("10:19", "a"),
                event("10:20", "a"),
                event("10:34", "a"))
            .expect("10:05 fired medium", "10:20 fired medium"),
        story(
                "again needs the number once more",
                rule("r").when(count("a").atLeast(3).within("10m").again("10m")))
            .given(
                event("10:00", "a"),
                event("10:00", "a"),
                event("10:00", "a"),
                event("10:10", "a"),
                event("10:20", "a").at("/x"),
                event("10:20", "a"))
            .expect("10:00 fired medium", "10:10 fired medium", "10:20 fired medium"),
        story(
                "distinct counts values, 1 and 1.0 being one and '1' another",
                rule("r").when(count("a").atLeast(3).within("1h").distinct("v")))
            .given(
                event("10:00", "a").with("v", 1),
                event("10:01", "a").with("v", 1.0),
                event("10:02", "a").with("v", "1"),
                event("10:03", "a").with("v", null),
                event("10:04", "a"),
                event("10:05", "a").with("v", true))
            .expect("10:05 fired medium"),
        story(
                "where narrows what counts",
                rule("r").when(count(where("a", attributeAbove("v", 1))).atLeast(2).within("1h")))
            .given(
                event("10:00", "a").with("v", 2),
                event("10:01", "a").with("v", 1),
                event("10:02", "a"),
                event("10:03", "a").with("v", 2))
            .expect("10:03 fired medium"),
        story(
                "distinct channels",
                rule("r").when(count("a").atLeast(2).within("1h").distinct("channel")))
            .given(
                event("10:00", "a").by("web"), event("10:01", "a"), event("10:02", "a").by("app"))
            .expect("10:02 fired medium by=app"),
        story(
                "an event without the value does not keep a burst alive",
                rule("r").when(count("a").atLeast(1).within("10m").distinct("v")))
            .given(
                event("10:00", "a").with("v", 1),
                event("10:08", "a"),
                event("10:16", "a").with("v", 1))
            .expect("10:00 fired medium", "10:16 fired medium"),
        story(
                "the event itself must have the value",
                rule("r").when(count("a").atLeast(1).within("10m").distinct("v").again("1m")))
            .given(event("10:00", "a").with("v", 1), event("10:02", "a"))
            .expect("10:00 fired medium"),
        story(
                "sum adds up numbers, what is none counts as missing",
                rule("r").when(count("a").atLeast(100).within("1h").sum("v")))
            .given(
                event("10:00", "a").with("v", 60),
                event("10:01", "a").with("v", "60"),
                event("10:02", "a").with("v", true),
                event("10:03", "a").with("v", 39.5),
                event("10:04", "a").with("v", 0.5))
            .expect("10:04 fired medium"),
        story(
                "a sum can fall below and reach again",
                rule("r").when(count("a").atLeast(10).within("1h").sum("v").again("1m")))
            .given(
                event("10:00", "a").with("v", 10),
                event("10:01", "a").with("v", -5),
                event("10:02", "a").with("v", 5))
            .expect("10:00 fired medium", "10:02 fired medium"),
        story(
                "doubles are summed oldest first",
                rule("r").when(count("a").atLeast(1).within("1h").sum("v")))
            .given(
                event("10:00", "a").with("v", -1.0e16),
                event("10:01", "a").with("v", 1.0e16),
                event("10:02", "a").with("v", 1))
            .expect("10:02 fired medium"),
        story(
                "unless empties the window and ends the burst, its own event counts anew",
                rule("r")
                    .unless("u", "a2")
                    .when(count(type("a", "a2")).atLeast(2).within("1h"))
                    .resolveNever())
            .given(
                event("10:00", "a"),
                event("10:01", "u"),
                event("10:02", "a"),
                event("10:03", "a"),
                event("10:04", "a2"),
                event("10:05", "a"))
            .expect("10:03 fired medium", "10:05 fired medium"),
        story("equal times count one by one", rule("r").when(count("a").atLeast(2).within("1ms")))
            .given(event("10:00", "a"), event("10:00", "a"), event("10:00", "a"))
            .expect("10:00 fired medium"));
  }
}
