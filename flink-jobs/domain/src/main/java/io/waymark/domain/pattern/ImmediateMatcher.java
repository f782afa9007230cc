package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.event.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that comes true at an event, never by time alone: it can fire by itself or open an
 * absence.
 */
interface ImmediateMatcher extends Matcher {

  @Override
  State newState();

  @Override
  State read(StateReader in, List<Fire> fires);

  /** State of a pattern that comes true at an event. */
  interface State extends MatchState {

    /** Takes an event; answers the evidence if the pattern comes true at it. */
    @Nullable List<Evidence> advance(Offer offer, Firing firing);

    /** The same for what has been begun with an event before it; begins and counts nothing. */
    default @Nullable List<Evidence> complete(Offer offer, Firing firing) {
      return null;
    }

    @Override
    default void open(Offer offer, Firing firing) {
      fire(advance(offer, firing), offer, firing);
    }

    @Override
    default void goOn(Offer offer, Firing firing) {
      fire(complete(offer, firing), offer, firing);
    }

    private void fire(@Nullable List<Evidence> evidence, Offer offer, Firing firing) {
      if (evidence != null) {
        firing.fire(offer.event().time(), null, offer.moment(), evidence);
      }
    }
  }
}
