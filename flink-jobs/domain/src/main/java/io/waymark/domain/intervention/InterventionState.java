package io.waymark.domain.intervention;

import io.waymark.domain.rule.Intervention.Purpose;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that interventions remember of one customer. Immutable.
 *
 * @param consents the last word by purpose, kept only for purposes that need one
 * @param decided fires that have been decided on and would still be useful, oldest first
 */
public record InterventionState(Map<Purpose, Consent> consents, List<Decided> decided) {

  /** Most decided fires that are remembered at a time. */
  public static final int DECIDED_LIMIT = 64;

  /** What {@link #wakeAt} answers when nothing is remembered that expires. */
  public static final long NEVER = Long.MAX_VALUE;

  /** A customer never seen before. */
  public static final InterventionState EMPTY = new InterventionState(Map.of(), List.of());

  public InterventionState {
    consents = Map.copyOf(consents);
    decided = List.copyOf(decided);
  }

  /** Whether there is nothing to keep. */
  public boolean isEmpty() {
    return consents.isEmpty() && decided.isEmpty();
  }

  /** When {@link InterventionPolicy#expire} has something to do, or {@link #NEVER}. */
  public long wakeAt() {
    return decided.stream().mapToLong(Decided::expiresAt).min().orElse(NEVER);
  }

  /**
   * A fire that has been decided on, remembered until it could not be issued any more, so that a
   * repeated signal decides nothing anew.
   *
   * @param issued the trigger while it stands; null if it was withheld or cancelled
   */
  public record Decided(String signalId, long expiresAt, @Nullable Trigger issued) {

    Decided closed() {
      return new Decided(signalId, expiresAt, null);
    }
  }
}
