package io.waymark.domain.friction;

import io.waymark.domain.reference.Evaluator;
import io.waymark.domain.reference.ReferenceAgreement;
import net.jqwik.api.Arbitraries;

/**
 * The engine gives the signals of the reference, wherever between the events its state is written
 * and read.
 */
final class FrictionEngineProperties extends ReferenceAgreement {

  @Override
  protected Evaluator evaluator(int eventsPerMinute) {
    int eventsPerDrain = Arbitraries.of(1, 1, 2, 3, 7, 1000).sample();
    return new EngineEvaluator(eventsPerDrain, eventsPerMinute);
  }
}
