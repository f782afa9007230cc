package io.waymark.domain.friction;

import io.waymark.domain.reference.Evaluator;
import io.waymark.domain.reference.RuleStoriesContract;

/** The engine tells the stories of the rule language as the definitions do. */
final class FrictionEngineStoriesTest extends RuleStoriesContract {

  @Override
  protected Evaluator evaluator() {
    return new EngineEvaluator(1, 1_000);
  }
}
