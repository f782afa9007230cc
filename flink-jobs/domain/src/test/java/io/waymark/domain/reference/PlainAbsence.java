package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Clock;
import io.waymark.domain.rule.Pattern.OnEvent;
import io.waymark.domain.rule.Selector;
import java.util.Comparator;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code absence}. United: of two that are open the earlier deadline stays, with {@code clock:
 * last} the later one; on a tie the first, or last, to have opened it.
 */
final class PlainAbsence implements PlainPattern {
  /** What is open. */
  private record Open(Event by, long deadline) {}

  private static final Comparator<Open> ORDER =
      Comparator.comparingLong(Open::deadline).thenComparing(Open::by, Event.ORDER);

  private final Absence absence;
  private final PlainPattern.AtEvent after;
  private @Nullable Open open;

  PlainAbsence(Absence absence) {
    this.absence = absence;
    this.after = PlainPattern.AtEvent.of(absence.after());
  }

  @Override
  public void cancel() {
    after.cancel();
    open = null;
  }

  @Override
  public void close(Event event, Predicate<Selector> closes) {
    after.close(event, closes);
    if (closes.test(absence.of())) {
      open = null;
    }
  }

  @Override
  public void open(Event event, Truths truths) {
    if (after.comesTrueAt(event)) {
      openBy(event, truths);
    }
  }

  @Override
  public void goOn(Event event, Truths truths) {
    if (after.isCompletedBy(event)) {
      openBy(event, truths);
    } else if (absence.clock() == Clock.LAST
        && absence.after() instanceof OnEvent
        && after.comesTrueAt(event)
        && until(event).isPresent()) {
      // It is for the newer version to wait from here on.
      open = null;
    }
  }

  @Override
  public @Nullable Event pending() {
    return open == null ? null : open.by;
  }

  @Override
  public void reopen(Event event, long at) {
    Long within = absence.within();
    if (within != null && event.time() + within >= at) {
      Open again = new Open(event, event.time() + within);
      if (open == null || wins(ORDER.compare(again, open))) {
        open = again;
      }
    }
  }

  private void openBy(Event event, Truths truths) {
    OptionalLong until = until(event);
    if (until.isPresent() && (open == null || absence.clock() == Clock.LAST)) {
      open = new Open(event, until.getAsLong());
    }
    if (open != null && open.deadline < event.time()) {
      expire(truths);
    }
  }

  private OptionalLong until(Event event) {
    Long within = absence.within();
    return within != null
        ? OptionalLong.of(event.time() + within)
        : deadline(event.attribute(Objects.requireNonNull(absence.until())));
  }

  private OptionalLong deadline(@Nullable Object named) {
    OptionalLong read = Values.deadline(named);
    return read.isPresent() ? OptionalLong.of(read.getAsLong() + absence.plus()) : read;
  }

  @Override
  public long deadline() {
    return open == null ? NEVER : open.deadline;
  }

  @Override
  public void expire(Truths truths) {
    Open due = Objects.requireNonNull(open);
    open = null;
    truths.reached(this, due.by, due.deadline, 0, true);
  }

  @Override
  public void unite(PlainPattern other, long at) {
    PlainAbsence that = (PlainAbsence) other;
    after.unite(that.after, at);
    if (that.open != null && (open == null || wins(ORDER.compare(that.open, open)))) {
      open = that.open;
    }
  }

  private boolean wins(int compared) {
    return absence.clock() == Clock.LAST ? compared > 0 : compared < 0;
  }
}
