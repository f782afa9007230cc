package io.waymark.domain.reference;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.reference.Story.story;

import java.util.List;

/** {@code only_if}, {@code cooldown}, {@code resolve} and {@code unless} for all patterns. */
final class EmissionStories {
  private EmissionStories() {}

  static List<Story> all() {
    return List.of(
        story("only_if seen, the window inclusive", rule("r").onlyIfSeen("c", "10m").when(on("a")))
            .given(event("10:00", "c"), event("10:10", "a"), event("10:10:00.001", "a"))
            .expect("10:10 fired medium"),
        story(
                "only_if not_seen, the window inclusive",
                rule("r").onlyIfNotSeen("c", "10m").when(on("a")))
            .given(event("10:00", "c"), event("10:10", "a"), event("10:10:00.001", "a"))
            .expect("10:10:00.001 fired medium"),
        story(
                "only_if looks at the firing event too",
                rule("r").onlyIfSeen("a", "0s").when(on("a")))
            .given(event("10:00", "a"))
            .expect("10:00 fired medium"),
        story(
                "only_if looks at no event after the firing one, not even at its time",
                rule("r").onlyIfSeen("c", "10m").when(on("a")))
            .given(event("10:00", "a").id("1"), event("10:00", "c").id("2"))
            .expect(),
        story(
                "only_if of a deadline looks at the events of its time",
                rule("r").onlyIfNotSeen("c", "10m").when(absence("a").of("b").within("30m")))
            .given(event("10:00", "a"), event("10:30", "c"))
            .expect(),
        story(
                "all of only_if have to hold",
                rule("r").onlyIfSeen("c", "1h").onlyIfNotSeen("d", "1h").when(on("a")))
            .given(
                event("10:00", "a"),
                event("10:01", "c"),
                event("10:02", "a"),
                event("10:03", "d"),
                event("10:04", "a"))
            .expect("10:02 fired medium"),
        story(
                "only_if looks at all events of the customer, whatever their instance",
                rule("r").per("k").onlyIfSeen("c", "1h").when(on("a")))
            .given(event("10:00", "c").with("k", 2), event("10:01", "a").with("k", 1))
            .expect("10:01 fired medium k=1"),
        story("but of no other customer", rule("r").onlyIfSeen("c", "1h").when(on("a")))
            .given(event("10:00", "c").of("c2"), event("10:01", "a"))
            .expect(),
        story(
                "what only_if holds back uses up the burst",
                rule("r").onlyIfSeen("c", "1h").when(count("a").atLeast(2).within("10m")))
            .given(
                event("10:00", "a"), event("10:01", "a"), event("10:02", "c"), event("10:03", "a"))
            .expect(),
        story(
                "and the runs",
                rule("r").onlyIfSeen("c", "1h").when(sequence("1h", step("a"), step("b"))))
            .given(
                event("10:00", "a"), event("10:01", "b"), event("10:02", "c"), event("10:03", "b"))
            .expect(),
        story(
                "and the arming",
                rule("r").onlyIfSeen("c", "1h").when(score().add("a", 1).atLeast(1)))
            .given(event("10:00", "a"), event("10:02", "c"), event("10:03", "a"))
            .expect(),
        story(
                "what only_if holds back starts no cooldown",
                rule("r").onlyIfSeen("c", "1h").cooldown("1h").when(on("a")))
            .given(event("10:00", "a"), event("10:01", "c"), event("10:02", "a"))
            .expect("10:02 fired medium"),
        story(
                "cooldown holds back what comes less than its span after the last emitted fire",
                rule("r").cooldown("10m").when(on("a")))
            .given(event("10:00", "a"), event("10:09:59.999", "a"), event("10:10", "a"))
            .expect("10:00 fired medium", "10:10 fired medium"),
        story(
                "a suppressed fire does not move the cooldown",
                rule("r").cooldown("10m").when(on("a")))
            .given(event("10:00", "a"), event("10:08", "a"), event("10:12", "a"))
            .expect("10:00 fired medium", "10:12 fired medium"),
        story("cooldown is per instance", rule("r").per("k").cooldown("10m").when(on("a")))
            .given(
                event("10:00", "a").with("k", 1),
                event("10:01", "a").with("k", 2),
                event("10:02", "a").with("k", 1.0))
            .expect("10:00 fired medium k=1", "10:01 fired medium k=2"),
        story("cooldown is per customer", rule("r").cooldown("10m").when(on("a")))
            .given(event("10:00", "a"), event("10:01", "a").of("c2"))
            .expect("10:00 fired medium", "10:01 fired medium customer=c2"),
        story(
                "a suppressed fire uses up the burst",
                rule("r").cooldown("20m").when(count("a").atLeast(2).within("5m")))
            .given(
                event("10:00", "a"),
                event("10:00", "a"),
                event("10:16", "a"),
                event("10:17", "a"),
                event("10:22", "a"))
            .expect("10:00 fired medium"),
        story(
                "resolution does not end the cooldown",
                rule("r").cooldown("10m").resolve("r").when(on("a")))
            .given(event("10:00", "a"), event("10:01", "r"), event("10:02", "a"))
            .expect("10:00 fired medium", "10:01 resolved medium fire=10:00"),
        story(
                "a resolve event ends every unresolved fire, each once",
                rule("r").resolve("r").when(on("a")))
            .given(
                event("10:00", "a"), event("10:01", "a"), event("10:02", "r"), event("10:03", "r"))
            .expect(
                "10:00 fired medium", "10:01 fired medium",
                "10:02 resolved medium fire=10:00", "10:02 resolved medium fire=10:01"),
        story(
                "at most resolve_within after the fire, inclusive",
                rule("r").resolve("r").resolveWithin("10m").when(on("a")))
            .given(event("10:00", "a"), event("10:00:00.001", "a"), event("10:10:00.001", "r"))
            .expect(
                "10:00 fired medium",
                "10:00:00.001 fired medium",
                "10:10:00.001 resolved medium fire=10:00:00.001"),
        story("resolve_within is a day unless stated", rule("r").resolve("r").when(on("a")))
            .given(event("10:00", "a"), event("10:00:01", "a"), event("1d10:00:01", "r"))
            .expect(
                "10:00 fired medium",
                "10:00:01 fired medium",
                "1d10:00:01 resolved medium fire=10:00:01"),
        story("first resolve, then the pattern", rule("r").resolve("a").when(on("a")))
            .given(event("10:00", "a"), event("10:01", "a"))
            .expect("10:00 fired medium", "10:01 resolved medium fire=10:00", "10:01 fired medium"),
        story(
                "resolve at a deadline's time comes before the fire",
                rule("r").resolve("r").when(absence("a").of("b").within("30m")))
            .given(event("10:00", "a"), event("10:30", "r"))
            .expect("10:30 fired medium"),
        story(
                "resolve defaults to unless, and of for an absence",
                rule("r").unless("u").when(absence("a").of("b").within("30m")))
            .given(
                event("10:00", "a"), event("10:40", "u"), event("11:00", "a"), event("11:40", "b"))
            .expect(
                "10:30 fired medium", "10:40 resolved medium fire=10:30",
                "11:30 fired medium", "11:40 resolved medium fire=11:30"),
        story(
                "an empty resolve means never",
                rule("r").unless("u").resolveNever().when(absence("a").of("b").within("30m")))
            .given(event("10:00", "a"), event("10:40", "u"), event("10:41", "b"))
            .expect("10:30 fired medium"),
        story(
                "a suppressed fire is not resolved",
                rule("r").cooldown("1h").resolve("r").when(on("a")))
            .given(event("10:00", "a").at("/1"), event("10:01", "a").at("/2"), event("10:02", "r"))
            .expect("10:00 fired medium at=/1", "10:02 resolved medium at=/1 fire=10:00"),
        story(
                "a resolve event before effective_from takes no part",
                rule("r").effectiveFrom("10:00").resolve("r").when(on("a")))
            .given(
                event("09:00", "a"), event("09:30", "r"), event("10:00", "a"), event("10:01", "r"))
            .expect("10:00 fired medium", "10:01 resolved medium fire=10:00"));
  }
}
