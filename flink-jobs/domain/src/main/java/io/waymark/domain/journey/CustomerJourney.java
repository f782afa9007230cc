package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.journey.Overlays.Activity;
import io.waymark.domain.journey.Overlays.Contact;
import io.waymark.domain.journey.Overlays.Health;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one customer's journey. Changed by {@link JourneyStep} alone; every score is
 * a few numbers, whatever has gone into it.
 */
public final class CustomerJourney {
  private static final long NO_TIME = Long.MIN_VALUE;

  // Each call of values() makes a copy.
  private static final List<Health> HEALTH = List.of(Health.values());
  private static final List<Contact> CONTACT = List.of(Contact.values());
  private static final List<Activity> ACTIVITY = List.of(Activity.values());

  final StageProgress stages = new StageProgress();
  final DecayingSum effort = new DecayingSum();
  final Feelings feelings = new Feelings();
  final Consents consents = new Consents();
  final Profile profile = new Profile();
  final Touchpoints touchpoints = new Touchpoints();
  @Nullable Session session;
  @Nullable String id;
  @Nullable String previousId;
  long startedAt = NO_TIME;
  Health health = Health.HEALTHY;
  Contact contact = Contact.IDLE;
  int orders;

  /** The last sign of life. */
  long lastSeen = NO_TIME;

  /** What was told of the silence since. */
  Activity told = Activity.ACTIVE;

  /** Scores before another journey became part of this one, until their change has been told. */
  @Nullable Journey untold;

  /** Stage and scores as of a time, no earlier than the last event. */
  public Journey at(long time, JourneyModel model) {
    return new Journey(
        stage(model),
        effort(time, model),
        feelings.value(time, model.scoring().emotion()),
        frustration(time, model));
  }

  @Nullable String stage(JourneyModel model) {
    int stage = stages.current();
    return stage == StageProgress.NONE ? null : model.stages().get(stage).id();
  }

  /** Whether the journey is at this stage or further. */
  public boolean hasPassed(Meaning.Enters enters) {
    return enters.stage() <= stages.current();
  }

  /** 0..100: {@code 100 (1 - exp(-points / scale))}, the points decayed. */
  double effort(long time, JourneyModel model) {
    Scoring scoring = model.scoring();
    return 100 * -Math.expm1(-effort.value(time, scoring.effortHalfLife()) / scoring.effortScale());
  }

  /** Points of the session that is going on; 0 without one. */
  double frustration(long time, JourneyModel model) {
    Session current = sessionAt(time, model);
    return current == null ? 0 : current.frustration(model.scoring().struggles());
  }

  /** For how many milliseconds the present stage has lasted; null without one. */
  public @Nullable Long stageLasted(long time) {
    return stages.current() == StageProgress.NONE ? null : time - stages.since();
  }

  /** Pages or screens of the session that is going on; null without one. */
  public @Nullable Long sessionViews(long time, JourneyModel model) {
    Session current = sessionAt(time, model);
    return current == null ? null : (long) current.views();
  }

  /** Whether the session that is going on is no bounce so far; null without one. */
  public @Nullable Boolean sessionEngaged(long time, JourneyModel model) {
    Session current = sessionAt(time, model);
    return current == null ? null : current.isEngaged(model.sessions());
  }

  private @Nullable Session sessionAt(long time, JourneyModel model) {
    Session known = session;
    return known != null && known.goesOn(time, model.sessions().gap()) ? known : null;
  }

  /** What lies over the stage as of a time, no earlier than the last event. */
  public Overlays overlays(long time, JourneyModel model) {
    return new Overlays(health, activity(time, model), contact, orders);
  }

  Activity activity(long time, JourneyModel model) {
    return lastSeen == NO_TIME ? Activity.ACTIVE : model.presence().after(time - lastSeen);
  }

  /** By purpose whether it was granted; what nobody was asked for is not there. */
  public Map<String, Boolean> consents() {
    return consents.granted();
  }

  /** Attributes of the customer. */
  public Map<String, @Nullable Object> profile() {
    return profile.values();
  }

  /**
   * When time alone changes something that is told, or {@link Long#MAX_VALUE}.
   *
   * @param passed up to which what time does to scores has been told
   */
  public long deadline(JourneyModel model, long passed) {
    long next = Math.min(stages.deadline(model.stages()), silence(model));
    Scoring.Thresholds levels = model.scoring().thresholds();
    if (!levels.effort().isEmpty()) {
      next = Math.min(next, relief(model, passed));
    }
    if (!levels.emotion().isEmpty()) {
      next = Math.min(next, feelings.forgetsAfter(passed, model.scoring().emotion()));
    }
    Session current = session;
    if (!levels.frustration().isEmpty() && current != null) {
      long end = current.endsAt(model.sessions().gap());
      next = end > passed ? Math.min(next, end) : next;
    }
    return next;
  }

  /** When effort falls below one of its levels. */
  private long relief(JourneyModel model, long passed) {
    Scoring scoring = model.scoring();
    long next = Long.MAX_VALUE;
    for (double level : scoring.thresholds().effort()) {
      double points = -Math.log1p(-level / 100) * scoring.effortScale();
      long falls = points > 0 ? effort.fallsTo(points, scoring.effortHalfLife()) : Long.MIN_VALUE;
      while (falls != Long.MIN_VALUE && effort(falls, model) >= level) {
        falls++;
      }
      next = falls > passed ? Math.min(next, falls) : next;
    }
    return next;
  }

  private long silence(JourneyModel model) {
    if (lastSeen == NO_TIME) {
      return Long.MAX_VALUE;
    }
    return switch (told) {
      case ACTIVE -> lastSeen + model.presence().dormantAfter();
      case DORMANT -> lastSeen + model.presence().lapsedAfter();
      case LAPSED -> Long.MAX_VALUE;
    };
  }

  /**
   * Takes over another customer's journey, who has turned out to be this one. A no to a purpose of
   * either stays a no. What that does to scores is told with the next event.
   *
   * @param at no earlier than the last event of either
   * @return the purposes that are refused now and were not before
   */
  public List<String> merge(CustomerJourney other, JourneyModel model, long at) {
    Journey own = untold == null ? at(at, model) : untold;
    Journey theirs = other.at(at, model);
    stages.merge(other.stages);
    effort.merge(other.effort, model.scoring().effortHalfLife());
    feelings.merge(other.feelings, model.scoring().emotion());
    session = Session.merge(session, other.session, model.sessions(), model.scoring().most());
    if (other.id != null && (id == null || other.startedAt < startedAt)) {
      id = other.id;
      startedAt = other.startedAt;
      previousId = previousId != null ? previousId : other.previousId;
    }
    if (other.health.compareTo(health) > 0) {
      health = other.health;
    }
    if (other.lastSeen > lastSeen) {
      lastSeen = other.lastSeen;
      told = other.told;
    }
    if (contact == Contact.IDLE) {
      contact = other.contact;
    }
    orders += other.orders;
    profile.merge(other.profile);
    touchpoints.merge(other.touchpoints, model.touchpoints());
    if (model.scoring().thresholds() != Scoring.Thresholds.NONE) {
      untold = nearer(at(at, model), own, theirs);
    }
    return consents.merge(other.consents);
  }

  /** As it stands at a time, no earlier than the last event. */
  public JourneySnapshot snapshot(String customerId, long time, JourneyModel model) {
    return new JourneySnapshot(
        customerId,
        id,
        previousId,
        model.id(),
        stage(model),
        stages.snapshot(model.stages()),
        at(time, model),
        overlays(time, model),
        session == null ? null : session.snapshot(model.sessions()),
        consents.granted(),
        Map.copyOf(profile.values()),
        touchpoints.all(model.touchpoints()),
        time);
  }

  /** Gives up the touchpoints to save space; answers whether there were any. */
  public boolean forgetTouchpoints() {
    return touchpoints.forget();
  }

  /** Writes it; stages and kinds of struggle by hashes of their ids. */
  public void write(StateWriter out, JourneyModel model) {
    stages.write(out, model.stages());
    effort.write(out);
    feelings.write(out);
    consents.write(out);
    profile.write(out);
    touchpoints.write(out, model.touchpoints());
    out.bool(session != null);
    if (session != null) {
      session.write(out, model.scoring().struggles());
    }
    out.string(id);
    out.string(previousId);
    out.optionalTime(startedAt, NO_TIME);
    out.byteValue(health.ordinal() | contact.ordinal() << 2 | told.ordinal() << 4);
    out.count(orders);
    out.optionalTime(lastSeen, NO_TIME);
    if (untold != null) {
      writeScores(untold, out);
    }
  }

  /**
   * Of each score that of the two which is nearer: up to there all has been told of one of them.
   */
  private static Journey nearer(Journey both, Journey one, Journey other) {
    return new Journey(
        null,
        nearer(both.effort(), one.effort(), other.effort()),
        nearer(both.emotion(), one.emotion(), other.emotion()),
        nearer(both.frustration(), one.frustration(), other.frustration()));
  }

  private static @Nullable Double nearer(
      @Nullable Double both, @Nullable Double one, @Nullable Double other) {
    if (both == null || one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.abs(both - one) <= Math.abs(both - other) ? one : other;
  }

  private static void writeScores(Journey scores, StateWriter out) {
    for (Double score : Arrays.asList(scores.effort(), scores.emotion(), scores.frustration())) {
      out.bool(score != null);
      if (score != null) {
        out.fixedDouble(score);
      }
    }
  }

  private static Journey readScores(StateReader in) {
    return new Journey(null, readScore(in), readScore(in), readScore(in));
  }

  private static @Nullable Double readScore(StateReader in) {
    return in.bool() ? (Double) in.fixedDouble() : null;
  }

  /** Reads what was written under this model, or an earlier one. */
  public static CustomerJourney read(StateReader in, JourneyModel model) {
    CustomerJourney journey = new CustomerJourney();
    journey.stages.read(in, model.stages());
    journey.effort.read(in);
    journey.feelings.read(in);
    journey.consents.read(in);
    journey.profile.read(in);
    journey.touchpoints.read(in);
    journey.session = in.bool() ? Session.read(in, model.scoring().struggles()) : null;
    journey.id = in.string();
    journey.previousId = in.string();
    journey.startedAt = in.optionalTime(NO_TIME);
    int packed = in.byteValue();
    journey.health = HEALTH.get(packed & 3);
    journey.contact = CONTACT.get(packed >> 2 & 3);
    journey.told = ACTIVITY.get(packed >> 4 & 3);
    journey.orders = in.count();
    journey.lastSeen = in.optionalTime(NO_TIME);
    journey.untold = in.left() > 0 ? readScores(in) : null;
    return journey;
  }
}
