package io.waymark.domain.journey;

import java.util.Locale;

/**
 * What lies over the stage: how well it goes, and whether anything goes on at all.
 *
 * @param orders orders placed in this journey
 */
public record Overlays(Health health, Activity activity, Contact contact, int orders) {

  /** Of a customer of whom nothing is known. */
  public static final Overlays NEW = new Overlays(Health.HEALTHY, Activity.ACTIVE, Contact.IDLE, 0);

  /** What rules and results call a state. */
  public static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** How the relation fares. */
  public enum Health {
    HEALTHY,
    /** Something happened that customers leave for. */
    AT_RISK,
    /** Somebody takes care of it. */
    IN_RECOVERY
  }

  /** Whether the customer still comes. In the order of silence. */
  public enum Activity {
    ACTIVE,
    DORMANT,
    LAPSED
  }

  /** Whether the customer is talking to somebody, or waiting for it. */
  public enum Contact {
    IDLE,
    WAITING,
    IN_CONTACT
  }
}
