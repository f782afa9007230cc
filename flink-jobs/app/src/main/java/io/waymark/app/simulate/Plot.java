package io.waymark.app.simulate;

import static io.waymark.app.simulate.Attributes.with;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides who does what next. */
final class Plot {
  private static final int TRIES = 6;
  private static final double STRANGERS = 0.08;
  private static final double CONSENTING = 0.7;

  /** Longer than any rule that counts what happens on one page looks back. */
  private static final long REST = 16L * 60_000;

  /** Refused payments are the most usual of them. */
  private static final Friction[] FRICTIONS =
      Stream.concat(
              Arrays.stream(Friction.values()),
              Stream.of(Friction.PAYMENT_REFUSED, Friction.PAYMENT_REFUSED))
          .toArray(Friction[]::new);

  private final String prefix;
  private final long seed;
  private final double friction;
  private final Customers customers;
  private final Incidents incidents;

  Plot(long seed, double friction, Customers customers, Incidents incidents) {
    this.prefix = Long.toString(seed, 36) + "-";
    this.seed = seed;
    this.friction = friction;
    this.customers = customers;
    this.incidents = incidents;
  }

  private SplittableRandom random(long number) {
    // Split, since neighbouring seeds would else give the same numbers, shifted by one.
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number).split();
  }

  /** The story that begins at {@code start}; {@code number} is unique. */
  Story story(long number, long start) {
    SplittableRandom random = random(number);
    String id = prefix + Long.toString(number, 36);
    Visitor visitor = visitor(random, id, start);
    String home = random.nextInt(100) < 65 ? "web" : "app";
    StoryWriter story = new StoryWriter(id, visitor, home, start, random);
    if (visitor.known() && customers.greet(visitor.number())) {
      consent(story);
    }
    Browsing browsing = new Browsing(story, customers.seen(visitor));
    Friction unhappy = random.nextDouble() < friction ? friction(random, visitor, start) : null;
    if (unhappy != null) {
      new UnhappyStory(story, browsing, customers).tell(unhappy);
    } else {
      new HappyStory(story, browsing, customers, incidents).tell();
    }
    customers.setSeen(visitor, browsing.seen());
    Story told = story.finish();
    told.labels().forEach(label -> customers.met(visitor, label));
    if (visitor.known()) {
      customers.occupy(visitor.number(), told.busyUntil() + REST);
    }
    return told;
  }

  /** A stranger who reads exactly {@code events} pages. */
  Story filler(long number, long start, int events) {
    String id = prefix + Long.toString(number, 36);
    StoryWriter story =
        new StoryWriter(id, Visitor.stranger("x" + id), "web", start, random(number));
    Browsing browsing = new Browsing(story, 0);
    for (int i = 0; i < events; i++) {
      browsing.page("/help", "help");
    }
    return story.finish();
  }

  private Visitor visitor(SplittableRandom random, String id, long start) {
    if (random.nextDouble() >= STRANGERS) {
      for (int i = 0; i < TRIES; i++) {
        int customer = customers.pick(random);
        if (customers.idle(customer, start)) {
          return Visitor.customer(customer);
        }
      }
    }
    return Visitor.stranger("x" + id);
  }

  private static void consent(StoryWriter story) {
    story.over("web");
    story.event(
        "consent_updated",
        "/",
        with("purpose", "marketing").and("granted", story.chance(CONSENTING)));
    story.pause(1_000, 3_000);
  }

  private @Nullable Friction friction(SplittableRandom random, Visitor visitor, long start) {
    for (int i = 0; i < TRIES; i++) {
      Friction candidate = FRICTIONS[random.nextInt(FRICTIONS.length)];
      if (candidate.possible(customers, visitor, start)) {
        return candidate;
      }
    }
    return null;
  }
}
