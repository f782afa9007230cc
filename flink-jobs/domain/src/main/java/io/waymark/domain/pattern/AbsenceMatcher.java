package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Clock;
import io.waymark.domain.rule.Selector;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code absence}: comes true when what should follow has not come by a deadline. */
record AbsenceMatcher(Pattern.Absence absence, ImmediateMatcher after) implements Matcher {

  @Override
  public String layout() {
    return "absence after " + after.layout();
  }

  @Override
  public List<Selector> opening() {
    return after.opening();
  }

  @Override
  public List<Selector> beginning() {
    return after.beginning();
  }

  @Override
  public List<Selector> closing() {
    return Stream.concat(Stream.of(absence.of()), after.closing().stream()).toList();
  }

  @Override
  public boolean isRetractable() {
    return true;
  }

  @Override
  public boolean firesInThePast() {
    return absence.until() != null;
  }

  @Override
  public MatchState newState() {
    return new State(absence, after.newState());
  }

  @Override
  public MatchState read(StateReader in, List<Fire> fires) {
    State state = new State(absence, after.read(in, fires));
    if (in.bool()) {
      state.opened = Moment.read(in);
      state.deadline = in.time();
      state.evidence = in.evidenceList();
    }
    return state;
  }

  private static final class State implements MatchState {
    private final Pattern.Absence absence;
    private final ImmediateMatcher.State after;
    private @Nullable Moment opened;
    private long deadline = NEVER;
    private List<Evidence> evidence = List.of();

    State(Pattern.Absence absence, ImmediateMatcher.State after) {
      this.absence = absence;
      this.after = after;
    }

    @Override
    public void cancel() {
      after.cancel();
      shut();
    }

    private void shut() {
      opened = null;
      deadline = NEVER;
      evidence = List.of();
    }

    @Override
    public void close(Offer offer, Firing firing) {
      after.close(offer, firing);
      if (opened != null && offer.matches(absence.of())) {
        noteInTime(opened, firing);
        shut();
      }
    }

    private void noteInTime(Moment since, Firing firing) {
      if (firing.isTraced()) {
        firing.note(
            "comes in time: closes what was open since "
                + Words.time(since.time())
                + " and due at "
                + Words.time(deadline));
      }
    }

    @Override
    public void open(Offer offer, Firing firing) {
      open(after.advance(offer, firing), offer, firing);
    }

    @Override
    public void goOn(Offer offer, Firing firing) {
      open(after.complete(offer, firing), offer, firing);
      giveWay(offer, firing);
    }

    @Override
    public void goOnLate(Offer offer, Firing firing) {
      giveWay(offer, firing);
    }

    /**
     * Who acts again is watched by the newer version from there on, if that asks for it: with the
     * old deadline he would be noticed although he has acted since, and then once more.
     */
    private void giveWay(Offer offer, Firing firing) {
      if (opened != null
          && opened.isBefore(offer.event())
          && absence.clock() == Clock.LAST
          && startsBy(offer)
          && Deadline.of(absence, offer.event()).isPresent()) {
        if (firing.isTraced()) {
          firing.note(
              "ends what was open since "
                  + Words.time(opened.time())
                  + " and due at "
                  + Words.time(deadline)
                  + " (clock: last): from here on it is the newer version's");
        }
        shut();
      }
    }

    /** A count or sequence can't be told by one event. */
    private boolean startsBy(Offer offer) {
      return absence.after() instanceof Pattern.OnEvent start && offer.matches(start.of());
    }

    private void open(@Nullable List<Evidence> match, Offer offer, Firing firing) {
      if (match == null) {
        return;
      }
      OptionalLong until = Deadline.of(absence, offer.event());
      if (until.isEmpty()) {
        firing.unreadableDeadline();
      } else if (opened == null || absence.clock() == Clock.LAST) {
        openUntil(until.getAsLong(), offer.moment(), match, firing);
      } else if (firing.isTraced()) {
        firing.note(
            "opens nothing: it is open, due at " + Words.time(deadline) + " (clock: first)");
      }
    }

    private void openUntil(long until, Moment by, List<Evidence> match, Firing firing) {
      if (firing.isTraced()) {
        firing.note(
            (opened == null ? "opens, due at " : "moves the deadline to ")
                + Words.time(until)
                + " unless "
                + Words.selector(absence.of())
                + " comes");
      }
      opened = by;
      deadline = until;
      evidence = match;
    }

    @Override
    public long deadline() {
      return deadline;
    }

    @Override
    public void expire(Firing firing) {
      Moment last = Objects.requireNonNull(opened);
      long occurredAt = deadline;
      List<Evidence> why = evidence;
      if (firing.isTraced()) {
        firing.note("the deadline has come without " + Words.selector(absence.of()));
      }
      shut();
      firing.fire(occurredAt, null, last, why);
    }

    @Override
    public void cancelLate(Offer offer, List<Fire> fires, Firing firing) {
      after.cancelLate(offer, fires, firing);
      shutLate(offer, fires, firing);
    }

    @Override
    public void closeLate(Offer offer, List<Fire> fires, Firing firing) {
      after.closeLate(offer, fires, firing);
      if (offer.matches(absence.of())) {
        shutLate(offer, fires, firing);
      }
    }

    private void shutLate(Offer offer, List<Fire> fires, Firing firing) {
      Event event = offer.event();
      // Its deadline can't lie before the event: it would have come, or never been opened.
      if (opened != null && opened.isBefore(event)) {
        noteInTime(opened, firing);
        shut();
      }
      for (Fire fire : List.copyOf(fires)) {
        if (fire.last().isBefore(event) && event.time() <= fire.occurredAt()) {
          firing.retract(fire, event);
        }
      }
    }

    @Override
    public void openLate(Offer offer, long passed, Firing firing) {
      Event event = offer.event();
      // A count or sequence can't come true late: what it needs is not kept in order any more.
      if (!startsBy(offer)) {
        return;
      }
      OptionalLong until = Deadline.of(absence, event);
      if (until.isEmpty()) {
        firing.unreadableDeadline();
      } else if (until.getAsLong() <= passed) {
        if (firing.isTraced()) {
          firing.note("too late to open: " + Words.time(until.getAsLong()) + " has passed");
        }
      } else if (opened == null || (absence.clock() == Clock.LAST) == opened.isBefore(event)) {
        openUntil(until.getAsLong(), offer.moment(), List.of(offer.evidence()), firing);
      }
    }

    @Override
    public @Nullable Moment pendingSince() {
      return opened;
    }

    @Override
    public void reopen(Moment since, long passed, Firing firing) {
      if (absence.within() == null || !(absence.after() instanceof Pattern.OnEvent)) {
        return;
      }
      long until = since.time() + absence.within();
      if (until > passed
          && (opened == null || (absence.clock() == Clock.LAST) == opened.isBefore(since))) {
        openUntil(until, since, List.of(since.evidence()), firing);
      }
    }

    @Override
    public long usefulUntil() {
      return opened == null ? after.usefulUntil() : NEVER;
    }

    @Override
    public boolean forgetEvidence() {
      boolean any = after.forgetEvidence() | !evidence.isEmpty();
      evidence = List.of();
      return any;
    }

    @Override
    public void merge(MatchState other, long at, Firing firing) {
      State that = (State) other;
      after.merge(that.after, at, firing);
      if (that.opened != null && (opened == null || that.countsBefore(opened, deadline))) {
        opened = that.opened;
        deadline = that.deadline;
        evidence = that.evidence;
      }
    }

    /** Whether this deadline counts, and not one that {@code other} has set. */
    private boolean countsBefore(Moment other, long otherDeadline) {
      Moment own = Objects.requireNonNull(opened);
      boolean isLast = absence.clock() == Clock.LAST;
      return deadline == otherDeadline
          ? (isLast ? other.isBefore(own) : own.isBefore(other))
          : isLast == (deadline > otherDeadline);
    }

    @Override
    public void write(StateWriter out, List<Fire> fires) {
      after.write(out, fires);
      out.bool(opened != null);
      if (opened != null) {
        opened.write(out);
        out.time(deadline);
        out.evidence(evidence);
      }
    }
  }
}
