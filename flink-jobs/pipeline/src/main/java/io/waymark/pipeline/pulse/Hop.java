package io.waymark.pipeline.pulse;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * From one stage to another.
 *
 * @param from null where a journey begins
 * @param to null where it ends
 */
record Hop(@Nullable String from, @Nullable String to) implements Comparable<Hop> {
  private static final Comparator<@Nullable String> BY_NAME =
      Comparator.nullsFirst(Comparator.<String>naturalOrder());

  @Override
  public int compareTo(Hop other) {
    int byFrom = BY_NAME.compare(from, other.from);
    return byFrom != 0 ? byFrom : BY_NAME.compare(to, other.to);
  }
}
