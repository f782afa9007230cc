package io.waymark.domain.reference;

import static io.waymark.domain.Stories.*;
import static io.waymark.domain.reference.Story.story;

import io.waymark.domain.RuleBuilder;
import java.util.List;

/** {@code per}: which events take part in which instance. */
final class InstanceStories {
  private InstanceStories() {}

  private static RuleBuilder perCart() {
    return rule("r").per("cart_id").when(absence("a").of("b").within("30m"));
  }

  static List<Story> all() {
    return List.of(
        story("each value has a state of its own", perCart())
            .given(
                event("10:00", "a").with("cart_id", "k1"),
                event("10:05", "a").with("cart_id", "k2"),
                event("10:10", "b").with("cart_id", "k1"))
            .expect("10:35 fired medium cart_id=k2"),
        story("what opens without the value takes no part, null counts as lacking", perCart())
            .given(event("10:00", "a"), event("10:00", "a").with("cart_id", null))
            .expect(),
        story("what closes without the value applies to every instance", perCart())
            .given(
                event("10:00", "a").with("cart_id", "k1"),
                event("10:05", "a").with("cart_id", "k2"),
                event("10:10", "b").with("cart_id", null))
            .expect(),
        story(
                "what closes and lacks one value applies whatever its others",
                rule("r").per("x", "y").when(absence("a").of("b").within("30m")))
            .given(
                event("10:00", "a").with("x", 1).with("y", 1),
                event("10:00", "a").with("x", 2).with("y", 1),
                event("10:10", "b").with("x", 3))
            .expect(),
        story(
                "what closes with every value applies to its own instance only",
                rule("r").per("x", "y").when(absence("a").of("b").within("30m")))
            .given(
                event("10:00", "a").with("x", 1).with("y", 1),
                event("10:00", "a").with("x", 2).with("y", 1),
                event("10:10", "b").with("x", 2).with("y", 1))
            .expect("10:30 fired medium x=1 y=1"),
        story(
                "numbers are one instance when numerically equal, a string is another",
                rule("r").per("k").when(count("a").atLeast(2).within("1h")))
            .given(
                event("10:00", "a").with("k", 1.0),
                event("10:01", "a").with("k", "1"),
                event("10:02", "a").with("k", 1),
                event("10:03", "a").with("k", 1.5),
                event("10:04", "a").with("k", true))
            .expect("10:02 fired medium k=1"),
        story(
                "zero and minus zero are one",
                rule("r").per("k").when(count("a").atLeast(2).within("1h")))
            .given(event("10:00", "a").with("k", -0.0), event("10:01", "a").with("k", 0))
            .expect("10:01 fired medium k=0"),
        story(
                "session, channel and touchpoint are fields",
                rule("r").per("session_id", "channel", "touchpoint").when(on("a")))
            .given(
                event("10:00", "a").session("s1").by("web").at("home"),
                event("10:01", "a").session("s1").by("web"),
                event("10:02", "a").with("session_id", "s1").by("web").at("home"))
            .expect("10:00 fired medium session_id=s1 channel=web touchpoint=home by=web at=home"),
        story(
                "unless without the value cancels every instance, with it only its own",
                perCart().unless("u").resolveNever())
            .given(
                event("10:00", "a").with("cart_id", "k1"),
                event("10:00", "a").with("cart_id", "k2"),
                event("10:10", "u").with("cart_id", "k1"),
                event("11:00", "a").with("cart_id", "k3"),
                event("11:00", "a").with("cart_id", "k4"),
                event("11:10", "u"))
            .expect("10:30 fired medium cart_id=k2"),
        story("resolve without the value resolves every instance", perCart())
            .given(
                event("10:00", "a").with("cart_id", "k1"),
                event("10:00", "a").with("cart_id", "k2"),
                event("11:00", "b"))
            .expect(
                "10:30 fired medium cart_id=k1",
                "10:30 fired medium cart_id=k2",
                "11:00 resolved medium cart_id=k1 fire=10:30",
                "11:00 resolved medium cart_id=k2 fire=10:30"),
        story(
                "none without the value breaks the runs of every instance",
                rule("r").per("k").when(sequence("1h", step("a"), none("n"), step("b"))))
            .given(
                event("10:00", "a").with("k", 1),
                event("10:00", "a").with("k", 2),
                event("10:01", "n").with("k", 1),
                event("10:02", "b").with("k", 1),
                event("10:02", "b").with("k", 2),
                event("10:03", "a").with("k", 2),
                event("10:04", "n"),
                event("10:05", "b").with("k", 2))
            .expect("10:02 fired medium k=2"),
        story(
                "an event of one type in both roles without the value only closes",
                rule("r").per("k").when(absence("a").of("a").within("30m")))
            .given(event("10:00", "a").with("k", 1), event("10:10", "a"))
            .expect());
  }
}
