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
import static io.waymark.domain.pulse.Tally.OFFERED_FLOWN_OUT;
import static io.waymark.domain.pulse.Tally.OFFERED_LEFT;
import static io.waymark.domain.pulse.Tally.OFFERED_LEFT_IN_TIME;
import static io.waymark.domain.pulse.Tally.OFFERED_LEFT_SHORTLY;
import static io.waymark.domain.pulse.Tally.TRANSFERRED;
import static io.waymark.domain.pulse.Tally.WAITED_ANSWERED;
import static io.waymark.domain.pulse.Tally.WAITED_ANSWERED_MILLIS;
import static io.waymark.domain.pulse.Tally.WAITED_LEFT;
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
 * @param over when something else showed that nobody waits any more; null if nothing has
 * @param lostAt when who still waits is taken to have gone: what ended it has been lost
 * @param latest the time of its last event
 */
public record ContactLeg(
    @Nullable Point queued,
    @Nullable Ending ending,
    @Nullable Point transferred,
    @Nullable Point ended,
    @Nullable Long talkMillis,
    @Nullable Long afterMillis,
    @Nullable Long over,
    long lostAt,
    long latest)
    implements Strand {

  public static final ContactLeg UNKNOWN =
      new ContactLeg(null, null, null, null, null, null, null, NEVER, Long.MIN_VALUE);

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

  /** What a customer does elsewhere, who so cannot wait here any more. */
  public static final String MOVED_ON = "moved_on";

  /** How long people wait at most: an hour on the phone, as for a callback that is promised. */
  private static final long LONGEST_CALL = Duration.ofHours(1).toMillis();

  /** As long as a visit may be quiet. */
  private static final long LONGEST_CHAT = Duration.ofMinutes(30).toMillis();

  /** How long people wait at most anywhere: with a number they can go away and come back. */
  public static final Duration LONGEST = Duration.ofHours(4);

  private static final long REMEMBERED = Duration.ofHours(24).toMillis();

  @Override
  public ContactLeg with(Touch touch) {
    Known more = new Known(this);
    more.latest = Math.max(latest, touch.time());
    String type = touch.type();
    switch (type.substring(type.lastIndexOf('_') + 1)) {
      case "queued", "issued" -> more.queued(touch);
      case "answered", "served" -> more.ending(Outcome.ANSWERED, touch);
      case "left" -> more.ending(Outcome.LEFT, touch);
      case "requested" -> more.ending(Outcome.CALLBACK, touch);
      case "transferred" -> more.transferred = Point.earlier(transferred, Point.of(touch));
      case "ended", "done" -> more.ended(touch);
      case "wrapup" -> {
        more.afterMillis = touch.millis("acw_ms");
        more.over(touch);
      }
      default -> {
        if (type.equals(MOVED_ON)) {
          more.over(touch);
        }
      }
    }
    return more.leg();
  }

  /** A branch gives its numbers out again. */
  @Override
  public @Nullable Strand followedBy(Touch touch) {
    boolean again =
        touch.type().equals("queue_ticket_issued")
            && queued != null
            && touch.time() > queued.time()
            && touch.time() > overAt();
    return again ? UNKNOWN.with(touch) : null;
  }

  /** When nobody waits any more, as far as that is known. */
  private long overAt() {
    long first = lostAt;
    if (ending != null) {
      first = Math.min(first, ending.at().time());
    }
    if (transferred != null) {
      first = Math.min(first, transferred.time());
    }
    if (ended != null) {
      first = Math.min(first, ended.time());
    }
    return over == null ? first : Math.min(first, over);
  }

  @Override
  public Credits credits(long now, ContactGoal goal) {
    Credits credits = new Credits();
    if (ending != null) {
      credit(ending, goal, credits);
    } else if (queued != null && transferred != null) {
      credits.one(queued.where(), queued.time(), OFFERED_FLOWN_OUT);
    } else if (queued != null && now < overAt()) {
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

  private void credit(Ending end, ContactGoal goal, Credits credits) {
    Point point = end.at();
    Where where = queued == null ? point.where() : queued.where();
    boolean answered = end.how() == Outcome.ANSWERED;
    if (end.how() != Outcome.CALLBACK) {
      credits.one(where, point.time(), answered ? ANSWERED : LEFT);
    }
    Long waited = waited(end);
    boolean isShort = end.shortly() || (waited != null && goal.isShort(waited));
    creditIf(isShort && end.how() == Outcome.LEFT, credits, where, point.time(), LEFT_SHORTLY);
    if (waited == null) {
      return; // neither when they queued up is known nor whether it was in time
    }
    long offered = queued != null ? queued.time() : point.time() - waited;
    boolean inTime = goal.inTime(waited);
    switch (end.how()) {
      case ANSWERED -> {
        credits.one(where, offered, OFFERED_ANSWERED);
        creditIf(inTime, credits, where, offered, OFFERED_ANSWERED_IN_TIME);
      }
      case LEFT -> {
        credits.one(where, offered, OFFERED_LEFT);
        creditIf(inTime, credits, where, offered, OFFERED_LEFT_IN_TIME);
        creditIf(isShort, credits, where, offered, OFFERED_LEFT_SHORTLY);
      }
      case CALLBACK -> {
        credits.one(where, offered, OFFERED_CALLBACK);
        creditIf(inTime, credits, where, offered, OFFERED_CALLBACK_IN_TIME);
      }
    }
    if (end.how() != Outcome.CALLBACK) {
      credits.one(where, point.time(), answered ? WAITED_ANSWERED : WAITED_LEFT);
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
    if (queued == null || ending != null || transferred != null) {
      return NEVER;
    }
    long gone = overAt();
    return gone > now ? gone : NEVER;
  }

  @Override
  public ContactLeg pruned(long now) {
    return this;
  }

  @Override
  public long forgetAt() {
    return latest + REMEMBERED;
  }

  /** A leg while more becomes known of it. */
  private static final class Known {
    private @Nullable Point queued;
    private @Nullable Ending ending;
    private @Nullable Point transferred;
    private @Nullable Point ended;
    private @Nullable Long talkMillis;
    private @Nullable Long afterMillis;
    private @Nullable Long over;
    private long lostAt;
    private long latest;

    private Known(ContactLeg leg) {
      queued = leg.queued;
      ending = leg.ending;
      transferred = leg.transferred;
      ended = leg.ended;
      talkMillis = leg.talkMillis;
      afterMillis = leg.afterMillis;
      over = leg.over;
      lostAt = leg.lostAt;
      latest = leg.latest;
    }

    private ContactLeg leg() {
      return new ContactLeg(
          queued, ending, transferred, ended, talkMillis, afterMillis, over, lostAt, latest);
    }

    private void queued(Touch touch) {
      queued = Point.earlier(queued, Point.of(touch));
      lostAt = queued.time() + longest(touch.type());
    }

    private static long longest(String type) {
      return type.startsWith("call")
          ? LONGEST_CALL
          : type.startsWith("chat") ? LONGEST_CHAT : LONGEST.toMillis();
    }

    /** The first ends the wait; of two at a time the one that stands first in {@link Outcome}. */
    private void ending(Outcome how, Touch touch) {
      Ending end = new Ending(how, Point.of(touch), touch.millis("wait_ms"), touch.says("short"));
      boolean first =
          ending == null
              || end.at().time() < ending.at().time()
              || (end.at().time() == ending.at().time() && how.compareTo(ending.how()) < 0);
      ending = first ? end : ending;
    }

    private void ended(Touch touch) {
      Long time = handling(touch);
      ended = Point.earlier(ended, Point.of(touch));
      talkMillis = time == null ? talkMillis : time;
    }

    private void over(Touch touch) {
      over = over == null ? (Long) touch.time() : (Long) Math.min(over, touch.time());
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
  }
}
