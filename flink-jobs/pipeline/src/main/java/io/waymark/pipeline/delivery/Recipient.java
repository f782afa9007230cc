package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Correspondence;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a customer, in one value with one timer: states and timers that are written to
 * after a start alone would stay in the files, the erased too, until the next one.
 *
 * @param held back by {@link CatchUp}, in the order in which it came
 * @param lookAt when it is to be looked whether it may go; {@link Correspondence#NEVER} if nothing
 *     is held
 */
record Recipient(Correspondence correspondence, List<Notice> held, long lookAt) {
  static final Recipient UNKNOWN =
      new Recipient(Correspondence.EMPTY, List.of(), Correspondence.NEVER);

  Recipient {
    held = List.copyOf(held);
    if (held.isEmpty() != (lookAt == Correspondence.NEVER)) {
      throw new IllegalArgumentException(held.size() + " are held until " + lookAt);
    }
  }

  Recipient with(Correspondence next) {
    return new Recipient(next, held, lookAt);
  }

  Recipient holding(Notice notice, long until) {
    List<Notice> more = new ArrayList<>(held);
    more.add(notice);
    return new Recipient(correspondence, more, Math.min(lookAt, until));
  }

  Recipient lookingAt(long time) {
    return new Recipient(correspondence, held, time);
  }

  Recipient holdingNothing() {
    return new Recipient(correspondence, List.of(), Correspondence.NEVER);
  }

  /** When something is to be done about it, by the wall clock. */
  long wakeAt() {
    return Math.min(correspondence.wakeAt(), lookAt);
  }

  boolean isUnknown() {
    return correspondence.isEmpty() && held.isEmpty();
  }
}
