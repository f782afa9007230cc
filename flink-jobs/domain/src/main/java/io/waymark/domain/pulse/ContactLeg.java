package io.waymark.domain.pulse;

import static io.waymark.domain.pulse.Tally.ANSWERED;
import static io.waymark.domain.pulse.Tally.HANDLED;
import static io.waymark.domain.pulse.Tally.HANDLING_MILLIS;
import static io.waymark.domain.pulse.Tally.LEFT;
import static io.waymark.domain.pulse.Tally.LEFT_SHORTLY;
import static io.waymark.domain.pulse.Tally.OFFERED_ANSWERED;
import static io.waymark.domain.pulse.Tally.OFFERED_ANSWERED_IN_TIME;
import static io.waymark.domain.pulse.Tally.OFFERED_CALLBACK;
import static io.waymark.domain.pulse.Tally.OFFERED_CALLBACK_IN_TIME;
import static io.waymark.domain.pulse.Tally.OFFERED_LEFT;
import static io.waymark.domain.pulse.Tally.OFFERED_LEFT_IN_TIME;
import static io.waymark.domain.pulse.Tally.OFFERED_LEFT_SHORTLY;
import static io.waymark.domain.pulse.Tally.TRANSFERRED;
import static io.waymark.domain.pulse.Tally.WAITED_ANSWERED_MILLIS;
import static io.waymark.domain.pulse.Tally.WAITED_LEFT_MILLIS;

import io.waymark.domain.kpi.ContactGoal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of a contact: in one queue, then with one person. A transfer begins another one. Also
 * the wait in a branch, with a number drawn.
 *
 * @param queued when and where it began; null while that is not known
 * @param ending how the wait ended; null while it has not
 * @param transferred when and where it was handed on; null if it was not
 * @param ended when and where it ended after it was answered; null while it has not
 * @param talkMillis talked and on hold; null while that is not known
 * @param afterMillis work after it; null while that is not known
 * @param latest the time of its last event
 */
public record ContactLeg(
    @Nullable Point queued,
    @Nullable Ending ending,
    @Nullable Point transferred,
    @Nullable Point ended,
    @Nullable Long talkMillis,
    @Nullable Long afterMillis,
    long latest)
    implements Strand {

  public static final ContactLeg UNKNOWN =
      new ContactLeg(null, null, null, null, null, null, Long.MIN_VALUE);

  /** How a wait ends. */
  public enum Outcome {
    ANSWERED,
    LEFT,
    CALLBACK
  }

  /**
   * The end of a wait.
   *
   * @param waitMillis as the event says it: contact centres promise no order; null if it does not
   * @param shortly as the event says it: that the customer had not meant it
   */
  public record Ending(Outcome how, Point at, @Nullable Long waitMillis, boolean shortly) {}

  private static final ContactGoal GOAL = ContactGoal.STANDARD;

  /** Nobody waits for longer: what ended it has been lost. */
  private static final long LONGEST_WAIT = Duration.ofHours(4).toMillis();

  private static final long REMEMBERED = Duration.ofHours(24).toMillis();

  @Override
  public ContactLeg with(Touch touch) {
    ContactLeg leg =
        new ContactLeg(
            queued,
            ending,
            transferred,
            ended,
            talkMillis,
            afterMillis,
            Math.max(latest, touch.time()));
    return switch (touch.type().substring(touch.type().lastIndexOf('_') + 1)) {
      case "queued", "issued" -> leg.queuedAt(Point.of(touch));
      case "answered", "served" -> leg.ending(Outcome.ANSWERED, touch);
      case "left" -> leg.ending(Outcome.LEFT, touch);
      case "requested" -> leg.ending(Outcome.CALLBACK, touch);
      case "transferred" -> leg.transferredAt(Point.of(touch));
      case "ended", "done" -> leg.endedAt(touch);
      case "wrapup" -> leg.wrappedUp(touch);
      default -> leg;
    };
  }

  @Override
  public @Nullable Strand followedBy(Touch touch) {
    return null;
  }

  @Override
  public Credits credits(long now) {
    Credits credits = new Credits();
    if (ending != null) {
      credit(ending, credits);
    } else if (queued != null && ended == null && now < queued.time() + LONGEST_WAIT) {
      credits.add(queued.where(), queued.time(), new Reading.Waiting(queued.time()), 1);
    }
    if (ended != null && talkMillis != null) {
      long after = afterMillis == null ? 0 : afterMillis;
      credits.one(ended.where(), ended.time(), HANDLED);
      credits.add(ended.where(), ended.time(), HANDLING_MILLIS, talkMillis + after);
    }
    if (transferred != null) {
      credits.one(transferred.where(), transferred.time(), TRANSFERRED);
    }
    return credits;
  }

  private void credit(Ending end, Credits credits) {
    Long waited = waited(end);
    Point point = end.at();
    Where where = queued == null ? point.where() : queued.where();
    long offered = queued != null ? queued.time() : point.time() - (waited == null ? 0 : waited);
    boolean inTime = waited != null && GOAL.inTime(waited);
    switch (end.how()) {
      case ANSWERED -> {
        credits.one(where, point.time(), ANSWERED);
        credits.one(where, offered, OFFERED_ANSWERED);
        creditIf(inTime, credits, where, offered, OFFERED_ANSWERED_IN_TIME);
      }
      case LEFT -> {
        boolean isShort = end.shortly() || (waited != null && GOAL.isShort(waited));
        credits.one(where, point.time(), LEFT);
        credits.one(where, offered, OFFERED_LEFT);
        creditIf(inTime, credits, where, offered, OFFERED_LEFT_IN_TIME);
        creditIf(isShort, credits, where, offered, OFFERED_LEFT_SHORTLY);
        creditIf(isShort, credits, where, point.time(), LEFT_SHORTLY);
      }
      case CALLBACK -> {
        credits.one(where, offered, OFFERED_CALLBACK);
        creditIf(inTime, credits, where, offered, OFFERED_CALLBACK_IN_TIME);
      }
    }
    if (waited != null && end.how() != Outcome.CALLBACK) {
      boolean answered = end.how() == Outcome.ANSWERED;
      Tally sum = answered ? WAITED_ANSWERED_MILLIS : WAITED_LEFT_MILLIS;
      credits.add(where, point.time(), sum, waited);
      credits.add(where, point.time(), new Reading.Sample(Quantity.WAIT, waited), 1);
    }
  }

  private static void creditIf(
      boolean counts, Credits credits, Where where, long time, Tally tally) {
    if (counts) {
      credits.one(where, time, tally);
    }
  }

  private @Nullable Long waited(Ending end) {
    if (end.waitMillis() != null) {
      return end.waitMillis();
    }
    return queued == null ? null : (Long) Math.max(0, end.at().time() - queued.time());
  }

  @Override
  public long wakeAt(long now) {
    if (queued == null || ending != null || ended != null) {
      return NEVER;
    }
    long lost = queued.time() + LONGEST_WAIT;
    return lost > now ? lost : NEVER;
  }

  @Override
  public ContactLeg pruned(long now) {
    return this;
  }

  @Override
  public long forgetAt() {
    return latest + REMEMBERED;
  }

  private ContactLeg queuedAt(Point point) {
    return new ContactLeg(
        Point.earlier(queued, point), ending, transferred, ended, talkMillis, afterMillis, latest);
  }

  /** The first one ends the wait; of two at a time the one that stands first in {@link Outcome}. */
  private ContactLeg ending(Outcome how, Touch touch) {
    Ending end = new Ending(how, Point.of(touch), touch.millis("wait_ms"), touch.says("short"));
    boolean first =
        ending == null
            || end.at().time() < ending.at().time()
            || (end.at().time() == ending.at().time() && how.compareTo(ending.how()) < 0);
    return first
        ? new ContactLeg(queued, end, transferred, ended, talkMillis, afterMillis, latest)
        : this;
  }

  private ContactLeg transferredAt(Point point) {
    return new ContactLeg(
        queued, ending, Point.earlier(transferred, point), ended, talkMillis, afterMillis, latest);
  }

  private ContactLeg endedAt(Touch touch) {
    Long time = handling(touch);
    return new ContactLeg(
        queued,
        ending,
        transferred,
        Point.earlier(ended, Point.of(touch)),
        time == null ? talkMillis : time,
        afterMillis,
        latest);
  }

  private static @Nullable Long handling(Touch touch) {
    Long talked = touch.millis("talk_ms");
    if (talked != null) {
      Long held = touch.millis("hold_total_ms");
      return talked + (held == null ? 0 : held);
    }
    Long handled = touch.millis("handle_ms");
    return handled == null ? touch.millis("service_ms") : handled;
  }

  private ContactLeg wrappedUp(Touch touch) {
    return new ContactLeg(
        queued, ending, transferred, ended, talkMillis, touch.millis("acw_ms"), latest);
  }
}
