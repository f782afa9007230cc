package io.waymark.domain.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.journey.Overlays.Activity;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one event, or one deadline, does to a journey: first the event itself ({@link #begin}), then
 * what its cues mean ({@link #apply}), and in the end the events that follow from it ({@link
 * #end}). A late event adds to scores and orders, and shows that a stage was entered, earlier than
 * was known or at all; it takes nothing back, and of what was before the journey it says nothing.
 */
public final class JourneyStep {
  private final JourneyModel model;
  private final CustomerJourney journey;
  private final String customerId;
  private final @Nullable Event event;
  private final long time;
  private final boolean late;
  private final String cause;
  private final Supplier<String> newId;
  private final Runnable goesBack;

  /** What follows; most events lead to nothing. */
  private List<Event> derived = List.of();

  private List<Meaning> pending = List.of();

  /** Of events that were derived. */
  private int count;

  /** Scores before anything was added to them; null as long as nothing has been. */
  private @Nullable Journey before;

  /**
   * @param event null at a deadline
   * @param time of the event or deadline
   * @param cause tells deadlines of one time apart
   * @param newId makes the id of a journey that begins with the event
   * @param goesBack told before the journey falls back to a stage, or is over
   */
  public JourneyStep(
      JourneyModel model,
      CustomerJourney journey,
      String customerId,
      @Nullable Event event,
      long time,
      boolean late,
      String cause,
      Supplier<String> newId,
      Runnable goesBack) {
    this.model = model;
    this.journey = journey;
    this.customerId = customerId;
    this.event = event;
    this.time = time;
    this.late = late;
    this.cause = cause;
    this.newId = newId;
    this.goesBack = goesBack;
  }

  /**
   * The event itself: a sign of life, a part of a session, a change of the profile, a touchpoint.
   *
   * @return that a session has begun with it, which cues are to see before any rule does; null if
   *     none has
   */
  public @Nullable Event begin() {
    Event known = Objects.requireNonNull(event);
    switch (known.type()) {
      case "profile_updated" -> journey.profile.take(known.attributes(), late);
      case "consent_updated", "object" -> journey.consents.take(known);
      default -> {}
    }
    if (late) {
      return null;
    }
    if (model.presence().isSignOfLife(known)) {
      seen();
    }
    journey.touchpoints.add(known, model.touchpoints());
    return model.sessions().has(known) ? visit(known) : null;
  }

  private void seen() {
    Activity was = journey.told;
    journey.lastSeen = time;
    journey.told = Activity.ACTIVE;
    if (was != Activity.ACTIVE) {
      derive(DerivedEvent.ACTIVITY_CHANGED, changed("activity", was, Activity.ACTIVE));
    }
  }

  private @Nullable Event visit(Event known) {
    Session session = journey.session;
    if (session != null && session.goesOn(time, model.sessions().gap())) {
      session.touch(time, known.sessionId());
      return null;
    }
    journey.session = new Session(time, known.sessionId());
    // The others are numbered; what they are called must not depend on this one.
    Event started = DerivedEvent.after(known, "session", DerivedEvent.SESSION_STARTED, Map.of());
    derive(started);
    return started;
  }

  /**
   * A deadline of the journey has come: a stage has lasted too long, or a silence, or a score has
   * faded.
   */
  public void expire() {
    if (journey.stages.deadline(model.stages()) <= time) {
      Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
      attributes.put("stage", journey.stage(model));
      attributes.put("since", journey.stages.since());
      journey.stages.overstayed();
      derive(DerivedEvent.STAGE_OVERSTAYED, attributes);
    }
    Activity now = journey.activity(time, model);
    if (now != journey.told) {
      derive(DerivedEvent.ACTIVITY_CHANGED, changed("activity", journey.told, now));
      journey.told = now;
    }
    Journey untold = journey.untold;
    crossed(untold == null ? journey.at(time - 1, model) : untold, journey.at(time, model));
    journey.untold = null;
  }

  /** A cue has come. */
  public void apply(Meaning meaning) {
    if (meaning instanceof Meaning.Enters enters) {
      enter(enters.stage());
    } else if (meaning instanceof Meaning.Effort effort) {
      double points = event == null ? effort.points().points() : effort.points().in(event);
      scores();
      journey.effort.add(points, time, model.scoring().effortHalfLife());
    } else if (meaning instanceof Meaning.Felt felt) {
      feel(felt.valence());
    } else if (meaning instanceof Meaning.OfSession ofSession) {
      inSession(ofSession);
    } else if (meaning instanceof Meaning.Orders) {
      journey.orders += isOfJourney() ? 1 : 0;
    } else if (!late) {
      move(meaning);
    }
  }

  /** Whether it is of the journey that goes on, not of one that was over before. */
  private boolean isOfJourney() {
    return !late || journey.previousId == null || (journey.id != null && time >= journey.startedAt);
  }

  private void move(Meaning meaning) {
    if (meaning instanceof Meaning.FallsBack back) {
      fallBack(back.stage());
    } else if (meaning instanceof Meaning.Exits) {
      exit();
    } else if (meaning instanceof Meaning.ContactBecomes becomes) {
      journey.contact = becomes.contact();
    } else if (meaning instanceof Meaning.HealthBecomes becomes
        && journey.health != becomes.health()) {
      derive(DerivedEvent.HEALTH_CHANGED, changed("health", journey.health, becomes.health()));
      journey.health = becomes.health();
    }
  }

  private void feel(Valence valence) {
    if (event != null) {
      valence.in(event).ifPresent(this::felt);
    } else if (valence instanceof Valence.Always always) {
      felt(always.value());
    }
  }

  private void felt(double value) {
    scores();
    journey.feelings.add(value, time, model.scoring().emotion());
  }

  /** A live rule has fired: what that means shows after all rules have looked. */
  public void fired(List<Meaning> meanings) {
    meanings.forEach(this::await);
  }

  private void await(Meaning meaning) {
    if (pending.isEmpty()) {
      pending = new ArrayList<>(2);
    }
    pending.add(meaning);
  }

  /** A live rule of kind friction has fired, or got worse; shows as {@link #fired} does. */
  public void friction(Severity severity) {
    Double value = model.scoring().emotion().friction().get(severity);
    if (value != null) {
      await(new Meaning.Felt(new Valence.Always(value)));
    }
  }

  /** What such a rule had complained of is over; shows as {@link #fired} does. */
  public void recovery(Severity severity) {
    if (severity.compareTo(Severity.HIGH) >= 0) {
      double value = model.scoring().emotion().recovery();
      await(new Meaning.Felt(new Valence.Always(value)));
    }
  }

  private void inSession(Meaning.OfSession meaning) {
    Session session = journey.session;
    if (session == null
        || time < session.start()
        || !session.goesOn(time, model.sessions().gap())) {
      return;
    }
    if (meaning instanceof Meaning.Struggles struggles) {
      scores();
      session.struggled(struggles.kind(), model.scoring().most());
    } else if (meaning instanceof Meaning.Acts acts) {
      session.acted(acts.outcome());
    } else if (meaning instanceof Meaning.Views) {
      session.viewed();
    } else {
      session.converted();
    }
  }

  private void enter(int stage) {
    StageProgress stages = journey.stages;
    if (!isOfJourney()) {
      return;
    }
    if (stage <= stages.current()) {
      if (late) {
        stages.enteredBefore(stage, time);
      }
      return;
    }
    if (stages.current() == StageProgress.NONE) {
      start();
    }
    String from = journey.stage(model);
    stages.advance(stage, time);
    entered(from, "advance");
  }

  private void start() {
    journey.id = newId.get();
    journey.startedAt = time;
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("journey_id", journey.id);
    if (journey.previousId != null) {
      attributes.put("previous_journey_id", journey.previousId);
    }
    derive(DerivedEvent.JOURNEY_STARTED, attributes);
  }

  private void fallBack(int stage) {
    if (stage < journey.stages.current()) {
      String from = journey.stage(model);
      goesBack.run();
      journey.stages.fallBack(stage, time);
      entered(from, "regress");
    }
  }

  private void entered(@Nullable String from, String direction) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("stage", journey.stage(model));
    if (from != null) {
      attributes.put("from", from);
    }
    attributes.put("direction", direction);
    attributes.put("skipped", (long) journey.stages.skipped());
    derive(DerivedEvent.STAGE_ENTERED, attributes);
  }

  private void exit() {
    if (journey.stages.current() == StageProgress.NONE) {
      return;
    }
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("journey_id", journey.id);
    attributes.put("from", journey.stage(model));
    derive(DerivedEvent.JOURNEY_EXITED, attributes);
    goesBack.run();
    journey.previousId = journey.id;
    journey.id = null;
    journey.stages.leave();
    journey.orders = 0;
  }

  /**
   * Lets what rules have found change the journey, and answers what follows since it was asked
   * last, in order.
   */
  public List<Event> end() {
    if (!pending.isEmpty()) {
      List<Meaning> told = pending;
      pending = List.of();
      told.forEach(this::apply);
    }
    Journey was = journey.untold == null ? before : journey.untold;
    if (was != null && !late) {
      crossed(was, journey.at(time, model));
      journey.untold = null;
    }
    before = null;
    List<Event> follows = derived;
    derived = List.of();
    return follows;
  }

  private void crossed(Journey was, Journey is) {
    Scoring.Thresholds levels = model.scoring().thresholds();
    crossed("effort", was.effort(), is.effort(), levels.effort());
    crossed("emotion", was.emotion(), is.emotion(), levels.emotion());
    crossed("frustration", was.frustration(), is.frustration(), levels.frustration());
  }

  private void crossed(
      String score, @Nullable Double was, @Nullable Double is, List<Double> levels) {
    if (is == null) {
      return;
    }
    double from = was == null ? 0 : was;
    for (double level : levels) {
      boolean above = is >= level;
      if (above != from >= level) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("score", score);
        attributes.put("level", level);
        attributes.put("direction", above ? "up" : "down");
        attributes.put("reading", is);
        derive(DerivedEvent.SCORE_CROSSED, attributes);
      }
    }
  }

  /** To be called before a score changes. */
  private void scores() {
    if (before == null && !late && model.scoring().thresholds() != Scoring.Thresholds.NONE) {
      before = journey.at(time, model);
    }
  }

  private static Map<String, @Nullable Object> changed(String what, Enum<?> from, Enum<?> to) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put(what, Overlays.word(to));
    attributes.put("from", Overlays.word(from));
    return attributes;
  }

  private void derive(String type, Map<String, @Nullable Object> attributes) {
    derive(
        event == null
            ? DerivedEvent.at(time, customerId, cause + "/" + ++count, type, attributes)
            : DerivedEvent.after(event, Integer.toString(++count), type, attributes));
  }

  private void derive(Event follows) {
    if (derived.isEmpty()) {
      derived = new ArrayList<>(2);
    }
    derived.add(follows);
  }
}
