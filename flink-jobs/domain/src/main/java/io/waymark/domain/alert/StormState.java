package io.waymark.domain.alert;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a rule's alerts: at most {@link StormLimit#OPEN} ids.
 *
 * @param open those that are told of
 * @param overflow stands for those that are not; null if there is none
 * @param changed whether it stands otherwise than told
 * @param toldAt when it was told last
 * @param newsAt when one more was kept back
 */
public record StormState(
    Set<String> open, @Nullable Alert overflow, boolean changed, long toldAt, long newsAt) {
  static final StormState EMPTY = new StormState(Set.of(), null, false, 0, 0);

  boolean isEmpty() {
    return open.isEmpty() && overflow == null;
  }
}
