package io.waymark.domain.reference;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.reference.Story.story;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.StoryTime;
import java.util.List;

/** {@code absence}. */
final class AbsenceStories {
  private AbsenceStories() {}

  private static RuleBuilder checkout() {
    return rule("checkout-abandoned")
        .per("cart_id")
        .when(absence("begin_checkout").of("purchase").within("30m"));
  }

  private static RuleBuilder until() {
    return rule("r").when(absence("a").of("b").until("due").plus("5m"));
  }

  static List<Story> all() {
    return List.of(
        story("bought at the last moment", checkout())
            .given(
                event("10:00", "begin_checkout").with("cart_id", "k1").at("/checkout"),
                event("+30m", "purchase").with("cart_id", "k1"))
            .expect(),
        story("abandoned, then bought", checkout())
            .given(
                event("10:00", "begin_checkout").with("cart_id", "k1").at("/checkout"),
                event("11:00", "purchase").with("cart_id", "k1").at("/thanks"))
            .expect(
                "10:30 fired medium cart_id=k1 at=/checkout",
                "11:00 resolved medium cart_id=k1 at=/checkout fire=10:30"),
        story("after the last event time goes on", checkout())
            .given(event("10:00", "begin_checkout").with("cart_id", "k1"))
            .expect("10:30 fired medium cart_id=k1"),
        story("a millisecond late is late", checkout())
            .given(
                event("10:00", "begin_checkout").with("cart_id", "k1"),
                event("10:30:00.001", "purchase").with("cart_id", "k1"))
            .expect(
                "10:30 fired medium cart_id=k1",
                "10:30:00.001 resolved medium cart_id=k1 fire=10:30"),
        story(
                "another after moves the deadline",
                rule("r").when(absence("a").of("b").within("30m")))
            .given(event("10:00", "a").at("/1"), event("10:30", "a").at("/2"))
            .expect("11:00 fired medium at=/2"),
        story(
                "with the first clock it is ignored",
                rule("r").when(absence("a").of("b").within("30m").clockFirst()))
            .given(event("10:00", "a").at("/1"), event("10:30", "a").at("/2"))
            .expect("10:30 fired medium at=/1"),
        story(
                "the next after opens anew",
                rule("r").when(absence("a").of("b").within("30m").clockFirst()))
            .given(event("10:00", "a"), event("10:30:00.001", "a"))
            .expect("10:30 fired medium", "11:00:00.001 fired medium"),
        story(
                "an event that matches both closes first, then opens",
                rule("r")
                    .when(
                        absence(on(type("a", "x"))).of(type("b", "x")).within("30m").clockFirst()))
            .given(event("10:00", "a"), event("10:20", "x"))
            .expect("10:50 fired medium"),
        story("of before after closes nothing", checkout())
            .given(
                event("10:00", "purchase").with("cart_id", "k1").id("1"),
                event("10:00", "begin_checkout").with("cart_id", "k1").id("2"))
            .expect("10:30 fired medium cart_id=k1"),
        story("unless cancels", rule("r").unless("u").when(absence("a").of("b").within("30m")))
            .given(event("10:00", "a"), event("10:30", "u"))
            .expect(),
        story(
                "an unless event may open",
                rule("r")
                    .unless("a")
                    .resolveNever()
                    .when(absence("a").of("b").within("30m").clockFirst()))
            .given(event("10:00", "a"), event("10:20", "a"))
            .expect("10:50 fired medium"),
        story("until is RFC 3339", until())
            .given(event("10:00", "a").with("due", "2026-01-01T13:00:00.5+01:00"))
            .expect("12:05:00.500 fired medium"),
        story("until is epoch milliseconds", until())
            .given(event("10:00", "a").with("due", StoryTime.time("12:00")))
            .expect("12:05 fired medium"),
        story("until is epoch milliseconds as a double", until())
            .given(event("10:00", "a").with("due", (double) StoryTime.time("12:00")))
            .expect("12:05 fired medium"),
        story("unreadable or missing opens nothing", until())
            .given(
                event("10:00", "a"),
                event("10:01", "a").with("due", null),
                event("10:02", "a").with("due", "tomorrow"),
                event("10:03", "a").with("due", true),
                event("10:04", "a").with("due", "2026-02-30T10:00:00Z"),
                event("10:05", "a").with("due", "2026-01-01T13:00:00"))
            .expect(),
        story("unreadable or missing leaves what is open", until())
            .given(event("10:00", "a").with("due", "2026-01-01T11:00:00Z"), event("10:01", "a"))
            .expect("11:05 fired medium"),
        story("a deadline already past fires at once after its event, at its own time", until())
            .given(
                event("10:00", "a").with("due", "2026-01-01T09:00:00Z").id("1").at("/1"),
                event("10:00", "b").id("2"),
                event("10:01", "b").id("3"))
            .expect("09:05 fired medium at=/1", "10:00 resolved medium at=/1 fire=09:05"),
        story("a deadline at its event's own time lets the events of that time come first", until())
            .given(
                event("10:00", "a").with("due", "2026-01-01T09:55:00Z").id("1"),
                event("10:00", "b").id("2"))
            .expect(),
        story("a deadline moved into the past fires at once", until())
            .given(
                event("10:00", "a").with("due", "2026-01-01T11:00:00Z"),
                event("10:10", "a").with("due", "2026-01-01T10:00:00Z"),
                event("10:11", "b"))
            .expect("10:05 fired medium", "10:11 resolved medium fire=10:05"),
        story("only_if of a past deadline looks no further than it", until().onlyIfSeen("c", "1h"))
            .given(event("09:06", "c"), event("10:00", "a").with("due", "2026-01-01T09:00:00Z"))
            .expect(),
        story(
                "nor is what was seen before it forgotten for what came since",
                until().onlyIfSeen("c", "1h"))
            .given(
                event("08:30", "c"),
                event("09:30", "c"),
                event("10:00", "a").with("due", "2026-01-01T09:00:00Z"))
            .expect("09:05 fired medium"),
        story(
                "a fire of long ago still holds back one at an earlier time",
                until().cooldown("1h").resolveNever())
            .given(
                event("10:00", "a").with("due", "2026-01-01T12:00:00Z"),
                event("3d10:00", "c"),
                event("3d10:01", "a").with("due", "2026-01-01T12:59:59.999Z"),
                event("3d10:02", "c"),
                event("3d10:03", "a").with("due", "2026-01-01T13:00:00Z"))
            .expect("12:05 fired medium", "13:05 fired medium"),
        story(
                "after may be a count",
                rule("r").when(absence(count("a").atLeast(2).within("10m")).of("b").within("30m")))
            .given(event("10:00", "a"), event("10:05", "a").at("/2"), event("10:06", "a"))
            .expect("10:35 fired medium at=/2"),
        story(
                "of does not empty the count",
                rule("r").when(absence(count("a").atLeast(2).within("10m")).of("b").within("30m")))
            .given(event("10:00", "a"), event("10:04", "b"), event("10:05", "a"))
            .expect("10:35 fired medium"),
        story(
                "unless does",
                rule("r")
                    .unless("u")
                    .when(absence(count("a").atLeast(2).within("10m")).of("b").within("30m")))
            .given(event("10:00", "a"), event("10:04", "u"), event("10:05", "a"))
            .expect(),
        story(
                "after may be a sequence, whose runs are used up even if the first clock ignores it",
                rule("r")
                    .when(
                        absence(sequence("1h", step("a"), step("c")))
                            .of("b")
                            .within("20m")
                            .clockFirst()))
            .given(
                event("10:00", "a"),
                event("10:01", "c"),
                event("10:02", "a"),
                event("10:03", "c"),
                event("10:30", "c"))
            .expect("10:21 fired medium"),
        story(
                "none ends the run that would open it, of does not",
                rule("r")
                    .when(
                        absence(sequence("1h", step("a"), none("n"), step("c")))
                            .of("b")
                            .within("20m")))
            .given(
                event("10:00", "a"),
                event("10:01", "n"),
                event("10:02", "c"),
                event("10:30", "a"),
                event("10:31", "b"),
                event("10:32", "c"))
            .expect("10:52 fired medium"),
        story(
                "the burst is used up even if the first clock ignores it",
                rule("r")
                    .when(
                        absence(count("a").atLeast(2).within("10m").again("5m"))
                            .of("b")
                            .within("6m")
                            .clockFirst()))
            .given(
                event("10:00", "a"),
                event("10:01", "a"),
                event("10:06", "a"),
                event("10:08", "a"),
                event("10:11", "a"))
            .expect("10:07 fired medium", "10:17 fired medium"));
  }
}
