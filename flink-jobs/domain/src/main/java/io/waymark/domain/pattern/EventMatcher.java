package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.rule.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code event}: comes true at each matching event and keeps nothing, so that it is its own state.
 */
record EventMatcher(Selector of) implements ImmediateMatcher, ImmediateMatcher.State {

  @Override
  public String layout() {
    return "event";
  }

  @Override
  public List<Selector> opening() {
    return List.of(of);
  }

  @Override
  public List<Selector> closing() {
    return List.of();
  }

  @Override
  public ImmediateMatcher.State newState() {
    return this;
  }

  @Override
  public ImmediateMatcher.State read(StateReader in, List<Fire> fires) {
    return this;
  }

  @Override
  public @Nullable List<Evidence> advance(Offer offer, Firing firing) {
    return offer.matches(of) ? List.of(offer.evidence()) : null;
  }

  @Override
  public void cancel() {}

  @Override
  public long usefulUntil() {
    return Long.MIN_VALUE;
  }

  @Override
  public void merge(MatchState other, long at, Firing firing) {}

  @Override
  public void write(StateWriter out, List<Fire> fires) {}
}
