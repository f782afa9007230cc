package io.waymark.domain.reference;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.reference.Story.story;

import io.waymark.domain.Predicates;
import java.util.List;

/** {@code sequence}. */
final class SequenceStories {
  private SequenceStories() {}

  static List<Story> all() {
    return List.of(
        story(
                "steps in order, others in between, the window inclusive",
                rule("r").when(sequence("10m", step("a"), step("b"), step("c"))))
            .given(
                event("10:00", "a"),
                event("10:01", "x"),
                event("10:02", "b"),
                event("10:10", "c").at("/c"))
            .expect("10:10 fired medium at=/c"),
        story(
                "the steps out of order do not match",
                rule("r").when(sequence("10m", step("a"), step("b"))))
            .given(event("10:00", "b"), event("10:01", "a"))
            .expect(),
        story(
                "too long from first to last",
                rule("r").when(sequence("10m", step("a"), step("b"), step("c"))))
            .given(event("10:00", "a"), event("10:05", "b"), event("10:10:00.001", "c"))
            .expect(),
        story("a later start saves the run", rule("r").when(sequence("10m", step("a"), step("b"))))
            .given(event("10:00", "a"), event("10:05", "a"), event("10:12", "b"))
            .expect("10:12 fired medium"),
        story("one event is one step", rule("r").when(sequence("10m", step("a"), step("a"))))
            .given(
                event("10:00", "a"), event("10:01", "a"), event("10:02", "a"), event("10:03", "a"))
            .expect("10:01 fired medium", "10:03 fired medium"),
        story(
                "only events after the last fire count",
                rule("r").when(sequence("10m", step("a"), step("b"))))
            .given(
                event("10:00", "a"), event("10:00", "a"), event("10:01", "b"), event("10:02", "b"))
            .expect("10:01 fired medium"),
        story("times repeats a step", rule("r").when(sequence("10m", times(3, "a"), step("b"))))
            .given(
                event("10:00", "a"),
                event("10:01", "a"),
                event("10:02", "b"),
                event("10:03", "a"),
                event("10:04", "b"))
            .expect("10:04 fired medium"),
        story(
                "none between the steps breaks the run",
                rule("r").when(sequence("1h", step("a"), none("n"), step("b"))))
            .given(
                event("10:00", "a"),
                event("10:01", "n"),
                event("10:02", "b"),
                event("10:03", "a"),
                event("10:04", "b"))
            .expect("10:04 fired medium"),
        story(
                "none elsewhere does not matter",
                rule("r").when(sequence("1h", step("a"), none("n"), step("b"), step("c"))))
            .given(
                event("10:00", "n"),
                event("10:01", "a"),
                event("10:02", "b"),
                event("10:03", "n"),
                event("10:04", "c"))
            .expect("10:04 fired medium"),
        story(
                "none breaks older runs at its place only",
                rule("r").when(sequence("1h", step("a"), step("b"), none("n"), step("c"))))
            .given(
                event("10:00", "a"),
                event("10:01", "b"),
                event("10:02", "n"),
                event("10:03", "b"),
                event("10:04", "c"))
            .expect("10:04 fired medium"),
        story(
                "an event that is none and the next step ends the run",
                rule("r")
                    .when(sequence("1h", step("a"), none(type("n", "b2")), step(type("b", "b2")))))
            .given(event("10:00", "a"), event("10:01", "b2"), event("10:02", "b"))
            .expect(),
        story(
                "an event that is none and the step before ends older runs and starts its own",
                rule("r").when(sequence("10m", step("a"), none("a"), step("b"))))
            .given(event("10:00", "a"), event("10:05", "a"), event("10:15", "b"))
            .expect("10:15 fired medium"),
        story(
                "of several in a row none may occur",
                rule("r").when(sequence("1h", step("a"), none("n"), none("m"), step("b"))))
            .given(
                event("10:00", "a"),
                event("10:01", "m"),
                event("10:02", "b"),
                event("10:03", "a"),
                event("10:04", "n"),
                event("10:05", "b"))
            .expect(),
        story(
                "none after a repeated step stands after its last repetition",
                rule("r").when(sequence("1h", times(2, "a"), none("n"), step("b"))))
            .given(
                event("10:00", "a"), event("10:01", "n"), event("10:02", "a"), event("10:03", "b"))
            .expect("10:03 fired medium"),
        story(
                "only events from the last unless on count, itself included",
                rule("r")
                    .unless("u")
                    .resolveNever()
                    .when(sequence("1h", step(type("a", "u")), step("b"))))
            .given(event("10:00", "a"), event("10:01", "u"), event("10:02", "b"))
            .expect("10:02 fired medium"),
        story(
                "unless before the last step cancels",
                rule("r").unless("u").when(sequence("1h", step("a"), step("b"))))
            .given(event("10:00", "a"), event("10:01", "u"), event("10:02", "b"))
            .expect(),
        story(
                "unless that is the last step leaves nothing to end",
                rule("r").unless("b").resolveNever().when(sequence("1h", step("a"), step("b"))))
            .given(event("10:00", "a"), event("10:01", "b"))
            .expect(),
        story(
                "prev is the event of the step before",
                rule("r")
                    .when(
                        sequence(
                            "1h", step("a"), step(where("b", Predicates.differsFromBefore("v"))))))
            .given(
                event("10:00", "a").with("v", 1),
                event("10:01", "b").with("v", 1.0),
                event("10:02", "b").with("v", 2))
            .expect("10:02 fired medium"),
        story(
                "with prev only the latest run is tried",
                rule("r")
                    .when(
                        sequence("1h", step("a"), step(where("b", Predicates.sameAsBefore("v"))))))
            .given(
                event("10:00", "a").with("v", 1),
                event("10:01", "a").with("v", 2),
                event("10:02", "b").with("v", 1),
                event("10:03", "b").with("v", 2))
            .expect("10:03 fired medium"),
        story(
                "on a tie of starts the run whose last event is latest is tried",
                rule("r")
                    .when(
                        sequence(
                            "1h",
                            step("a"),
                            step("b"),
                            step(where("c", Predicates.sameAsBefore("v"))))))
            .given(
                event("10:00", "a"),
                event("10:01", "b").with("v", 1),
                event("10:02", "b").with("v", 2),
                event("10:03", "c").with("v", 1))
            .expect(),
        story(
                "a repeated step looks back at its own repetition",
                rule("r")
                    .when(
                        sequence(
                            "1h",
                            step("a"),
                            new io.waymark.domain.rule.Pattern.Step(
                                where("b", Predicates.differsFromBefore("v")), 2, false))))
            .given(
                event("10:00", "a").with("v", 1),
                event("10:01", "b").with("v", 2),
                event("10:02", "b").with("v", 1))
            .expect("10:02 fired medium"),
        story(
                "an attribute of prev may be chosen while it runs",
                rule("r")
                    .when(
                        sequence(
                            "1h",
                            step("a"),
                            step(where("b", Predicates.sameAsBeforeWhere("chosen"))))))
            .given(
                event("10:00", "a").with("v", 1).with("w", 2),
                event("10:01", "b").with("v", 2).with("w", 2).with("chosen", "v"),
                event("10:02", "b").with("v", 2).with("w", 2).with("chosen", "w"))
            .expect("10:02 fired medium"),
        story(
                "prev without the attribute is an error",
                rule("r")
                    .when(
                        sequence(
                            "1h", step("a"), step(where("b", Predicates.differsFromBefore("v"))))))
            .given(event("10:00", "a"), event("10:01", "b").with("v", 1))
            .expect());
  }
}
