package io.waymark.domain.reference;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.reference.Story.story;

import io.waymark.domain.Predicates;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Selector;
import java.util.List;
import java.util.Set;

/** {@code event}, selectors, order, duplicates, {@code mode} and {@code effective_from}. */
final class EventStories {
  private EventStories() {}

  static List<Story> all() {
    return List.of(
        story("fires at each matching event", rule("r").when(on("a")))
            .given(event("10:00", "a"), event("10:01", "b"), event("10:01", "a").at("/x").by("web"))
            .expect("10:00 fired medium", "10:01 fired medium by=web at=/x"),
        story("a list of types matches any of them", rule("r").when(on(type("a", "b"))))
            .given(event("10:00", "a"), event("10:01", "b"), event("10:02", "c"))
            .expect("10:00 fired medium", "10:01 fired medium"),
        story("the star matches every type", rule("r").when(on(Selector.any())))
            .given(event("10:00", "a"), event("10:01", "b"))
            .expect("10:00 fired medium", "10:01 fired medium"),
        story(
                "channel and touchpoint narrow a selector",
                rule("r")
                    .when(on(new Selector(Set.of("a"), Set.of("web"), Set.of("/x", "/y"), null))))
            .given(
                event("10:00", "a").by("web").at("/x"),
                event("10:01", "a").by("app").at("/x"),
                event("10:02", "a").by("web").at("/z"),
                event("10:03", "a").by("web"),
                event("10:04", "a").at("/x"))
            .expect("10:00 fired medium by=web at=/x"),
        story(
                "an expression that ends in an error does not match, nor does its negation",
                rule("r").when(on(where("a", Predicates.not(Predicates.attributeIs("v", 1L))))))
            .given(
                event("10:00", "a"),
                event("10:01", "a").with("v", 1.0),
                event("10:02", "a").with("v", "1"),
                event("10:03", "a").with("v", null))
            .expect("10:02 fired medium", "10:03 fired medium"),
        story("of several with one id the first in order counts", rule("r").when(on("a")))
            .given(
                event("10:05", "a").id("x"),
                event("10:00", "a").id("x"),
                event("10:05", "a").id("x"))
            .expect("10:00 fired medium"),
        story(
                "the first of one id counts even if its type does not matter",
                rule("r").when(on("a")))
            .given(event("10:05", "a").id("x"), event("10:00", "b").id("x"))
            .expect(),
        story("one id of two customers is two events", rule("r").when(on("a")))
            .given(event("10:00", "a").id("x"), event("10:00", "a").id("x").of("c2"))
            .expect("10:00 fired medium", "10:00 fired medium customer=c2"),
        story("an unknown customer has a name of its own", rule("r").when(on("a")))
            .given(event("10:00", "a").anonymous("c1"), event("10:00", "a"))
            .expect("10:00 fired medium customer=anon:c1", "10:00 fired medium"),
        story(
                "equal times are ordered by id, by code points and not by UTF-16 units",
                rule("r").when(sequence("1m", step("a"), step("b"))))
            .given(event("10:00", "b").id("\uD83D\uDE00"), event("10:00", "a").id("\uFF5E"))
            .expect("10:00 fired medium"),
        story("a shadow rule is evaluated and marked", rule("r").mode(Mode.SHADOW).when(on("a")))
            .given(event("10:00", "a"))
            .expect("10:00 fired medium shadow"),
        story("a disabled rule is not evaluated", rule("r").mode(Mode.DISABLED).when(on("a")))
            .given(event("10:00", "a"))
            .expect(),
        story(
                "events before effective_from take no part, at it they do",
                rule("r").effectiveFrom("10:00").when(count("a").atLeast(2).within("1h")))
            .given(event("09:59:59.999", "a"), event("10:00", "a"), event("10:30", "a"))
            .expect("10:30 fired medium"),
        story(
                "not even in only_if",
                rule("r").effectiveFrom("10:00").onlyIfNotSeen("c", "7d").when(on("a")))
            .given(event("09:59", "c"), event("10:00", "a"))
            .expect("10:00 fired medium"),
        story(
                "a duplicate of an event before effective_from stays a duplicate",
                rule("r").effectiveFrom("10:00").when(on("a")))
            .given(event("09:59", "a").id("x"), event("10:00", "a").id("x"))
            .expect());
  }
}
