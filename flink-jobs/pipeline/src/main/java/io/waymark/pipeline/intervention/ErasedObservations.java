package io.waymark.pipeline.intervention;

import io.waymark.domain.friction.Fact;
import io.waymark.pipeline.erasure.ErasureGate;
import io.waymark.pipeline.intervention.Observation.OfErased;
import io.waymark.pipeline.intervention.Observation.OfFact;
import io.waymark.pipeline.intervention.Observation.OfSignal;
import org.jspecify.annotations.Nullable;

/** Facts about an erased customer end at the gate; signals go on as such of an erased one. */
final class ErasedObservations implements ErasureGate.Reading<Observation> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean isErasure(Observation observation) {
    return observation instanceof OfFact of && of.fact().kind() == Fact.Kind.ERASED;
  }

  @Override
  public long time(Observation observation) {
    return observation.time();
  }

  @Override
  public @Nullable Observation erased(Observation observation) {
    return observation instanceof OfSignal of ? new OfErased(of.signal()) : null;
  }
}
