package io.waymark.domain.intervention;

import io.waymark.domain.rule.Intervention.Purpose;
import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which interventions a part of the contact policy is about; never those that are owed.
 *
 * @param channels if empty, all
 */
public record Scope(Set<Purpose> purposes, Set<String> channels) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Scope {
    purposes = Set.copyOf(purposes);
    channels = Set.copyOf(channels);
    if (purposes.stream().anyMatch(Purpose::isOwed)) {
      throw new IllegalArgumentException("what is owed is never held back");
    }
  }

  /** All channels. */
  public static Scope of(Purpose... purposes) {
    return new Scope(Set.of(purposes), Set.of());
  }

  /** What names no channel may come through any, so every restriction is its own. */
  public boolean covers(Purpose purpose, @Nullable String channel) {
    return purposes.contains(purpose)
        && (channels.isEmpty() || channel == null || channels.contains(channel));
  }
}
