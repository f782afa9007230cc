package io.waymark.domain.friction;

import io.waymark.domain.reference.Evaluator;
import io.waymark.domain.reference.ReferenceAgreement;

/**
 * The engine gives the signals of the reference, with its state written and read after each event.
 */
final class FrictionEngineProperties extends ReferenceAgreement {

  @Override
  protected Evaluator evaluator() {
    return new EngineEvaluator(1);
  }
}
