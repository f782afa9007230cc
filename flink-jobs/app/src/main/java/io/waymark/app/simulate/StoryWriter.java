package io.waymark.app.simulate;

import io.waymark.domain.event.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes one story: a clock that only the pauses move, the events, and the labels. */
final class StoryWriter {
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  final SplittableRandom random;
  final Visitor visitor;
  private final String id;
  private final List<Event> events = new ArrayList<>(24);
  private final List<Label> labels = new ArrayList<>(0);
  private final String home;
  private long now;
  private int names;
  private long busyUntil;
  private boolean released;
  private @Nullable String session;
  private String channel = "system";

  /**
   * @param id unique within the simulation; all ids in the story begin with it
   * @param home where the visitor shops, {@code web} or {@code app}
   */
  StoryWriter(String id, Visitor visitor, String home, long start, SplittableRandom random) {
    this.id = id;
    this.visitor = visitor;
    this.home = home;
    this.now = start;
    this.random = random;
  }

  long now() {
    return now;
  }

  /** Lets {@code min} to {@code max} milliseconds pass, both inclusive. */
  void pause(long min, long max) {
    now += random.nextLong(min, max + 1);
  }

  /** As {@link #pause}, but short pauses are as likely as ones many times as long. */
  void pauseSkewed(long min, long max) {
    double exponent = random.nextDouble();
    now += (long) (min * StrictMath.pow((double) max / min, exponent));
  }

  /** Goes on at {@code time}, which is not in the past. */
  void waitUntil(long time) {
    if (time < now) {
      throw new IllegalArgumentException("the story is already at " + now + ", not " + time);
    }
    now = time;
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A new id that begins with {@code kind}. */
  String name(String kind) {
    return kind + "-" + id + "-" + names++;
  }

  /** A visit to the site or app begins; its events carry its session id. */
  void visit() {
    session = name("s");
    channel = home;
    event("session_start", "/");
    pause(300, 900);
  }

  /** What follows happens outside of a visit. */
  void over(String medium) {
    session = null;
    channel = medium;
  }

  /** The visitor is free for other stories; what follows happens without them. */
  void release() {
    busyUntil = now;
    released = true;
  }

  /** Adds an event without attributes at the present time. */
  Event event(String type, String touchpoint) {
    return event(type, touchpoint, Attributes.none());
  }

  /** Adds an event at the present time. */
  Event event(String type, String touchpoint, Attributes attributes) {
    Event event =
        new Event(
            id + "-" + events.size(),
            type,
            now,
            visitor.customerId(),
            visitor.anonymousId(),
            session,
            channel,
            touchpoint,
            attributes.map());
    events.add(event);
    return event;
  }

  /**
   * Records that what {@code rule} describes is true at {@code occurredAt} because of the events.
   */
  void label(String rule, long occurredAt, Map<String, String> instance, Event... because) {
    String customer = because[0].customer();
    List<String> ids = Arrays.stream(because).map(Event::id).toList();
    labels.add(new Label(id + "-" + rule, rule, customer, occurredAt, Map.copyOf(instance), ids));
  }

  Story finish() {
    events.sort(Event.ORDER);
    return new Story(events, labels, released ? busyUntil : now);
  }

  /** A time as attributes carry it. */
  static String rfc3339(long time) {
    return RFC_3339.format(Instant.ofEpochMilli(time));
  }
}
