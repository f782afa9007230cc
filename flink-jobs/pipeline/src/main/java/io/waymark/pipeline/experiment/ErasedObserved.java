package io.waymark.pipeline.experiment;

import io.waymark.domain.friction.Fact;
import io.waymark.pipeline.erasure.ErasureGate;
import io.waymark.pipeline.experiment.Observed.OfFact;
import org.jspecify.annotations.Nullable;

/** All that is said again of an erased customer ends at the gate. */
final class ErasedObserved implements ErasureGate.Reading<Observed> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean isErasure(Observed observed) {
    return observed instanceof OfFact of && of.fact().kind() == Fact.Kind.ERASED;
  }

  @Override
  public long time(Observed observed) {
    return observed.knownSince();
  }

  @Override
  public @Nullable Observed erased(Observed observed) {
    return null;
  }
}
