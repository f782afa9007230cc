package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Correspondence;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a customer, in one value: of what was held back something is left on disk until
 * that state is written again, and nothing is held back for long.
 *
 * @param held back by {@link CatchUp}, in the order in which it came
 */
record Recipient(Correspondence correspondence, List<Notice> held) {
  static final Recipient UNKNOWN = new Recipient(Correspondence.EMPTY, List.of());

  Recipient {
    held = List.copyOf(held);
  }

  Recipient with(Correspondence next) {
    return new Recipient(next, held);
  }

  Recipient holding(Notice notice) {
    List<Notice> more = new ArrayList<>(held);
    more.add(notice);
    return new Recipient(correspondence, more);
  }

  Recipient holdingNothing() {
    return new Recipient(correspondence, List.of());
  }

  boolean isUnknown() {
    return correspondence.isEmpty() && held.isEmpty();
  }
}
